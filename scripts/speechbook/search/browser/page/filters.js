/* Filters by year, speaker, place, topic, with counts; the order of the speeches. */

/** @typedef {"year" | "speaker" | "place" | "topic"} Filter */
/** @typedef {{days: number[]} & Record<Filter, string[][]>} Facets what each page is filtered and sorted by */
/** @typedef {{names: string[], of: number[][]}} NamedFacet */

/** @type {Filter[]} */
const FILTERS = ["year", "speaker", "place", "topic"];
/** What stands in the address for speeches of which it is not known. */
const UNKNOWN = "-";

/**
 * @param {{days: number[], speakers: NamedFacet, places: NamedFacet, topics: NamedFacet}} contents
 * @returns {Facets}
 */
function readFacets({ days, speakers, places, topics }) {
  /** @param {NamedFacet} facet */
  const named = ({ names, of }) => of.map((numbers) => (numbers.length ? numbers.map((number) => names[number]) : [""]));
  const year = days.map((day) => [day ? String(Math.floor(day / 10000)) : ""]);
  return { days, year, speaker: named(speakers), place: named(places), topic: named(topics) };
}

/**
 * @param {Facets} facets
 * @param {Record<Filter, string>} asked
 * @param {number} page
 * @param {Filter} [except] a filter that does not count
 * @returns {boolean}
 */
function passes(facets, asked, page, except) {
  return FILTERS.every((name) => {
    const wanted = asked[name];
    return !wanted || name === except || facets[name][page].includes(wanted === UNKNOWN ? "" : wanted);
  });
}

/**
 * How many passages each value of a filter would leave, most first, years latest first; what is not known last.
 * @param {Facets} facets
 * @param {Record<Filter, string>} asked
 * @param {Array<{page: number, passages: any[]}>} speeches
 * @param {Filter} name
 * @returns {Array<[string, number]>}
 */
function countsFor(facets, asked, speeches, name) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { page, passages } of speeches)
    if (passes(facets, asked, page, name))
      for (const value of facets[name][page]) counts.set(value, (counts.get(value) ?? 0) + passages.length);
  const chosen = asked[name] === UNKNOWN ? "" : asked[name];
  if (asked[name] && !counts.has(chosen)) counts.set(chosen, 0);
  const later = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? 1 : a > b ? -1 : 0);
  return Array.from(counts).sort(
    ([a, m], [b, n]) => Number(a === "") - Number(b === "") || (name === "year" ? later(a, b) : n - m || later(b, a)),
  );
}

/**
 * @template {{page: number}} T
 * @param {Facets} facets
 * @param {T[]} speeches best first
 * @param {string} order
 * @returns {T[]} undated ones last
 */
function inOrder(facets, speeches, order) {
  if (order === "best") return speeches;
  const way = order === "newest" ? -1 : 1;
  const day = (/** @type {T} */ speech) => facets.days[speech.page] || way * Infinity;
  return [...speeches].sort((a, b) => (day(a) === day(b) ? a.page - b.page : way * (day(a) - day(b))));
}
