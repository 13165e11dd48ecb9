/* Copying, also without leave to use the clipboard, and saying so. */

const MESSAGE_MS = 2500;

/**
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    /* No clipboard for this page: the old way, which asks for no leave. */
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.className = "citation-field-unseen";
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  (document.querySelector(".citation-menu:not([hidden])") || document.body).append(field);
  field.select();
  let isDone = false;
  try {
    isDone = document.execCommand("copy");
  } catch (error) {
    isDone = false;
  }
  field.remove();
  active?.focus({ preventScroll: true });
  return isDone;
}

/**
 * Puts a line on the page that is read out; gives what speaks it.
 * @returns {(text: string) => void}
 */
export function makeStatus() {
  const line = document.createElement("p");
  line.className = "citation-status";
  line.setAttribute("role", "status");
  document.body.append(line);
  let clearing = 0;
  return (text) => {
    line.textContent = text;
    clearTimeout(clearing);
    clearing = window.setTimeout(() => {
      line.textContent = "";
    }, MESSAGE_MS);
  };
}
