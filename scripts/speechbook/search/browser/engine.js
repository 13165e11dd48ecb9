/* The search itself: which speeches have all terms, which passages to show, in which order. */

const TITLE_WEIGHT = 4;
const HEADING_WEIGHT = 2;
const LEAD_WEIGHT = 1;
/** Paragraphs at the beginning of a speech that say what it is about. */
const LEAD = 3;
const DEFAULT_LIMIT = 20;

/**
 * @typedef {object} FoundPassage
 * @property {number} number
 * @property {number} score
 * @property {number} times how often the terms occur in it, one of a single character counting as once
 *
 * @typedef {object} FoundSpeech
 * @property {number} page
 * @property {number} score
 * @property {FoundPassage[]} passages best first
 *
 * @typedef {object} Found
 * @property {Term[]} terms
 * @property {FoundSpeech[]} speeches best first
 * @property {number} total passages in all speeches
 * @property {number[]} known pages whose title, speaker, place or occasion has all terms
 * @property {number[]} counts for each term by itself, how many passages have it
 * @property {Directory} directory
 */

/**
 * @param {string} query
 * @returns {Promise<Found>}
 */
async function findAll(query) {
  const directory = await loadDirectory();
  const terms = parseQuery(query);
  const occurrences = await Promise.all(terms.map((term) => passagesOf(directory, term)));
  const inText = occurrences.map((numbers) => byPage(directory, numbers, isText));
  const inAbout = occurrences.map((numbers) => byPage(directory, numbers, isAbout));
  const speeches = inAll(inText).map((page) => rank(directory, page, inText));
  speeches.sort((a, b) => b.score - a.score || a.page - b.page);
  const total = speeches.reduce((sum, speech) => sum + speech.passages.length, 0);
  const counts = inText.map((pages) => Array.from(pages.values()).reduce((sum, passages) => sum + passages.size, 0));
  return { terms, speeches, total, known: inAll(inAbout), counts, directory };
}

/** @param {Directory} directory @param {number} page @param {number} place @returns {boolean} */
function isText(directory, page, place) {
  return place > 1 || (place === 0 && directory.titled[page] === 1);
}

/** @param {Directory} _directory @param {number} _page @param {number} place @returns {boolean} */
function isAbout(_directory, _page, place) {
  return place <= 1;
}

/**
 * How often a term occurs in each passage, page by page.
 * @param {Directory} directory
 * @param {Float64Array} numbers
 * @param {(directory: Directory, page: number, place: number) => boolean} counts
 * @returns {Map<number, Map<number, number>>}
 */
function byPage(directory, numbers, counts) {
  /** @type {Map<number, Map<number, number>>} */
  const pages = new Map();
  const starts = directory.pageStarts;
  let page = -1;
  for (const number of numbers) {
    if (page < 0 || number >= starts[page + 1]) page = rangeOf(starts, number);
    if (!counts(directory, page, number - starts[page])) continue;
    let passages = pages.get(page);
    if (!passages) pages.set(page, (passages = new Map()));
    passages.set(number, (passages.get(number) ?? 0) + 1);
  }
  return pages;
}

/**
 * Pages that every term has, in the order of the book.
 * @param {Array<Map<number, any>>} terms
 * @returns {number[]}
 */
function inAll(terms) {
  if (!terms.length) return [];
  return Array.from(terms[0].keys()).filter((page) => terms.every((pages) => pages.has(page)));
}

/**
 * A rare term counts more than a common one; title, heading and the first paragraphs more than the rest; the first
 * occurrence more than the tenth.
 * @param {Directory} directory
 * @param {number} page
 * @param {Array<Map<number, Map<number, number>>>} terms
 * @returns {FoundSpeech}
 */
