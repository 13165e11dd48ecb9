/* The search page: as you type, with filters, as excerpts or concordance; the address keeps the query. */

const WAIT = 180;

let asked = askedBy(location.search);
let turn = 0;
/** @type {number | undefined} */
let timer;

/** @param {Partial<Asked>} change @param {boolean} [stay] whether the address replaces the last one, as while typing */
function ask(change, stay = false) {
  asked = { ...asked, ...change };
  keepAddress(stay);
  void show();
}

/** @param {boolean} stay */
function keepAddress(stay) {
  const address = addressOf(asked);
  if (address === location.search) return;
  if (stay) history.replaceState(null, "", address || location.pathname);
  else history.pushState(null, "", address || location.pathname);
}

async function show() {
  const mine = ++turn;
  const query = asked.q.trim();
  if (!query) {
    clear(words.typing);
    return;
  }
  statusLine.textContent = words.searching;
  root.setAttribute("aria-busy", "true");
  try {
    const [found, facets] = await Promise.all([book.findAll(query), book.loadPart("facets", readFacets)]);
    const made = found.speeches.length ? await foundView(found, facets, query) : await nothingView(found, query);
    if (mine === turn) put(made);
  } catch (error) {
    if (mine === turn) showProblem(error);
  }
  if (mine === turn) root.removeAttribute("aria-busy");
}

/** @typedef {{status: string, tools: HTMLElement[], results: HTMLElement[]}} View */

/** @param {View} view */
function put(view) {
  statusLine.textContent = view.status;
  tools.replaceChildren(...view.tools);
  results.replaceChildren(...view.results);
}

/** @param {string} message */
function clear(message) {
  put({ status: message, tools: [], results: [] });
}

/**
 * @param {Found} found
 * @param {Facets} facets
 * @param {string} query
 * @returns {Promise<View>}
 */
async function foundView(found, facets, query) {
  const kept = inOrder(facets, found.speeches.filter(({ page }) => passes(facets, asked, page)), asked.sort);
  const passages = kept.reduce((sum, speech) => sum + speech.passages.length, 0);
  const isKwic = asked.view === "kwic";
  const list = isKwic
    ? await concordance(found, kept, facets, asked, (order) => {
        asked = { ...asked, order };
        keepAddress(true);
      })
    : await excerptList(found, kept, query);
  const known = !isKwic && found.known.length ? [await knownSpeeches(found, query)] : [];
  return { status: say("found", passages, kept.length), tools: choices(found, facets), results: [list, ...known] };
}

/**
 * @param {Found} found
 * @param {string} query
 * @returns {Promise<View>}
 */
async function nothingView(found, query) {
  const known = found.known.length ? [await knownSpeeches(found, query)] : [];
  const help = await helpFor(found, (q) => {
    field.value = q;
    ask({ ...NOTHING_ASKED, q });
  });
  return { status: say("nothing", book.plainText(query)), tools: [], results: [...known, ...help] };
}

/**
 * @param {Found} found
 * @param {Facets} facets
 * @returns {HTMLElement[]}
 */
function choices(found, facets) {
  const made = FILTERS.flatMap((name) => {
    const counts = countsFor(facets, asked, found.speeches, name);
    if (counts.length < 2 && !asked[name]) return [];
    const options = counts.map(([value, count]) => [value || UNKNOWN, `${value || words.undated}（${count}）`]);
    return [choice(words[name], [["", words.all], ...options], asked[name], (value) => ask({ [name]: value }))];
  });
  const orders = [["best", words.best], ["newest", words.newest], ["oldest", words.oldest]];
  if (asked.view !== "kwic") made.push(choice(words.sort, orders, asked.sort, (sort) => ask({ sort })));
  const views = [["list", words.excerpts], ["kwic", words.concordance]];
  made.push(choice(words.results, views, asked.view, (view) => ask({ view })));
  return made;
}

/** @param {unknown} error */
function showProblem(error) {
  const problem = error instanceof book.IndexProblem ? error : null;
  if (!problem) console.error(error);
  const isStale = problem !== null && problem.kind !== "missing";
  const button = isStale ? actionButton(words.reload, () => location.reload()) : actionButton(words.retry, show);
  put({ status: isStale ? words.stale : words.missing, tools: [], results: [button] });
  root.removeAttribute("aria-busy");
}

root.append(statusLine, tools, results);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  ask({ q: field.value });
});
field.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (/** @type {InputEvent} */ (event).isComposing) return;
  const isOne = Array.from(field.value.trim()).length === 1;
  if (!isOne) timer = setTimeout(() => ask({ q: field.value }, true), WAIT);
});
field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));
listenToKeys(() => ask({ ...NOTHING_ASKED }));
window.addEventListener("popstate", () => {
  asked = askedBy(location.search);
  field.value = asked.q;
  void show();
});
field.value = asked.q;
if (!asked.q) field.focus();
void show();
