/* Keys: `/` to the field, arrows through the results, Enter is the link's own, Esc empties the field. */

/** @param {() => void} onEmptied */
function listenToKeys(onEmptied) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = document.activeElement;
    if (event.key === "/" && !isTyping(focused)) {
      field.focus();
      field.select();
    } else if (event.key === "Escape" && (focused === field || !isTyping(focused))) {
      if (focused === field && field.value) {
        field.value = "";
        onEmptied();
      }
      field.focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && moveFocus(event.key === "ArrowDown" ? 1 : -1)) {
      // Moved: the page is not to scroll as well.
    } else {
      return;
    }
    event.preventDefault();
  });
}

/** @param {Element | null} focused */
function isTyping(focused) {
  return focused instanceof HTMLInputElement || focused instanceof HTMLSelectElement;
}

/**
 * @param {number} step
 * @returns {boolean} whether the focus was in the field or among the results
 */
function moveFocus(step) {
  const links = Array.from(results.querySelectorAll("a"));
  const at = links.findIndex((link) => link === document.activeElement);
  if (!links.length || (at < 0 && document.activeElement !== field)) return false;
  if (at + step < 0) field.focus();
  else links[Math.min(at + step, links.length - 1)].focus();
  return true;
}
