/* The lines of the concordance: each occurrence with what stands before and after it. */

const CONTEXT = 20;

/** @typedef {{left: string, match: string, right: string, title: string, url: string, speaker: string, date: string, day: number, page: number, number: number}} Line */

/**
 * @param {Found} found
 * @param {Facets} facets
 * @param {FoundSpeech} speech
 * @param {FoundPassage} passage
 * @returns {Promise<Line[]>}
 */
async function linesOf(found, facets, speech, passage) {
  const chunk = await book.chunkOf(found.directory, passage.number);
  const i = passage.number - chunk.first;
  const text = chunk.texts[i];
  return book.spansIn(text, found.terms).map((span) => ({
    left: Array.from(text.slice(0, span.start)).slice(-CONTEXT).join(""),
    match: text.slice(span.start, span.end),
    right: Array.from(text.slice(span.end, span.end + 2 * CONTEXT)).slice(0, CONTEXT).join(""),
    title: chunk.title,
    url: `${chunk.url}#${book.anchorIn(chunk, i, [span])}`,
    speaker: chunk.speaker,
    date: chunk.date,
    day: facets.days[speech.page],
    page: speech.page,
    number: passage.number,
  }));
}

/** @param {string} a @param {string} b */
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * What a line is sorted by: marks and blanks do not count.
 * @param {string} text
 */
function sortable(text) {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

/** @param {string} text */
function backwards(text) {
  return Array.from(sortable(text)).reverse().join("");
}

/** @type {Record<string, (a: Line, b: Line) => number>} */
const LINE_ORDERS = {
  right: (a, b) => compareText(sortable(a.right), sortable(b.right)),
  left: (a, b) => compareText(backwards(a.left), backwards(b.left)),
  speech: (a, b) => compareText(a.title, b.title),
  date: (a, b) => (a.day || Infinity) - (b.day || Infinity) || 0,
};

/**
 * @param {Line[]} lines
 * @param {string} order
 * @returns {Line[]} equal ones in the order of the book
 */
function sortedLines(lines, order) {
  const compare = LINE_ORDERS[order] ?? LINE_ORDERS.right;
  return [...lines].sort((a, b) => compare(a, b) || a.page - b.page || a.number - b.number);
}
