/* The list of all speeches: filters and order are kept in the part of the address after `#`, which also works from disk.
   Data come as script files that call `speechbookList(name, data)`, since a page from disk may load nothing else. */
(() => {
  "use strict";
  const FACETS = ["year", "speaker", "place", "occasion", "topic"];
  const SORTS = ["new", "old", "speaker", "place", "occasion", "topic"];
  const SHOWN = 30;
  const MANY = 200; // more values than this are typed, not scrolled through

  const root = document.getElementById("speech-list");
  if (!root) return;
  const words = root.dataset.words.split("|");
  const [ORDER, ALL, UNKNOWN, NEWEST, OLDEST, TOTAL, CLEAR, MORE, NONE, UNDATED, FILTER, LOADING] = words.slice(5);
  const base = new URL("speech-list/", document.currentScript.src);
  const pages = new URL("../speeches/", location.href);

  /** Loading: each part once. */
  const parts = new Map();
  const waiting = new Map();
  window.speechbookList = (name, data) => waiting.get(name)(data);
  const load = (name) => {
    if (!parts.has(name)) {
      parts.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = new URL(`${name}.js`, base);
        script.onerror = () => reject(new Error(name));
        document.head.append(script);
      }));
    }
    return parts.get(name);
  };

  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  /** What is asked for, from the address and into it. */
  const read = () => new URLSearchParams(location.hash.slice(1));
  const write = (state) => {
    const text = state.toString();
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  };

  const fields = new Map();
  const status = element("p", { className: "speech-list-status" });
  status.setAttribute("role", "status");
  const results = element("ol", { className: "speech-list-results" });
  const more = element("button", { type: "button", className: "speech-list-more", hidden: true });
  let found = [];
  let shown = 0;
  let turn = 0;

  const option = (value, text) => element("option", { value, textContent: text });

  const fill = async (facet) => {
    const field = fields.get(facet);
    if (field.dataset.filled) return;
    field.dataset.filled = "true";
    const { values, column } = await load(facet);
    const counts = new Array(values.length + 1).fill(0);
    for (const cell of column) for (const number of [cell].flat()) counts[number] += 1;
    const options = values.map((value, i) => option(value, `${value}（${counts[i + 1]}）`));
    if (values.length > MANY) {
      const list = element("datalist", { id: `speech-list-${facet}-values` }, ...options);
      const input = element("input", { id: field.id, type: "search", placeholder: ALL });
      input.setAttribute("list", list.id);
      input.dataset.filled = "true";
      const had = document.activeElement === field;
      field.replaceWith(input, list);
      fields.set(facet, input);
      input.addEventListener("change", () => choose(facet, input.value));
      if (had) input.focus();
    } else {
      if (counts[0]) options.push(option("-", `${UNKNOWN}（${counts[0]}）`));
      field.append(...options);
    }
    fields.get(facet).value = read().get(facet) || "";
  };

  const choose = (name, value) => {
    const state = read();
    if (value && !(name === "sort" && value === SORTS[0])) state.set(name, value);
    else state.delete(name);
    write(state);
    show();
  };

  const select = async (state) => {
    const asked = FACETS.filter((facet) => state.get(facet));
    const sort = SORTS.includes(state.get("sort")) ? state.get("sort") : SORTS[0];
    const needed = new Set(["year", ...asked, ...(FACETS.includes(sort) ? [sort] : [])]);
    const loaded = new Map(await Promise.all([...needed].map(async (facet) => [facet, await load(facet)])));
    const total = loaded.get("year").column.length;
    let numbers = Array.from({ length: total }, (_, i) => i);
    for (const facet of asked) {
      const { values, column } = loaded.get(facet);
      const wanted = state.get(facet) === "-" ? 0 : values.indexOf(state.get(facet)) + 1 || -1;
      numbers = numbers.filter((i) => [column[i]].flat().includes(wanted));
    }
    // Rows stand in the order of their dates, those without one last: these stay last in either direction.
    const { column: years } = loaded.get("year");
    if (sort === "new") {
      const dated = numbers.filter((i) => years[i]).reverse();
      return [...dated, ...numbers.filter((i) => !years[i])];
    }
    if (sort === "old") return numbers;
    const { column } = loaded.get(sort);
    const rank = (i) => [column[i]].flat()[0] || Infinity;
    return numbers.sort((a, b) => rank(a) - rank(b) || a - b || 0);
  };

  const chineseDate = (date) => {
    const parts = date.split("-").map(Number);
    return date && parts.every(Boolean) ? parts.map((part, i) => part + "年月日"[i]).join("") : date || UNDATED;
  };

  const showMore = async (mine) => {
    const { rows } = await load("year");
    const next = found.slice(shown, shown + SHOWN);
    const shards = new Map(await Promise.all(
      [...new Set(next.map((i) => Math.floor(i / rows)))].map(async (shard) => [shard, await load(`rows-${shard}`)]),
    ));
    if (mine !== turn) return;
    for (const i of next) {
      const [id, title, date, ...about] = shards.get(Math.floor(i / rows))[i % rows];
      const link = element("a", { href: new URL(`${id}.html`, pages).href, textContent: title });
      const day = element("span", { className: "date", textContent: chineseDate(date) });
      const rest = element("span", { className: "about", textContent: about.filter(Boolean).join("　") });
      results.append(element("li", {}, day, link, rest));
    }
    shown += next.length;
    more.hidden = shown >= found.length;
    more.textContent = MORE.replace("{n}", Math.min(SHOWN, found.length - shown));
  };

  const show = async () => {
    const mine = (turn += 1);
    const state = read();
    for (const [name, field] of fields) {
      if (state.get(name) && FACETS.includes(name)) await fill(name);
      fields.get(name).value = state.get(name) || (name === "sort" ? SORTS[0] : "");
    }
    const numbers = await select(state);
    if (mine !== turn) return;
    found = numbers;
    shown = 0;
    results.replaceChildren();
    await showMore(mine);
    if (mine !== turn) return;
    status.textContent = found.length ? TOTAL.replace("{n}", found.length) : NONE;
    clear.hidden = !state.toString();
  };

  const field = (name, label, options) => {
    const made = element("select", { id: `speech-list-${name}` }, ...options);
    made.addEventListener("change", () => choose(name, made.value));
    fields.set(name, made);
    return element("div", { className: "speech-list-field" }, element("label", { htmlFor: made.id, textContent: label }), made);
  };
  const form = element("form", { className: "speech-list-form" });
  form.setAttribute("aria-label", FILTER);
  form.addEventListener("submit", (event) => event.preventDefault());
  FACETS.forEach((facet, i) => {
    form.append(field(facet, words[i], [option("", ALL)]));
    const made = fields.get(facet);
    for (const event of ["pointerdown", "focus", "keydown"]) made.addEventListener(event, () => fill(facet));
  });
  const labels = [NEWEST, OLDEST, ...words.slice(1, 5)];
  form.append(field("sort", ORDER, SORTS.map((sort, i) => option(sort, labels[i]))));
  const clear = element("button", { type: "button", className: "speech-list-clear", textContent: CLEAR, hidden: true });
  clear.addEventListener("click", () => {
    write(new URLSearchParams());
    show();
    fields.get("year").focus();
  });
  form.append(clear);
  more.addEventListener("click", async () => {
    const first = shown;
    await showMore(turn);
    results.children[first]?.querySelector("a")?.focus();
  });
  window.addEventListener("hashchange", show);

  status.textContent = LOADING;
  root.append(form, status, results, more);
  root.hidden = false;
  for (const facet of ["year", "speaker"]) fill(facet);
  show();
})();
