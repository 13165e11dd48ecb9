/* Lays the outlines of two speeches side by side: `compare.html?a=NAME&b=NAME`. Everything is a link or a field, so
   that it works by keyboard, and the address can be kept and sent. */
(() => {
  "use strict";
  const SHOWN = 20;
  const PAUSE_MS = 200;
  const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
  const root = /** @type {HTMLElement} */ (document.getElementById("compare"));
  const words = /** @type {any} */ (window).speechbookReadingWords;
  const asked = new URLSearchParams(location.search);
  /** @typedef {{title: string, entries: [number, string, string, number][]}} Outline */
  /** @type {Map<string, Outline>} */
  const outlines = new Map();

  /** @type {any} */ (window).speechbookOutline = (/** @type {string} */ name, /** @type {Outline} */ outline) => {
    outlines.set(name, outline);
  };

  /**
   * @param {string} tag
   * @param {string} [text]
   * @param {Record<string, string>} [attributes]
   */
  function element(tag, text = "", attributes = {}) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  /**
   * @param {string} name
   * @returns {Promise<Outline>}
   */
  function load(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `_outlines/${name}.js`;
      script.onload = () => {
        const outline = outlines.get(name);
        if (outline) resolve(outline);
        else reject(new Error(name));
      };
      script.onerror = () => reject(new Error(name));
      document.head.append(script);
    });
  }

  /**
   * @param {string} side
   * @param {string} name
   */
  function address(side, name) {
    const pair = { a: asked.get("a") || "", b: asked.get("b") || "", [side]: name };
    const query = new URLSearchParams();
    if (pair.a) query.set("a", pair.a);
    if (pair.b) query.set("b", pair.b);
    return `compare.html?${query}`;
  }

  /**
   * @param {string} name
   * @param {Outline} outline
   */
  function tree(name, outline) {
    const top = element("ul", "", { class: "compare-outline" });
    /** @type {HTMLElement[]} */
    const open = [top];
    for (const [depth, anchor, text, isPoint] of outline.entries) {
      open.length = Math.min(open.length, depth + 1);
      let list = open[open.length - 1];
      if (open.length <= depth) {
        const inner = element("ul");
        (list.lastElementChild || list).append(inner);
        open.push(inner);
        list = inner;
      }
      const item = element("li", "", isPoint ? { class: "is-point" } : {});
      item.append(element("a", text, { href: `speeches/${name}.html#${name}${anchor}` }));
      list.append(item);
    }
    return outline.entries.length ? top : element("p", words.empty, { class: "compare-note" });
  }

  function recent() {
    try {
      const known = JSON.parse(localStorage.getItem(`speechbook-recent-${document.documentElement.lang}`) || "[]");
      return known.filter((/** @type {{name: string}} */ one) => NAME.test(one.name));
    } catch (error) {
      return [];
    }
  }

  /**
   * A field that finds speeches by title, speaker or occasion; results are links.
   * @param {string} side
   */
  function picker(side) {
    const box = element("div", "", { class: "compare-picker" });
    const field = /** @type {HTMLInputElement} */ (element("input", "", {
      type: "search", id: `compare-field-${side}`, class: "form-control", placeholder: words.hint, autocomplete: "off",
    }));
    const status = element("p", "", { class: "compare-note", role: "status" });
    const list = element("ul", "", { class: "compare-choices" });
    /** @param {{name: string, title: string, about?: string}[]} choices */
    function show(choices) {
      list.replaceChildren(...choices.map((choice) => {
        const item = element("li");
        item.append(element("a", choice.title, { href: address(side, choice.name) }));
        if (choice.about) item.append(element("small", choice.about));
        return item;
      }));
    }
    function showRecent() {
      const other = asked.get(side === "a" ? "b" : "a");
      const known = recent().filter((/** @type {{name: string}} */ one) => one.name !== other);
      status.textContent = known.length ? words.recent : "";
      show(known);
    }
    let run = 0;
    async function find() {
      const query = field.value.trim();
      run += 1;
      const own = run;
      if (!query) {
        showRecent();
        return;
      }
      try {
        const found = await /** @type {any} */ (window).speechbookSearch(query, { limit: SHOWN });
        if (own !== run) return;
        const speeches = found.speeches.map((/** @type {any} */ one) => ({
          name: one.docname.replace("speeches/", ""),
          title: one.title,
          about: [one.speaker, one.date].filter(Boolean).join("　"),
        }));
        show(speeches);
        status.textContent = (speeches.length ? words.found : words.none)
          .replace("%d", String(speeches.length)).replace("%s", query);
      } catch (error) {
        status.textContent = words.missing;
      }
    }
    let wait = 0;
    field.addEventListener("input", () => {
      clearTimeout(wait);
      wait = window.setTimeout(find, PAUSE_MS);
    });
    box.append(element("label", words.choose, { for: field.id }), field, status, list);
    showRecent();
    return box;
  }

  /** @param {string} side */
  async function column(side) {
    const label = side === "a" ? words.left : words.right;
    const part = element("section", "", { class: "compare-side", "aria-label": label });
    root.append(part);
    const name = asked.get(side) || "";
    if (!NAME.test(name)) {
      part.append(picker(side));
      return;
    }
    try {
      const outline = await load(name);
      const heading = element("h2");
      heading.append(element("a", outline.title, { href: `speeches/${name}.html` }));
      const change = element("details", "", { class: "compare-change" });
      change.append(element("summary", words.change), picker(side));
      part.append(heading, change, tree(name, outline));
    } catch (error) {
      part.append(element("p", words.missing, { class: "compare-note", role: "alert" }), picker(side));
    }
  }

  const tools = element("p", "", { class: "compare-tools" });
  if (asked.get("a") && asked.get("b")) {
    const swapped = new URLSearchParams({ a: asked.get("b") || "", b: asked.get("a") || "" });
    const print = element("button", words.print, { type: "button" });
    print.addEventListener("click", () => window.print());
    tools.append(element("a", words.swap, { href: `compare.html?${swapped}` }), print);
  }
  root.before(tools);
  Promise.all([column("a"), column("b")]).then(() => {
    root.dataset.ready = "true";
    const field = /** @type {HTMLElement | null} */ (root.querySelector(".compare-side > .compare-picker input"));
    if (field && window.matchMedia("(hover: hover)").matches) field.focus();
  });
})();
