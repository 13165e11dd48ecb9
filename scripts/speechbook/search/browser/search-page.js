/* The search page: as you type, grouped by speech, with filters; the address keeps the query. */
(() => {
  "use strict";

  const SPEECHES_AT_ONCE = 10;
  const PASSAGES_AT_ONCE = 3;
  const MORE_PASSAGES = 20;
  const WAIT = 180;

  const engine = window.SpeechbookEngine;
  const concordance = window.SpeechbookConcordance;
  const root = /** @type {HTMLElement} */ (document.getElementById("book-search"));
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".book-search form.bd-search"));
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));
  /** @type {Record<string, string>} */
  const words = JSON.parse(root.dataset.words || "{}");

  /** @typedef {{q: string, sort: string, year: string, speaker: string, place: string, topic: string, view: string}} State */
  const DEFAULTS = { q: "", sort: "best", year: "", speaker: "", place: "", topic: "", view: "list" };
  /** @type {State} */
  let state = readAddress();
  let turn = 0;
  /** @type {number | undefined} */
  let timer;

  const status = element("p", { class: "search-status", role: "status", "aria-live": "polite" });
  const tools = element("div", { class: "search-tools" });
  const results = element("div", { class: "search-results", id: "book-search-results" });
  root.append(status, tools, results);

  /**
   * @param {string} name
   * @param {Record<string, string>} [attributes]
   * @param {...(Node | string)} children text is text, never HTML
   * @returns {HTMLElement}
   */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /**
   * @param {string} name
   * @param {...(string | number)} values
   * @returns {string}
   */
  function say(name, ...values) {
    let i = 0;
    return (words[name] ?? "").replace(/%[sd]/gu, () => String(values[i++]));
  }

  /** @returns {State} */
  function readAddress() {
    const given = new URLSearchParams(location.search);
    const read = { ...DEFAULTS };
    for (const key of /** @type {(keyof State)[]} */ (Object.keys(DEFAULTS))) read[key] = given.get(key) ?? DEFAULTS[key];
    return read;
  }

  /** @param {boolean} stay whether the address replaces the last one, as while typing */
  function writeAddress(stay) {
    const given = new URLSearchParams();
    for (const [key, value] of Object.entries(state))
      if (value && value !== DEFAULTS[/** @type {keyof State} */ (key)]) given.set(key, value);
    const query = given.toString();
    const address = query ? `?${query}` : location.pathname;
    if (location.search === (query ? `?${query}` : "")) return;
    if (stay) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }

  /** @param {Partial<State>} change @param {boolean} [stay] */
  function update(change, stay = false) {
    state = { ...state, ...change };
    writeAddress(stay);
    void show();
  }

  async function show() {
    const mine = ++turn;
    const query = state.q.trim();
    if (!query) {
      clear(words.typing);
      return;
    }
    status.textContent = words.searching;
    try {
      const [found, facets] = await Promise.all([engine.findAll(query), engine.loadPart("facets", readFacets)]);
      if (mine !== turn) return;
      if (!found.speeches.length) await showNothing(found, mine);
      else await showFound(found, facets, mine);
    } catch (error) {
      if (mine === turn) showProblem(error);
    }
  }

  /** @param {string} message */
  function clear(message) {
    status.textContent = message;
    tools.replaceChildren();
    results.replaceChildren();
  }

  /** @param {any} contents */
  function readFacets(contents) {
    const years = contents.days.map((/** @type {number} */ day) => (day ? [String(Math.floor(day / 10000))] : [""]));
    /** @param {{names: string[], of: number[][]}} table */
    const named = (table) => table.of.map((numbers) => numbers.map((number) => table.names[number]));
    return {
      days: contents.days,
      year: years,
      speaker: named(contents.speakers),
      place: named(contents.places),
      topic: named(contents.topics),
    };
  }

  const FILTERS = /** @type {const} */ (["year", "speaker", "place", "topic"]);

  /** @param {any} facets @param {number} page @param {string} [except] */
  function passes(facets, page, except) {
    return FILTERS.every((name) => {
      const wanted = state[name];
      return !wanted || name === except || facets[name][page].includes(wanted === "-" ? "" : wanted);
    });
  }

  /** @param {any} found @param {any} facets @param {number} mine */
  async function showFound(found, facets, mine) {
    const kept = found.speeches.filter((/** @type {any} */ speech) => passes(facets, speech.page));
    if (state.sort !== "best") {
      const way = state.sort === "newest" ? -1 : 1;
      const day = (/** @type {any} */ speech) => facets.days[speech.page] || (way > 0 ? Infinity : 0);
      kept.sort((/** @type {any} */ a, /** @type {any} */ b) => way * (day(a) - day(b)) || a.page - b.page);
    }
    const places = kept.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.passages.length, 0);
    const list = element("div", { class: "search-list" });
    if (state.view === "kwic") await concordance.show({ found, kept, facets, list, element, say, words });
    else await addSpeeches(found, kept, 0, list);
    if (mine !== turn) return;
    status.textContent = say("found", places, kept.length);
    showTools(found, facets);
    results.replaceChildren(list);
    if (state.view !== "kwic" && found.known.length) list.append(await knownSpeeches(found));
  }

  /** @param {any} found */
  async function knownSpeeches(found) {
    const box = element("section", { class: "search-known" }, element("h2", {}, words.known));
    const rows = element("ul");
    for (const page of found.known.slice(0, SPEECHES_AT_ONCE)) {
      const speech = await engine.speechOf(found.directory, page);
      const facts = [speech.speaker, speech.date, speech.place, speech.occasion].filter(Boolean).join("　");
      rows.append(element("li", {}, link(speech.url, speech.title), element("span", { class: "search-facts" }, facts)));
    }
    box.append(rows);
    return box;
  }

  /** @param {string} url @param {string} text */
  function link(url, text) {
    const [page, anchor] = url.split("#");
    const query = `?q=${encodeURIComponent(state.q.trim())}`;
    return element("a", { href: page + query + (anchor ? `#${anchor}` : "") }, text.replace(engine.BIDI_CONTROLS, ""));
  }

  /** @param {any} found @param {any[]} kept @param {number} from @param {HTMLElement} list */
  async function addSpeeches(found, kept, from, list) {
    const some = kept.slice(from, from + SPEECHES_AT_ONCE);
    const made = await Promise.all(some.map((speech) => speechBox(found, speech)));
    list.append(...made);
    const next = from + some.length;
    if (next < kept.length) {
      const more = button(words.moreSpeeches, async () => {
        await addSpeeches(found, kept, next, list);
        more.remove();
      });
      list.append(more);
    }
  }

  /** @param {string} label @param {() => unknown} act */
  function button(label, act) {
    const made = element("button", { type: "button", class: "book-button" }, label);
    made.addEventListener("click", () => Promise.resolve(act()).catch(showProblem));
    return made;
  }

  /** @param {any} found @param {any} speech */
  async function speechBox(found, speech) {
    const about = await engine.speechOf(found.directory, speech.page);
    const heading = element("h2", {}, link(about.url, about.title));
    const facts = [about.speaker, about.date, say("times", speech.passages.length)].filter(Boolean).join("　");
    const rows = element("ol", { class: "search-passages" });
    const box = element("section", { class: "search-speech" }, heading, element("p", { class: "search-facts" }, facts), rows);
    await addPassages(found, speech, 0, PASSAGES_AT_ONCE, rows, box);
    return box;
  }

  /** @param {any} found @param {any} speech @param {number} from @param {number} count @param {HTMLElement} rows @param {HTMLElement} box */
  async function addPassages(found, speech, from, count, rows, box) {
    const some = speech.passages.slice(from, from + count);
    const hits = await Promise.all(some.map((/** @type {any} */ passage) => engine.describe(found, speech, passage)));
    for (const hit of hits) {
      const text = link(hit.url, "");
      // Escaped in excerpt.js: the only place where HTML is put in.
      text.innerHTML = hit.excerpt_html;
      text.setAttribute("class", "search-excerpt");
      const row = element("li", {}, text);
      if (hit.section && hit.section !== hit.title && !text.textContent?.startsWith(hit.section)) row.prepend(element("span", { class: "search-section" }, hit.section));
      rows.append(row);
    }
    const left = speech.passages.length - from - some.length;
    if (left > 0) {
      const more = button(say("more", left), async () => {
        await addPassages(found, speech, from + some.length, MORE_PASSAGES, rows, box);
        more.remove();
      });
      box.append(more);
    }
  }

  /** @param {any} found @param {any} facets */
  function showTools(found, facets) {
    const made = [];
    for (const name of FILTERS) {
      const counts = new Map();
      for (const speech of found.speeches)
        if (passes(facets, speech.page, name))
          for (const value of facets[name][speech.page]) counts.set(value, (counts.get(value) ?? 0) + speech.passages.length);
      if (state[name] && !counts.has(state[name] === "-" ? "" : state[name])) counts.set(state[name], 0);
      if (counts.size < 2 && !state[name]) continue;
      const values = Array.from(counts.keys()).sort(name === "year" ? undefined : (a, b) => counts.get(b) - counts.get(a));
      const options = [["", words.all]];
      for (const value of values) options.push([value || "-", `${value || words.undated}（${counts.get(value)}）`]);
      made.push(choice(words[name], options, state[name], (value) => update({ [name]: value })));
    }
    const orders = [["best", words.best], ["newest", words.newest], ["oldest", words.oldest]];
    made.push(choice(words.sort, orders, state.sort, (value) => update({ sort: value })));
    const views = [["list", words.excerpts], ["kwic", words.concordance]];
    made.push(choice(words.results, views, state.view, (value) => update({ view: value })));
    tools.replaceChildren(...made);
  }

  /** @param {string} label @param {string[][]} options @param {string} chosen @param {(value: string) => void} act */
  function choice(label, options, chosen, act) {
    const select = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": label }));
    for (const [value, text] of options) select.append(new Option(text, value, false, value === chosen));
    select.addEventListener("change", () => act(select.value));
    return element("label", { class: "search-choice" }, element("span", {}, label), select);
  }

  /** @param {any} found @param {number} mine */
  async function showNothing(found, mine) {
    clear(say("nothing", state.q.trim().replace(engine.BIDI_CONTROLS, "")));
    if (found.known.length) results.append(await knownSpeeches(found));
    const counts = found.terms.map((/** @type {any} */ term, /** @type {number} */ i) => [term.label, found.occurrences[i].length]);
    if (counts.length > 1) {
      const rows = counts.map((/** @type {[string, number]} */ [label, count]) => element("li", {}, searchLink(label), ` ${say("times", count)}`));
      results.append(element("p", {}, words.counts), element("ul", { class: "search-help" }, ...rows));
    }
    for (const term of found.terms) {
      const part = await longestPart(found.directory, term);
      if (mine !== turn) return;
      if (part && part !== term.label)
        results.append(element("p", { class: "search-help" }, `${words.longest} `, searchLink(part)));
    }
  }

  /** @param {string} query */
  function searchLink(query) {
    const made = element("a", { href: `?q=${encodeURIComponent(query)}` }, query.replace(engine.BIDI_CONTROLS, ""));
    made.addEventListener("click", (event) => {
      event.preventDefault();
      field.value = query;
      update({ q: query });
    });
    return made;
  }

  /**
   * The longest part of a term that stands somewhere in the book.
   * @param {any} directory
   * @param {any} term
   * @returns {Promise<string>}
   */
  async function longestPart(directory, term) {
    const chars = Array.from(String(term.label));
    if (chars.length > 60) return "";
    for (let length = chars.length - 1; length >= 2; length--)
      for (let start = 0; start + length <= chars.length; start++) {
        const part = chars.slice(start, start + length).join("");
        const [one, ...others] = engine.parseQuery(part);
        if (one && !others.length && !one.inText && (await engine.passagesOf(directory, one)).length) return part;
      }
    return "";
  }

  /** @param {any} error */
  function showProblem(error) {
    const stale = error instanceof engine.IndexProblem && error.kind !== "missing";
    clear(stale ? words.stale : words.missing);
    if (!(error instanceof engine.IndexProblem)) console.error(error);
    results.append(stale ? button(words.reload, () => location.reload()) : button(words.retry, show));
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const inField = document.activeElement === field;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !(document.activeElement instanceof HTMLInputElement)) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape") {
      if (inField && field.value) {
        field.value = "";
        update({ ...DEFAULTS });
      } else field.focus();
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const links = Array.from(results.querySelectorAll("a"));
      const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
      if (!links.length || (at < 0 && !inField)) return;
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      if (next < 0) field.focus();
      else links[Math.min(next, links.length - 1)].focus();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    update({ q: field.value });
  });
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (/** @type {InputEvent} */ (event).isComposing) return;
    const length = Array.from(field.value.trim()).length;
    if (length !== 1) timer = setTimeout(() => update({ q: field.value }, true), WAIT);
  });
  field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));
  document.addEventListener("keydown", onKey);
  window.addEventListener("popstate", () => {
    state = readAddress();
    field.value = state.q;
    void show();
  });
  field.value = state.q;
  if (!state.q) field.focus();
  void show();
})();
