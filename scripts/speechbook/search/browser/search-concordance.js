/* The concordance: each place of what is asked for in one line, and how often it is used in each year. */
(() => {
  "use strict";

  const CONTEXT = 20;
  const MOST_ROWS = 300;
  const SVG = "http://www.w3.org/2000/svg";

  /** @typedef {{left: string, match: string, right: string, title: string, url: string, speaker: string, date: string, day: number}} Row */

  /**
   * @param {any} given what search-page.js hands over
   */
  async function show({ found, kept, facets, list, element, say, words }) {
    const rows = await rowsOf(found, kept, facets);
    /** @type {Record<string, (a: Row, b: Row) => number>} */
    const orders = {
      sortRight: (a, b) => compare(a.right, b.right),
      sortLeft: (a, b) => compare(reversed(a.left), reversed(b.left)),
      sortSpeech: (a, b) => compare(a.title, b.title),
      date: (a, b) => a.day - b.day,
    };
    const body = element("tbody");
    const fill = (/** @type {string} */ order) => {
      rows.sort(orders[order]);
      body.replaceChildren(...rows.slice(0, MOST_ROWS).map((row) => line(row, element, found)));
    };
    const select = element("select", { "aria-label": words.sort });
    for (const name of Object.keys(orders)) select.append(new Option(words[name], name));
    select.addEventListener("change", () => fill(select.value));
    const save = element("button", { type: "button", class: "book-button" }, words.export);
    save.addEventListener("click", () => saveCsv(rows, words));
    const names = ["before", "match", "after", "speech", "date"].map((name) => element("th", { scope: "col" }, words[name]));
    const table = element("table", { class: "search-kwic" }, element("thead", {}, element("tr", {}, ...names)), body);
    fill("sortRight");
    list.append(element("p", { class: "search-kwic-tools" }, select, save), byYear(rows, element, say, words));
    if (rows.length > MOST_ROWS) list.append(element("p", {}, say("cut", MOST_ROWS, rows.length)));
    list.append(element("div", { class: "search-kwic-frame", tabindex: "0" }, table));
  }

  /** @param {string} a @param {string} b */
  function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** @param {string} text */
  function reversed(text) {
    return Array.from(text).reverse().join("");
  }

  /**
   * @param {any} found
   * @param {any[]} kept
   * @param {any} facets
   * @returns {Promise<Row[]>}
   */
  async function rowsOf(found, kept, facets) {
    const engine = window.SpeechbookEngine;
    /** @type {Row[]} */
    const rows = [];
    for (const speech of kept)
      for (const passage of speech.passages) {
        const chunk = await engine.chunkOf(found.directory, passage.number);
        const i = passage.number - chunk.first;
        const text = chunk.texts[i];
        for (const span of engine.spansIn(text, found.terms))
          rows.push({
            left: text.slice(Math.max(0, span.start - CONTEXT), span.start),
            match: text.slice(span.start, span.end),
            right: text.slice(span.end, span.end + CONTEXT),
            title: chunk.title,
            url: `${chunk.url}#${engine.anchorIn(chunk, i, [span])}`,
            speaker: chunk.speaker,
            date: chunk.date,
            day: facets.days[speech.page],
          });
      }
    return rows;
  }

  /** @param {Row} row @param {any} element @param {any} found */
  function line(row, element, found) {
    const plain = (/** @type {string} */ text) => text.replace(window.SpeechbookEngine.BIDI_CONTROLS, "");
    const query = encodeURIComponent(found.terms.map((/** @type {any} */ term) => `"${term.label}"`).join(" "));
    const [page, anchor] = row.url.split("#");
    const match = element("a", { href: `${page}?q=${query}#${anchor}` }, element("mark", {}, plain(row.match)));
    const cells = [plain(row.left), match, plain(row.right), plain(row.title), row.date];
    const names = ["kwic-left", "kwic-match", "kwic-right", "kwic-title", "kwic-date"];
    return element("tr", {}, ...cells.map((cell, i) => element("td", { class: names[i] }, cell)));
  }

  /** @param {Row[]} rows @param {any} element @param {any} say @param {any} words */
  function byYear(rows, element, say, words) {
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const row of rows) {
      const year = Math.floor(row.day / 10000);
      if (year) counts.set(year, (counts.get(year) ?? 0) + 1);
    }
    const box = element("figure", { class: "search-years" });
    if (!counts.size) return box;
    const years = Array.from(counts.keys()).sort((a, b) => a - b);
    const dated = rows.filter((row) => row.day).sort((a, b) => a.day - b.day);
    const [first, last] = [dated[0], dated[dated.length - 1]];
    const cells = years.map((year) => element("tr", {}, element("th", { scope: "row" }, String(year)), element("td", {}, String(counts.get(year)))));
    const head = element("tr", {}, element("th", { scope: "col" }, words.year), element("th", { scope: "col" }, words.places));
    const table = element("table", { class: "visually-hidden" }, element("thead", {}, head), element("tbody", {}, ...cells));
    const uses = `${say("firstUse", `${first.date} ${first.title}`)}　${say("lastUse", `${last.date} ${last.title}`)}`;
    box.append(element("figcaption", {}, words.byYear), chart(years, counts), table, element("p", { class: "search-facts" }, uses));
    return box;
  }

  /** @param {number[]} years @param {Map<number, number>} counts */
  function chart(years, counts) {
    const [first, last] = [years[0], years[years.length - 1]];
    const highest = Math.max(...counts.values());
    const step = Math.max(3, Math.min(24, Math.floor(600 / (last - first + 1))));
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${Math.max(120, step * (last - first + 1))} 90`);
    svg.setAttribute("aria-hidden", "true");
    for (const year of years) {
      const height = Math.max(2, (60 * (counts.get(year) ?? 0)) / highest);
      const bar = document.createElementNS(SVG, "rect");
      const at = { x: step * (year - first), y: 66 - height, width: step - 1, height };
      for (const [name, value] of Object.entries(at)) bar.setAttribute(name, String(value));
      const title = document.createElementNS(SVG, "title");
      title.textContent = `${year}: ${counts.get(year)}`;
      bar.append(title);
      svg.append(bar);
    }
    for (const [year, anchor] of first === last ? [[first, "start"]] : [[first, "start"], [last, "end"]]) {
      const text = document.createElementNS(SVG, "text");
      text.setAttribute("x", anchor === "start" ? "0" : String(step * (last - first + 1)));
      text.setAttribute("y", "84");
      text.setAttribute("text-anchor", String(anchor));
      text.textContent = String(year);
      svg.append(text);
    }
    return svg;
  }

  /**
   * A cell that begins like a formula is quoted: spreadsheets would run it.
   * @param {string} text
   */
  function csvCell(text) {
    const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
    return `"${safe.replace(/"/gu, '""')}"`;
  }

  /** @param {Row[]} rows @param {any} words */
  function saveCsv(rows, words) {
    const head = ["before", "match", "after", "speech", "speaker", "date"].map((name) => csvCell(words[name]));
    const lines = rows.map((row) =>
      [row.left, row.match, row.right, row.title, row.speaker, row.date, new URL(row.url, location.href).href].map(csvCell).join(","),
    );
    const text = `\ufeff${[[...head, csvCell("URL")].join(","), ...lines].join("\r\n")}\r\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = "concordance.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  window.SpeechbookConcordance = { show, csvCell };
})();
