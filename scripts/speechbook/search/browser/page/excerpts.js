/* The results as excerpts: grouped by speech, some at once. */

const SPEECHES_AT_ONCE = 10;
const PASSAGES_AT_ONCE = 3;
const MORE_PASSAGES = 20;

/**
 * @param {Found} found
 * @param {FoundSpeech[]} kept
 * @param {string} query
 * @returns {Promise<HTMLElement>}
 */
async function excerptList(found, kept, query) {
  const list = element("div", { class: "search-list" });
  await addSpeeches(found, kept, 0, query, list);
  return list;
}

/**
 * @param {Found} found
 * @param {FoundSpeech[]} kept
 * @param {number} from
 * @param {string} query
 * @param {HTMLElement} list
 */
async function addSpeeches(found, kept, from, query, list) {
  const next = from + SPEECHES_AT_ONCE;
  list.append(...(await Promise.all(kept.slice(from, next).map((speech) => speechBox(found, speech, query)))));
  if (next >= kept.length) return;
  const more = actionButton(say("moreSpeeches", kept.length - next), async () => {
    await addSpeeches(found, kept, next, query, list);
    replaceButton(more, list.children[next]);
  });
  list.append(more);
}

/**
 * @param {Found} found
 * @param {FoundSpeech} speech
 * @param {string} query
 */
async function speechBox(found, speech, query) {
  const about = await book.speechOf(found.directory, speech.page);
  const heading = element("h2", {}, linkTo(about.url, query, book.plainText(about.title)));
  const facts = [about.speaker, about.date, say("times", speech.passages.length)].filter(Boolean).join("　");
  const rows = element("ol", { class: "search-passages" });
  const line = element("p", { class: "search-facts" }, book.plainText(facts));
  const box = element("section", { class: "search-speech" }, heading, line, rows);
  await addPassages(found, speech, 0, PASSAGES_AT_ONCE, query, rows, box);
  return box;
}

/**
 * @param {Found} found
 * @param {FoundSpeech} speech
 * @param {number} from
 * @param {number} count
 * @param {string} query
 * @param {HTMLElement} rows
 * @param {HTMLElement} box
 */
async function addPassages(found, speech, from, count, query, rows, box) {
  const next = from + count;
  const hits = await Promise.all(speech.passages.slice(from, next).map((passage) => book.describe(found, speech, passage)));
  rows.append(...hits.map((hit) => passageRow(hit, query)));
  const left = speech.passages.length - next;
  if (left <= 0) return;
  const more = actionButton(say("more", left), async () => {
    await addPassages(found, speech, next, MORE_PASSAGES, query, rows, box);
    replaceButton(more, rows.children[next]);
  });
  box.append(more);
}

/**
 * @param {Hit} hit
 * @param {string} query
 */
function passageRow(hit, query) {
  const link = linkTo(hit.url, query);
  // Escaped in excerpt.js: the only place where HTML is put in.
  link.innerHTML = hit.excerpt_html;
  link.setAttribute("class", "search-excerpt");
  const row = element("li", {}, link);
  const isNews = hit.section && hit.section !== hit.title && !link.textContent?.startsWith(hit.section);
  if (isNews) row.prepend(element("span", { class: "search-section" }, book.plainText(hit.section)));
  return row;
}

/**
 * Takes a button away and leaves the keyboard where the new results begin.
 * @param {HTMLElement} button
 * @param {Element | undefined} first
 */
function replaceButton(button, first) {
  const hadFocus = document.activeElement === button;
  button.remove();
  if (hadFocus) /** @type {HTMLElement | null | undefined} */ (first?.querySelector("a"))?.focus();
}

/**
 * Speeches whose title, speaker, place or occasion has what was asked for.
 * @param {Found} found
 * @param {string} query
 */
async function knownSpeeches(found, query) {
  const rows = element("ul");
  for (const page of found.known.slice(0, SPEECHES_AT_ONCE)) {
    const speech = await book.speechOf(found.directory, page);
    const facts = [speech.speaker, speech.date, speech.place, speech.occasion].filter(Boolean).join("　");
    const link = linkTo(speech.url, query, book.plainText(speech.title));
    rows.append(element("li", {}, link, element("span", { class: "search-facts" }, book.plainText(facts))));
  }
  return element("section", { class: "search-known" }, element("h2", {}, words.known), rows);
}