function rank(directory, page, terms) {
  const start = directory.pageStarts[page];
  const firstParagraph = 2 + directory.headings[page];
  const books = directory.headings.length;
  /** @type {Map<number, FoundPassage>} */
  const passages = new Map();
  let score = 0;
  for (const pages of terms) {
    const rarity = Math.log(1 + books / pages.size);
    let times = 0;
    let best = 0;
    for (const [number, count] of /** @type {Map<number, number>} */ (pages.get(page))) {
      const weight = weightOf(number - start, firstParagraph);
      times += count;
      best = Math.max(best, weight);
      let passage = passages.get(number);
      if (!passage) passages.set(number, (passage = { number, score: 0, times: 0 }));
      passage.score += rarity * (3 + weight + count / (count + 2));
      passage.times += count;
    }
    score += rarity * (best + (2 * times) / (times + 3));
  }
  const sorted = Array.from(passages.values()).sort((a, b) => b.score - a.score || a.number - b.number);
  return { page, score: score + sorted[0].score / 100, passages: sorted };
}

/**
 * @param {number} place of the passage in its speech
 * @param {number} firstParagraph
 * @returns {number}
 */
function weightOf(place, firstParagraph) {
  if (place === 0) return TITLE_WEIGHT;
  if (place < firstParagraph) return HEADING_WEIGHT;
  return place < firstParagraph + LEAD ? LEAD_WEIGHT : 0;
}

/**
 * @typedef {object} Hit
 * @property {string} docname
 * @property {string} url
 * @property {string} anchor
 * @property {string} title
 * @property {string} section
 * @property {string} excerpt_html
 * @property {number} score
 */

/**
 * @param {Found} found
 * @param {FoundSpeech} speech
 * @param {FoundPassage} passage
 * @returns {Promise<Hit>}
 */
async function describe(found, speech, passage) {
  const chunk = await chunkOf(found.directory, passage.number);
  const i = passage.number - chunk.first;
  const text = chunk.texts[i];
  const spans = spansIn(text, found.terms);
  const anchor = anchorIn(chunk, i, spans);
  return {
    docname: chunk.docname,
    url: `${chunk.url}#${anchor}`,
    anchor,
    title: chunk.title,
    section: chunk.sections[chunk.in[i]],
    excerpt_html: excerptHtml(text, spans),
    score: Number((speech.score + passage.score / 1000).toFixed(4)),
  };
}

/**
 * The paragraph, or the section when the match is in a heading that runs into the paragraph.
 * @param {any} chunk
 * @param {number} i
 * @param {Span[]} spans
 * @returns {string}
 */
function anchorIn(chunk, i, spans) {
  const lead = chunk.leads[i];
  if (lead && spans.length && spans[0].start < lead[0]) return lead[1];
  const name = chunk.anchors[i];
  return name === "" || name.startsWith("-") ? chunk.prefix + name : name;
}

/**
 * What a title, speaker, place or occasion says.
 * @param {Directory} directory
 * @param {number} page
 * @returns {Promise<{docname: string, url: string, title: string, speaker: string, date: string, place: string, occasion: string}>}
 */
async function speechOf(directory, page) {
  const { docname, url, title, speaker, date, place, occasion } = await chunkOf(directory, directory.pageStarts[page]);
  return { docname, url, title, speaker, date, place, occasion };
}

/**
 * Paragraphs and speeches that a query finds.
 * @param {string} query
 * @param {{limit?: number}} [options] 0 for no limit
 * @returns {Promise<{total: number, hits: Hit[], speeches: object[]}>}
 */
async function speechbookSearch(query, options = {}) {
  const found = await findAll(String(query));
  const limit = options.limit ?? DEFAULT_LIMIT;
  const most = limit > 0 ? limit : Infinity;
  const wanted = [];
  for (const speech of found.speeches) {
    for (const passage of speech.passages) {
      if (wanted.length >= most) break;
      wanted.push(describe(found, speech, passage));
    }
  }
  const known = found.known.slice(0, most).map((page) => speechOf(found.directory, page));
  const [hits, speeches] = await Promise.all([Promise.all(wanted), Promise.all(known)]);
  return { total: found.total, hits, speeches };
}

window.speechbookPart = speechbookPart;
window.speechbookSearch = speechbookSearch;
window.SpeechbookEngine = {
  findAll, describe, speechOf, chunkOf, loadPart, parseQuery, passagesOf, spansIn, anchorIn, plainText, IndexProblem,
};
