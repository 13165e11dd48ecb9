/* What the page is made of: its places, its words, and elements that hold text and never HTML. */

const book = window.SpeechbookEngine;
const root = /** @type {HTMLElement} */ (document.getElementById("book-search"));
const form = /** @type {HTMLFormElement} */ (document.querySelector(".book-search form.bd-search"));
const field = /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));
/** @type {Record<string, string>} */
const words = JSON.parse(root.dataset.words || "{}");

const statusLine = element("p", { class: "search-status", role: "status", "aria-live": "polite" });
const tools = element("div", { class: "search-tools", role: "group", "aria-label": words.tools ?? "" });
const results = element("div", { class: "search-results", id: "book-search-results" });

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children text is text, never HTML
 * @returns {HTMLElement}
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * A sentence of the page, with what it leaves open filled in.
 * @param {string} name
 * @param {...(string | number)} values
 * @returns {string}
 */
function say(name, ...values) {
  let i = 0;
  return (words[name] ?? "").replace(/%[sd]/gu, () => String(values[i++]));
}

/**
 * A link to a page of the book that marks there what was asked for.
 * @param {string} url
 * @param {string} query
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
function linkTo(url, query, ...children) {
  const [page, anchor] = url.split("#");
  const href = `${page}?q=${encodeURIComponent(query)}${anchor ? `#${anchor}` : ""}`;
  return element("a", { href }, ...children);
}

/**
 * @param {string} label
 * @param {() => unknown} act
 * @returns {HTMLElement}
 */
function actionButton(label, act) {
  const made = element("button", { type: "button", class: "book-button" }, label);
  made.addEventListener("click", () => Promise.resolve(act()).catch(showProblem));
  return made;
}

/**
 * @param {string} label
 * @param {string[][]} options value and text of each
 * @param {string} chosen
 * @param {(value: string) => void} act
 * @returns {HTMLElement}
 */
function choice(label, options, chosen, act) {
  const select = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": label }));
  for (const [value, text] of options) select.append(new Option(text, value, false, value === chosen));
  select.addEventListener("change", () => act(select.value));
  return element("label", { class: "search-choice" }, element("span", {}, label), select);
}
