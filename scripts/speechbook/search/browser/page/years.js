/* How often something is said in each year: a chart, a table for screen readers, first and last use. */

const SVG = "http://www.w3.org/2000/svg";
const CHART = { least: 260, most: 640, height: 96, foot: 18 };

/**
 * @param {number[]} days day of each page
 * @param {FoundSpeech[]} speeches
 * @param {boolean} byPassage whether passages are counted rather than occurrences
 * @returns {{years: Array<[number, number]>, first: FoundSpeech | null, last: FoundSpeech | null, undated: number}}
 */
function useByYear(days, speeches, byPassage) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  /** @type {FoundSpeech | null} */
  let first = null;
  /** @type {FoundSpeech | null} */
  let last = null;
  let undated = 0;
  for (const speech of speeches) {
    const times = speech.passages.reduce((sum, passage) => sum + (byPassage ? 1 : passage.times), 0);
    const day = days[speech.page];
    if (!day) {
      undated += times;
      continue;
    }
    const year = Math.floor(day / 10000);
    counts.set(year, (counts.get(year) ?? 0) + times);
    if (!first || day < days[first.page]) first = speech;
    if (!last || day > days[last.page]) last = speech;
  }
  return { years: Array.from(counts).sort((a, b) => a[0] - b[0]), first, last, undated };
}

/**
 * @param {Found} found
 * @param {FoundSpeech[]} kept
 * @param {Facets} facets
 * @param {string} query
 * @returns {Promise<HTMLElement>}
 */
async function yearsFigure(found, kept, facets, query) {
  const byPassage = found.terms.some((term) => Array.from(term.pieces.join("")).length === 1);
  const { years, first, last, undated } = useByYear(facets.days, kept, byPassage);
  const box = element("figure", { class: "search-years" });
  if (!first || !last) return box;
  const unit = byPassage ? words.passages : words.places;
  const title = byPassage ? words.byYearPassages : words.byYear;
  box.append(element("figcaption", {}, title), chart(years, root.clientWidth - 16), yearsTable(years, title, unit));
  const line = element("p", { class: "search-facts search-uses" });
  for (const [name, speech] of /** @type {const} */ ([["firstUse", first], ["lastUse", last]])) {
    const { date, title: of, url } = await book.speechOf(found.directory, speech.page);
    const [before, after] = (words[name] ?? "%s").split("%s");
    line.append(element("span", {}, before, `${date} `, linkTo(url, query, book.plainText(of)), after ?? ""));
  }
  if (undated) line.append(element("span", {}, `${words.undated}：${undated}`));
  box.append(line);
  return box;
}

/** @param {Array<[number, number]>} years @param {string} caption @param {string} unit */
function yearsTable(years, caption, unit) {
  const head = element("tr", {}, ...[words.year, unit].map((name) => element("th", { scope: "col" }, name)));
  const rows = years.map(([year, count]) =>
    element("tr", {}, element("th", { scope: "row" }, String(year)), element("td", {}, String(count))),
  );
  const table = element("table", {}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, ...rows));
  return element("div", { class: "visually-hidden" }, table);
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function drawn(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/**
 * @param {Array<[number, number]>} years rising
 * @param {number} room in pixels, so that the years are written as large on a phone
 * @returns {Element} a picture that says nothing that the table does not say
 */
function chart(years, room) {
  const width = Math.max(CHART.least, Math.min(CHART.most, room));
  const from = years[0][0];
  const span = years[years.length - 1][0] - from + 1;
  const step = Math.min(28, width / span);
  const highest = Math.max(...years.map(([, count]) => count));
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${CHART.height}`, "aria-hidden": "true", focusable: "false" });
  const ground = CHART.height - CHART.foot;
  for (const [year, count] of years) {
    const height = Math.max(2, ((ground - 14) * count) / highest);
    const x = step * (year - from);
    const bar = drawn("rect", { x, y: ground - height, width: Math.max(1, step - 2), height });
    bar.append(drawn("title", {}, `${year}：${count}`));
    svg.append(bar);
    if (count === highest) {
      const anchor = x > width / 2 ? "end" : "start";
      svg.append(drawn("text", { x: anchor === "end" ? x + step - 2 : x, y: ground - height - 3, "text-anchor": anchor }, String(count)));
    }
  }
  svg.append(drawn("line", { x1: 0, x2: step * span, y1: ground, y2: ground }));
  const every = Math.max(1, Math.ceil(34 / step));
  for (let year = from; year < from + span; year += every)
    svg.append(drawn("text", { x: step * (year - from), y: CHART.height - 4 }, String(year)));
  return svg;
}
