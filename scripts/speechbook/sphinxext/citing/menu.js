/* Every ¶ opens a menu: the link of its paragraph, point or section, and the quotation with its reference in four
   forms. What is selected within the paragraph is quoted instead of the whole. Works from disk, and without leave to
   use the clipboard: then the text is shown, selected. */
import { copy, makeStatus } from "./clipboard.js";
import { quoted, subjectOf, watchSelection, wordsOf, wordsOfPoint } from "./quotations.js";
import { referencesOf, today } from "./references.js";

const FORMS = /** @type {const} */ (["gbt7714", "biblatex", "csl"]);
const EDGE = 8;

/**
 * Opens a menu at every ¶ of the page, and makes the buttons of the block work.
 * @param {HTMLElement} block
 */
function begin(block) {
  const words = /** @type {any} */ (window).speechbookReadingWords;
  const { addressOf, reference } = referencesOf(block, words.point);
  const say = makeStatus();
  const selectedWithin = watchSelection(() => !menu.hidden);

  /**
   * Copies a text and says so; where that is forbidden, shows it to be copied by hand.
   * @param {string} text
   * @param {string} message
   */
  async function copyAndSay(text, message) {
    if (await copy(text)) {
      say(message);
      return true;
    }
    const field = /** @type {HTMLTextAreaElement} */ (menu.querySelector("textarea"));
    field.hidden = false;
    field.value = text;
    field.setAttribute("aria-label", words.byHand);
    if (menu.hidden) open(/** @type {Element} */ (document.activeElement || document.body), null);
    field.focus();
    field.select();
    say(words.byHand);
    return false;
  }

  const menu = document.createElement("div");
  menu.className = "citation-menu";
  menu.hidden = true;
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", words.menu);
  const hint = document.createElement("p");
  hint.className = "citation-hint";
  menu.append(hint);
  /** @type {[string, string][]} */
  const choices = [["link", words.link], ["plain", words.quotation],
    ...FORMS.map((form) => /** @type {[string, string]} */ ([form, block.querySelector(`pre[data-form="${form}"]`)?.previousElementSibling?.textContent || form]))];
  const items = choices.map(([what, label]) => {
    const item = document.createElement("button");
    item.type = "button";
    item.setAttribute("role", "menuitem");
    item.tabIndex = -1;
    item.dataset.what = what;
    item.textContent = label;
    menu.append(item);
    return item;
  });
  const field = document.createElement("textarea");
  field.readOnly = true;
  field.hidden = true;
  field.rows = 5;
  menu.append(field);
  document.body.append(menu);

  /** @type {{id: string, quotation: string} | null} */
  let subject = null;
  /** @type {HTMLElement | null} */
  let opener = null;

  /**
   * @param {Element} link
   * @param {{id: string, quotation: string} | null} about
   */
  function open(link, about) {
    opener = /** @type {HTMLElement} */ (link);
    subject = about;
    for (const item of items) item.hidden = !about;
    menu.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    if (window.matchMedia("(max-width: 575.98px)").matches) {
      menu.style.left = menu.style.top = "";
    } else {
      const box = link.getBoundingClientRect();
      const size = menu.getBoundingClientRect();
      const left = Math.min(Math.max(EDGE, box.left), innerWidth - size.width - EDGE);
      const below = box.bottom + EDGE + size.height <= innerHeight;
      menu.style.left = `${left + scrollX}px`;
      menu.style.top = `${(below ? box.bottom + 4 : Math.max(EDGE, box.top - size.height - 4)) + scrollY}px`;
    }
    items[0].focus({ preventScroll: true });
  }

  /** @param {boolean} [givesBackFocus] */
  function close(givesBackFocus = true) {
    if (menu.hidden) return;
    menu.hidden = true;
    field.hidden = true;
    opener?.setAttribute("aria-expanded", "false");
    if (givesBackFocus) opener?.focus({ preventScroll: true });
  }

  /** @param {string} what */
  async function choose(what) {
    if (!subject) return;
    const { id, quotation } = subject;
    let text = addressOf(id);
    if (what === "plain" || what === "gbt7714") text = `${quoted(quotation, block.dataset.marks || "“”‘’")}\n${reference(what, id, "")}`;
    else if (what !== "link") text = reference(what, id, quotation);
    if (await copyAndSay(text, what === "link" ? words.linkCopied : words.copied)) close();
  }

  menu.addEventListener("click", (event) => {
    const item = event.target instanceof Element && event.target.closest("[data-what]");
    if (item instanceof HTMLElement) choose(item.dataset.what || "");
  });
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(/** @type {any} */ (document.activeElement));
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    if (event.key in steps && at >= 0) {
      event.preventDefault();
      items[(steps[event.key] + items.length) % items.length].focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Element) || menu.contains(event.target)) return;
    if (!event.target.closest(".paragraph-link, .headerlink")) close(false);
  });

  const links = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("article.speech .paragraph-link, article.speech section:not(.apparatus) > :is(h1, h2, h3, h4, h5, h6) > .headerlink"));
  for (const link of links) {
    link.setAttribute("aria-haspopup", "menu");
    link.setAttribute("aria-expanded", "false");
    /* Pressing must not end the selection that is to be quoted. */
    link.addEventListener("pointerdown", (event) => event.preventDefault());
    link.addEventListener("mousedown", (event) => event.preventDefault());
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      const wasOpen = !menu.hidden && opener === link;
      close(false);
      if (wasOpen) return;
      const about = subjectOf(link);
      const part = selectedWithin(about.parts);
      const whole = about.point ? wordsOfPoint(about.point) : about.parts.map(wordsOf).join("");
      hint.textContent = part ? words.selected : "";
      /* The address shows the place without a jump: the reader is there. */
      try {
        history.replaceState(history.state, "", `#${about.id}`);
      } catch (error) {
        /* Some browsers forbid it to pages from disk. */
      }
      open(link, { id: about.id, quotation: part || whole });
    });
  }

  /* ---- The block at the foot of the page ----------------------------------------------------------------------- */

  for (const span of /** @type {NodeListOf<HTMLElement>} */ (block.querySelectorAll("[data-fill]"))) {
    if (span.dataset.fill === "address") span.textContent = addressOf("");
    else if (span.dataset.fill === "day") span.textContent = today(span.dataset.form || "iso");
  }
  block.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copies]");
    if (button instanceof HTMLElement) copyAndSay(reference(button.dataset.copies || "", "", ""), words.copied);
  });
}

const citations = /** @type {HTMLElement | null} */ (document.querySelector(".cite-speech"));
if (citations) begin(citations);
