/* Excerpts: the words around a match, with the match marked; whatever a speech says, it is text and never markup. */

const BEFORE = 28;
const AFTER = 56;
const MOST_WINDOWS = 3;
/** Controls that turn the direction of what follows: shown nowhere outside the page of the speech. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @typedef {{start: number, end: number, term: number}} Span */

/**
 * A text as it may stand among others.
 * @param {string} text
 * @returns {string}
 */
function plainText(text) {
  return text.replace(BIDI_CONTROLS, "");
}

/**
 * @param {string} text
 * @returns {string}
 */
function escapeHtml(text) {
  return plainText(text).replace(/[&<>"']/gu, (char) => ENTITIES[char]);
}

/**
 * Places of all terms in a text, in order, not overlapping.
 * @param {string} text
 * @param {Term[]} terms
 * @returns {Span[]}
 */
function spansIn(text, terms) {
  const { folded, places } = foldWithPlaces(text);
  /** @type {Span[]} */
  const spans = [];
  terms.forEach((term, i) => {
    for (const match of folded.matchAll(patternOf(term))) {
      const start = match.index ?? 0;
      const end = start + (match[0] ?? "").length;
      // A character that is several in folded text is marked whole.
      let after = places[end];
      if (after === places[end - 1]) after += (text.codePointAt(after) ?? 0) > 0xffff ? 2 : 1;
      spans.push({ start: places[start], end: after, term: i });
    }
  });
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  let free = 0;
  return spans.filter((span) => span.start >= free && (free = span.end));
}

/**
 * @param {string} text
 * @param {Span[]} spans
 * @param {number} start
 * @param {number} end
 * @returns {string} HTML
 */
function markedHtml(text, spans, start, end) {
  let html = "";
  let at = start;
  for (const span of spans) {
    if (span.start < start || span.end > end) continue;
    html += `${escapeHtml(text.slice(at, span.start))}<mark>${escapeHtml(text.slice(span.start, span.end))}</mark>`;
    at = span.end;
  }
  return html + escapeHtml(text.slice(at, end));
}

/**
 * The stretches of a text that are worth showing: the first place of each term, with what stands around it.
 * @param {string} text
 * @param {Span[]} spans
 * @returns {Array<[number, number]>}
 */
function windowsOf(text, spans) {
  /** @type {Set<number>} */
  const seen = new Set();
  /** @type {Array<[number, number]>} */
  const windows = [];
  for (const span of spans) {
    if (seen.has(span.term) || seen.size === MOST_WINDOWS) continue;
    seen.add(span.term);
    const start = edge(text, span.start - BEFORE);
    const end = edge(text, span.end + AFTER);
    const last = windows[windows.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else windows.push([start, end]);
  }
  return windows.length ? windows : [[0, edge(text, BEFORE + AFTER)]];
}

/**
 * A place within the text that does not part a surrogate pair.
 * @param {string} text
 * @param {number} at
 * @returns {number}
 */
function edge(text, at) {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000 ? at - 1 : at;
}

/**
 * @param {string} text
 * @param {Span[]} spans
 * @returns {string} HTML
 */
function excerptHtml(text, spans) {
  const windows = windowsOf(text, spans);
  const cut = windows.map(([start, end]) => markedHtml(text, spans, start, end));
  const before = windows[0][0] > 0 ? "…" : "";
  const after = windows[windows.length - 1][1] < text.length ? "…" : "";
  return before + cut.join("…") + after;
}
