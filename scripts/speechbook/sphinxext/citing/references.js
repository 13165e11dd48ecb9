/* The references of one speech, which stand as templates in the block at the foot of its page, filled in for a place. */

const SPECIAL = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/**
 * As `escape_latex` of the program.
 * @param {string} text
 */
function escapeLatex(text) {
  const line = text.split(/\s+/).filter(Boolean).join(" ");
  return line.replace(/[\\{}~^%&_#$]/g, (char) => /** @type {any} */ (SPECIAL)[char] || `\\${char}`);
}

/**
 * The paragraph of an id, in words.
 * @param {string} id
 * @param {string} pointWord
 */
function placeIn(id, pointWord) {
  const found = /-p(\d+[a-z]*)(?:-(\d+[a-z]*))?$/.exec(id);
  if (!found) return "";
  return `第${found[1]}段${found[2] ? `第${found[2]}${pointWord}` : ""}`;
}

/** @param {string} form "iso" or "chinese" */
export function today(form) {
  const now = new Date();
  if (form === "chinese") return `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * What gives the references of the speech of a block.
 * @param {HTMLElement} block
 * @param {string} pointWord
 */
export function referencesOf(block, pointWord) {
  const address = block.dataset.address || location.href.replace(/[?#].*$/, "");
  const place = (/** @type {string} */ id) => placeIn(id, pointWord);

  /**
   * The address of a place, or of the page.
   * @param {string} id
   */
  function addressOf(id) {
    return id ? `${address}#${id}` : address;
  }

  /**
   * The reference to a place in one form.
   * @param {string} form
   * @param {string} id empty for the speech
   * @param {string} quotation what a machine's form carries along
   */
  function reference(form, id, quotation) {
    const text = /** @type {HTMLElement} */ (block.querySelector(`pre[data-form="${form}"]`));
    if (form === "csl") {
      const [item] = JSON.parse(text.textContent || "[{}]");
      const day = today("iso").split("-").map(Number);
      Object.assign(item, { id: id || item.id, URL: addressOf(id), accessed: { "date-parts": [day] } });
      if (place(id)) item.section = place(id);
      if (quotation) item.annote = quotation;
      const lines = Object.entries(item).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
      return `[\n{\n  ${lines.join(",\n  ")}\n}\n]`;
    }
    const copy = /** @type {HTMLElement} */ (text.cloneNode(true));
    for (const span of /** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll("[data-fill]"))) {
      const before = form === "plain" && place(id) ? `${place(id)}，` : "";
      if (span.dataset.fill === "address") span.textContent = before + addressOf(id);
      else if (span.dataset.fill === "day") span.textContent = today(span.dataset.form || "iso");
      else if (id) span.textContent = id;
    }
    const filled = copy.textContent || "";
    if (form !== "biblatex" || !(place(id) || quotation)) return filled;
    const lines = [];
    if (place(id)) lines.push(`note         = {${escapeLatex(place(id))}}`);
    if (quotation) lines.push(`annotation   = {${escapeLatex(quotation)}}`);
    return filled.replace(/,?\s*\}\s*$/, `,\n  ${lines.join(",\n  ")}\n}`);
  }

  return { addressOf, reference };
}
