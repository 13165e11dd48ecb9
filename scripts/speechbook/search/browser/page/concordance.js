/* The concordance: each occurrence in one line, in columns. Texts are read some passages at a time. */

const READ_AT_ONCE = 600;
const LINES_AT_ONCE = 200;
const COLUMNS = ["before", "match", "after", "speech", "date"];

/**
 * @param {Found} found
 * @param {FoundSpeech[]} kept
 * @param {Facets} facets
 * @param {Asked} asked
 * @param {(order: string) => void} onOrder
 * @returns {Promise<HTMLElement>}
 */
async function concordance(found, kept, facets, asked, onOrder) {
  const waiting = kept.flatMap((speech) => speech.passages.map((passage) => ({ speech, passage })));
  const total = waiting.length;
  const unread = waiting.values();
  /** @type {Line[]} */
  const lines = [];
  let read = 0;
  const readMore = async (/** @type {number} */ count) => {
    const some = [];
    for (let next = unread.next(); !next.done; next = unread.next()) {
      some.push(linesOf(found, facets, next.value.speech, next.value.passage));
      if (some.length === count) break;
    }
    lines.push(...(await Promise.all(some)).flat());
    read += some.length;
  };

  const body = element("tbody");
  const note = element("p", { class: "search-facts", role: "status" });
  const moreLines = actionButton(words.moreLines, () => append());
  const moreText = actionButton(words.readMore, () => readAndFill());
  let order = asked.order;
  /** @type {Line[]} */
  let sorted = [];
  const append = () => {
    const from = body.children.length;
    body.append(...sorted.slice(from, from + LINES_AT_ONCE).map((line) => lineRow(line, found)));
    moreLines.hidden = body.children.length >= sorted.length;
  };
  const fill = () => {
    sorted = sortedLines(lines, order);
    body.replaceChildren();
    append();
    note.textContent = read < total ? say("cut", read, total) : "";
    moreText.hidden = read >= total;
  };
  const readAndFill = async () => {
    await readMore(READ_AT_ONCE);
    fill();
  };
  const save = async () => {
    while (read < total) {
      note.textContent = say("reading", read, total);
      await readMore(READ_AT_ONCE);
    }
    fill();
    const head = [...["before", "match", "after", "speech", "speaker", "date", "address"].map((name) => words[name])];
    saveFile(csvOf(sorted, head, location.href), `${words.concordance}.csv`);
  };

  await readAndFill();
  const orders = [["right", words.sortRight], ["left", words.sortLeft], ["speech", words.sortSpeech], ["date", words.date]];
  const sorting = choice(words.sort, orders, order, (value) => {
    order = value;
    onOrder(value);
    fill();
  });
  const head = element("tr", {}, ...COLUMNS.map((name) => element("th", { scope: "col" }, words[name])));
  const table = element("table", { class: "search-kwic" }, element("thead", {}, head), body);
  const frame = element("div", { class: "search-kwic-frame", tabindex: "0", role: "region", "aria-label": words.concordance }, table);
  showMiddle(frame, /** @type {HTMLElement} */ (head.children[1]));
  const buttons = element("p", { class: "search-kwic-more" }, moreLines, moreText);
  const bar = element("div", { class: "search-kwic-tools" }, sorting, actionButton(words.export, save));
  const figure = await yearsFigure(found, kept, facets, asked.q.trim());
  return element("div", { class: "search-list" }, figure, bar, note, frame, buttons);
}

/** @param {Line} line @param {Found} found */
function lineRow(line, found) {
  const query = found.terms.map((term) => (term.label.includes('"') ? term.label : `"${term.label}"`)).join(" ");
  const match = linkTo(line.url, query, element("mark", {}, book.plainText(line.match)));
  const [left, right, title] = [line.left, line.right, line.title].map(book.plainText);
  const cells = [left, match, right, title, line.date];
  return element("tr", {}, ...cells.map((cell, i) => element("td", { class: `kwic-${COLUMNS[i]}` }, cell)));
}

/**
 * Where the columns do not all fit, the middle one is what is to be seen, once the table stands in the page.
 * @param {HTMLElement} frame
 * @param {HTMLElement} middle
 * @param {number} [tries]
 */
function showMiddle(frame, middle, tries = 60) {
  requestAnimationFrame(() => {
    if (frame.isConnected) frame.scrollLeft = middle.offsetLeft - (frame.clientWidth - middle.offsetWidth) / 2;
    else if (tries > 0) showMiddle(frame, middle, tries - 1);
  });
}
