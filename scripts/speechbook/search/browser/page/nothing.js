/* Help where nothing was found: what each term finds by itself, and the longest part that is found. */

const LONGEST_HELPED = 60;

/**
 * @param {Found} found
 * @param {(query: string) => void} ask
 * @returns {Promise<HTMLElement[]>}
 */
async function helpFor(found, ask) {
  const help = [];
  if (found.terms.length > 1) {
    const rows = found.terms.map((term, i) =>
      element("li", {}, askLink(term.label, ask), ` ${say("times", found.counts[i])}`),
    );
    help.push(element("p", {}, words.counts), element("ul", { class: "search-help" }, ...rows));
  }
  for (const [i, term] of found.terms.entries()) {
    const part = found.counts[i] ? "" : await longestPart(found.directory, term);
    if (part) help.push(element("p", { class: "search-help" }, `${words.longest} `, askLink(part, ask)));
  }
  if (!help.length) help.push(element("p", {}, words.otherWords));
  return help;
}

/**
 * @param {string} query
 * @param {(query: string) => void} ask
 */
function askLink(query, ask) {
  const made = element("a", { href: `?q=${encodeURIComponent(query)}` }, book.plainText(query));
  made.addEventListener("click", (event) => {
    event.preventDefault();
    ask(query);
  });
  return made;
}

/**
 * The longest part of a term that stands somewhere in the book.
 * @param {Directory} directory
 * @param {Term} term
 * @returns {Promise<string>}
 */
async function longestPart(directory, term) {
  const chars = Array.from(term.label);
  if (chars.length > LONGEST_HELPED) return "";
  const stands = async (/** @type {string} */ part) => {
    const [one, ...others] = book.parseQuery(part);
    return Boolean(one) && !others.length && !one.inText && (await book.passagesOf(directory, one)).length > 0;
  };
  let best = "";
  let end = 0;
  // What stands somewhere has all its parts standing there: no end before the last one need be tried again.
  for (let start = 0; start < chars.length; start++) {
    end = Math.max(end, start);
    while (end < chars.length && (await stands(chars.slice(start, end + 1).join("")))) end++;
    if (end - start > Array.from(best).length) best = chars.slice(start, end).join("");
  }
  return best;
}
