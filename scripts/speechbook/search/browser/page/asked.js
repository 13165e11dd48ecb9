/* What is asked for, as the address of the page has it. */

/** @typedef {{q: string, sort: string, year: string, speaker: string, place: string, topic: string, view: string, order: string}} Asked */

/** @type {Asked} */
const NOTHING_ASKED = { q: "", sort: "best", year: "", speaker: "", place: "", topic: "", view: "list", order: "right" };

/**
 * @param {string} address what follows the path, with its question mark
 * @returns {Asked}
 */
function askedBy(address) {
  const given = new URLSearchParams(address);
  const asked = { ...NOTHING_ASKED };
  for (const key of /** @type {(keyof Asked)[]} */ (Object.keys(asked))) asked[key] = given.get(key) ?? asked[key];
  return asked;
}

/**
 * @param {Asked} asked
 * @returns {string} empty, or with its question mark
 */
function addressOf(asked) {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(asked))
    if (value && value !== NOTHING_ASKED[/** @type {keyof Asked} */ (key)]) given.set(key, value);
  const query = given.toString();
  return query ? `?${query}` : "";
}
