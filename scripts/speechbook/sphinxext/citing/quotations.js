/* The words of a place: a paragraph with the heading that runs into it, a point, or what is selected within. */

/**
 * The text of a node without what the page has added to it.
 * @param {Node} node
 */
export function wordsOf(node) {
  const copy = /** @type {Element} */ (node.cloneNode(true));
  for (const extra of copy.querySelectorAll(".paragraph-link, .headerlink, .doubt-mark, .not-said, button, [hidden]")) {
    extra.remove();
  }
  return (copy.textContent || "").replace(/\s+/g, " ").trim();
}

/**
 * The element that holds the words of an id: a paragraph with the heading that runs into it.
 * @param {Element} link
 */
export function subjectOf(link) {
  const heading = link.closest("h1, h2, h3, h4, h5, h6");
  if (heading) return { id: heading.parentElement?.id || "", parts: [heading] };
  const paragraph = /** @type {HTMLElement} */ (link.closest("p"));
  const point = link.closest(".point");
  if (point) return { id: point.id, parts: [paragraph], point };
  const before = paragraph.previousElementSibling;
  const runsIn = before && /^H\d$/.test(before.tagName) && before.parentElement?.classList.contains("run-in");
  return { id: paragraph.id, parts: runsIn ? [before, paragraph] : [paragraph] };
}

/**
 * From the beginning of a point to that of the next one that is not within it.
 * @param {Element} point
 */
export function wordsOfPoint(point) {
  const paragraph = /** @type {Element} */ (point.closest("p"));
  const depth = (/** @type {Element} */ one) => Number(/inner-(\d+)/.exec(one.className)?.[1] || 0);
  const points = [...paragraph.querySelectorAll(".point")];
  const next = points.slice(points.indexOf(point) + 1).find((one) => depth(one) <= depth(point));
  const range = document.createRange();
  range.setStartBefore(point);
  if (next) range.setEndBefore(next);
  else range.setEnd(paragraph, paragraph.childNodes.length);
  const holder = document.createElement("p");
  holder.append(range.cloneContents());
  return wordsOf(holder);
}

/**
 * Remembers what was selected last, since pressing a ¶ may end it.
 * @param {() => boolean} isPaused
 * @returns {(parts: Element[]) => string} what is selected within a paragraph, or nothing
 */
export function watchSelection(isPaused) {
  /** @type {Range | null} */
  let selected = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (isPaused()) return;
    selected = selection && selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
  });
  return (parts) => {
    const range = selected;
    if (!range) return "";
    if (!parts.some((part) => part.contains(range.startContainer) && part.contains(range.endContainer))) return "";
    const holder = document.createElement("p");
    holder.append(range.cloneContents());
    return wordsOf(holder);
  };
}

/**
 * Between quotation marks; those within become the inner ones.
 * @param {string} text
 * @param {string} marks outer and inner ones, opening and closing
 */
export function quoted(text, marks) {
  const [outerOpen, outerClose, innerOpen, innerClose] = [...marks];
  const inner = text.replace(/[“”「」‘’『』]/g, (mark) => {
    if (mark === outerOpen) return innerOpen;
    if (mark === outerClose) return innerClose;
    if (mark === innerOpen) return outerOpen;
    return mark === innerClose ? outerClose : mark;
  });
  return outerOpen + inner + outerClose;
}
