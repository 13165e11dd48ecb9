/* Folding to one script, width and case, as exact.py has it. All engine files share one scope: no modules, no globals
   but those named here and in engine.js. */
"use strict";

/** Marks of quotations, all folded to one. */
const QUOTES = "“”„‟〝〞「」『』﹁﹂﹃﹄｢｣«»";

/** @type {Map<string, string>} */
const foldedChars = new Map();

function readFoldingTable() {
  if (foldedChars.size) return;
  for (const row of "@FOLDING_ROWS@".split("\n")) {
    const [target, ...chars] = row;
    for (const char of chars) foldedChars.set(char, target);
  }
  for (const quote of QUOTES) foldedChars.set(quote, '"');
}

/**
 * What one character is in folded text: mostly one character, several for ㎞ or ….
 * @param {string} char
 * @returns {string}
 */
function foldChar(char) {
  const known = foldedChars.get(char);
  if (known !== undefined) return known;
  const spelled = char.normalize("NFKC").toLowerCase();
  const folded = spelled === char ? char : Array.from(spelled, (one) => foldedChars.get(one) ?? one).join("");
  foldedChars.set(char, folded);
  return folded;
}

/**
 * @param {string} text
 * @returns {string}
 */
function foldText(text) {
  readFoldingTable();
  let folded = "";
  for (const char of text) folded += foldChar(char);
  return folded;
}

/**
 * Folds a text and says for each place (UTF-16) in the folded text where it is in the text.
 * @param {string} text
 * @returns {{folded: string, places: number[]}}
 */
function foldWithPlaces(text) {
  readFoldingTable();
  let folded = "";
  /** @type {number[]} */
  const places = [];
  let at = 0;
  for (const char of text) {
    const spelled = foldChar(char);
    for (let i = 0; i < spelled.length; i++) places.push(at);
    folded += spelled;
    at += char.length;
  }
  places.push(at);
  return { folded, places };
}
