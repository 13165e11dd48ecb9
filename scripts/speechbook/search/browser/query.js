/* From what a reader types to terms. */

/**
 * @typedef {object} Term
 * @property {string} label as typed
 * @property {string[]} pieces folded; nothing but punctuation may stand between one piece and the next
 * @property {string[]} runs what of it is in the index, in order
 * @property {boolean} inText whether a passage must be read to know that the term is there
 */

/** Most marks in a row between two pieces. */
const MAX_GAP = Number("@MAX_GAP@");
const RUNS = new RegExp("@RUN@", "gu");
const LONGEST_QUERY = 1000;
const QUOTED = /[“”"＂]([^“”"＂]+)[“”"＂]|「([^「」]+)」|『([^『』]+)』/gu;
const WORD_CHAR = /[\p{L}\p{N}]/u;
const NO_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const NEVER_INSIDE_TOKENS = "，、；。！？";
const COUNTED_AT_END = "%‰+#";

/**
 * @param {string} query
 * @returns {Term[]}
 */
function parseQuery(query) {
  /** @type {Term[]} */
  const terms = [];
  const text = query.slice(0, LONGEST_QUERY);
  let end = 0;
  for (const match of text.matchAll(QUOTED)) {
    terms.push(...parseLoose(text.slice(end, match.index)));
    const phrase = (match[1] ?? match[2] ?? match[3]).replace(/\s+/gu, " ").trim();
    const term = makeTerm(phrase, [foldText(phrase)]);
    if (term.runs.length) terms.push(term);
    end = (match.index ?? 0) + match[0].length;
  }
  terms.push(...parseLoose(text.slice(end)));
  /** @type {Map<string, Term>} */
  const once = new Map();
  for (const term of terms) once.set(term.pieces.join("\0"), term);
  return Array.from(once.values());
}

/**
 * @param {string} label
 * @param {string[]} pieces
 * @returns {Term}
 */
function makeTerm(label, pieces) {
  const runs = pieces.flatMap((piece) => piece.match(RUNS) ?? []);
  return { label, pieces, runs, inText: pieces.length > 1 || runs.length !== 1 || runs[0] !== pieces[0] };
}

/**
 * @param {string} text without quotes
 * @returns {Term[]}
 */
function parseLoose(text) {
  const terms = [];
  for (const label of text.split(/\s+/u)) {
    const pieces = piecesOf(label);
    if (pieces.length) terms.push(makeTerm(trimMarks(label), pieces));
  }
  return terms;
}

/**
 * @param {string} label
 * @returns {string}
 */
function trimMarks(label) {
  return label.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%‰+#％＋＃]+$/gu, "");
}

/**
 * Cuts a word of the query at the marks that do not count.
 * @param {string} label
 * @returns {string[]}
 */
function piecesOf(label) {
  readFoldingTable();
  const chars = Array.from(label);
  const folded = chars.map(foldChar);
  const pieces = [];
  let piece = "";
  for (let i = 0; i < chars.length; i++) {
    if (WORD_CHAR.test(folded[i]) || (piece && countsAt(chars, folded, i))) {
      piece += folded[i];
    } else if (piece) {
      pieces.push(piece);
      piece = "";
    }
  }
  if (piece) pieces.push(piece);
  return pieces;
}

/**
 * Whether a mark belongs to a number or a Latin word: 7.5%, 8,775, R&D.
 * @param {string[]} chars
 * @param {string[]} folded
 * @param {number} i
 * @returns {boolean}
 */
function countsAt(chars, folded, i) {
  const before = folded[i - 1] ?? "";
  const after = folded[i + 1] ?? "";
  if (COUNTED_AT_END.includes(folded[i])) return isToken(before) || COUNTED_AT_END.includes(before);
  return !NEVER_INSIDE_TOKENS.includes(chars[i]) && isToken(before) && isToken(after);
}

/**
 * @param {string} char
 * @returns {boolean}
 */
function isToken(char) {
  return char !== "" && WORD_CHAR.test(char) && !NO_BLANKS.test(char);
}

/**
 * A regular expression that finds a term in folded text.
 * @param {Term} term
 * @returns {RegExp}
 */
function patternOf(term) {
  const escaped = term.pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\/-]/gu, "\\$&"));
  return new RegExp(escaped.join(`[^\\p{L}\\p{N}\]{0,${MAX_GAP}}`), "gu");
}
