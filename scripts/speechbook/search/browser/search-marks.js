/* On a page that was opened from the search page (?q=…): marks all matches, with next, previous, clear.
   The engine is loaded for its folding table; the index is not. */
(() => {
  "use strict";

  /** What stands on the page beside the speech: facts, notes, apparatus, citations. */
  const APART = ".speech-meta, .apparatus, .parallels, .cite-speech, dialog, [hidden]";

  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const query = new URLSearchParams(location.search).get("q");
  const article = /** @type {HTMLElement | null} */ (document.querySelector("article.speech"));
  if (!query || !article) return;

  const script = document.createElement("script");
  script.src = new URL("search-engine.js", own.src).href;
  script.onload = () => start(article, query);
  document.head.append(script);

  /** @param {HTMLElement} within @param {string} asked */
  function start(within, asked) {
    const engine = window.SpeechbookEngine;
    const terms = engine.parseQuery(asked);
    const blocks = Array.from(within.querySelectorAll("h1, h2, h3, h4, h5, h6, p")).filter(
      (block) => !block.closest(APART),
    );
    const marks = blocks.flatMap((block) => markIn(engine, block, terms));
    if (marks.length) within.prepend(bar(marks));
  }

  /** @param {any} engine @param {Element} block @param {any[]} terms @returns {HTMLElement[][]} */
  function markIn(engine, block, terms) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) =>
        node.parentElement?.closest(".headerlink, .paragraph-link") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    /** @type {Text[]} */
    const nodes = [];
    while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
    const text = nodes.map((node) => node.data).join("");
    return engine.spansIn(text, terms).reverse().map((/** @type {any} */ span) => markSpan(nodes, span)).reverse();
  }

  /** @param {Text[]} nodes @param {{start: number, end: number}} span @returns {HTMLElement[]} */
  function markSpan(nodes, { start, end }) {
    const made = [];
    let at = nodes.reduce((sum, node) => sum + node.data.length, 0);
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i];
      at -= node.data.length;
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, node.data.length);
      if (from >= to) continue;
      const rest = node.splitText(from);
      const after = rest.splitText(to - from);
      const mark = document.createElement("mark");
      mark.className = "search-mark";
      rest.replaceWith(mark);
      mark.append(rest);
      nodes.splice(i, 1, node, rest, after);
      made.unshift(mark);
    }
    return made;
  }

  /** @param {HTMLElement[][]} marks */
  function bar(marks) {
    const words = JSON.parse(own.dataset.words || "{}");
    const box = document.createElement("div");
    box.className = "search-bar";
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    let current = -1;
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const go = (/** @type {number} */ to, scroll = true) => {
      marks[current]?.forEach((mark) => mark.classList.remove("current"));
      current = (to + marks.length) % marks.length;
      marks[current].forEach((mark) => mark.classList.add("current"));
      if (scroll) marks[current][0].scrollIntoView({ block: "center" });
      const numbers = [current + 1, marks.length];
      status.textContent = words.marksFound.replace(/%d/gu, () => String(numbers.shift()));
    };
    const clear = () => {
      for (const mark of marks.flat()) {
        const parent = mark.parentNode;
        mark.replaceWith(...mark.childNodes);
        parent?.normalize();
      }
      box.remove();
      history.replaceState(null, "", location.pathname + location.hash);
    };
    box.append(status, button("↑", words.previousMatch, () => go(current - 1)), button("↓", words.nextMatch, () => go(current + 1)));
    box.append(button("×", words.clear, clear));
    const first = target ? marks.findIndex((mark) => follows(target, mark[0])) : 0;
    go(Math.max(0, first), false);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.isConnected) clear();
    });
    return box;
  }

  /** @param {Element} target @param {Element} mark */
  function follows(target, mark) {
    return target.contains(mark) || Boolean(target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  /** @param {string} sign @param {string} label @param {() => void} act */
  function button(sign, label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.title = label;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }
})();
