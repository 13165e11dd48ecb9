/* Every ¶ opens a menu: the link of its paragraph, point or section, and the quotation with its reference in four
   forms. What is selected within the paragraph is quoted instead of the whole. Works from disk, and without leave to
   use the clipboard: then the text is shown, selected. */
(() => {
  "use strict";
  const block = /** @type {HTMLElement | null} */ (document.querySelector(".cite-speech"));
  if (!block) return;
  const words = /** @type {any} */ (window).speechbookReadingWords;
  const [outerOpen, outerClose, innerOpen, innerClose] = [...(block.dataset.marks || "“”‘’")];
  const address = block.dataset.address || location.href.replace(/[?#].*$/, "");
  const FORMS = /** @type {const} */ (["gbt7714", "biblatex", "csl"]);
  const MESSAGE_MS = 2500;
  const EDGE = 8;

  /* ---- References ------------------------------------------------------------------------------------------- */

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
   */
  function place(id) {
    const found = /-p(\d+[a-z]*)(?:-(\d+[a-z]*))?$/.exec(id);
    if (!found) return "";
    return `第${found[1]}段${found[2] ? `第${found[2]}${words.point}` : ""}`;
  }

  /** @param {string} form "iso" or "chinese" */
  function today(form) {
    const now = new Date();
    if (form === "chinese") return `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

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
    const text = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (block).querySelector(`pre[data-form="${form}"]`));
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

  /* ---- Words of a place --------------------------------------------------------------------------------------- */

  /**
   * The text of a node without what the page has added to it.
   * @param {Node} node
   */
  function wordsOf(node) {
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
  function subjectOf(link) {
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
  function wordsOfPoint(point) {
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
   * The last selection that was not empty; pressing a ¶ may end it.
   * @type {Range | null}
   */
  let selected = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (menu && !menu.hidden) return;
    selected = selection && selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
  });

  /**
   * What is selected within a paragraph, or nothing.
   * @param {Element[]} parts
   */
  function selectedWithin(parts) {
    if (!selected) return "";
    const range = selected;
    if (!parts.some((part) => part.contains(range.startContainer) && part.contains(range.endContainer))) return "";
    const holder = document.createElement("p");
    holder.append(range.cloneContents());
    return wordsOf(holder);
  }

  /**
   * Between quotation marks; those within become the inner ones.
   * @param {string} text
   */
  function quoted(text) {
    const inner = text.replace(/[“”「」‘’『』]/g, (mark) => {
      if (mark === outerOpen) return innerOpen;
      if (mark === outerClose) return innerClose;
      if (mark === innerOpen) return outerOpen;
      return mark === innerClose ? outerClose : mark;
    });
    return outerOpen + inner + outerClose;
  }

  /* ---- Clipboard ---------------------------------------------------------------------------------------------- */

  /**
   * @param {string} text
   * @returns {Promise<boolean>}
   */
  async function copy(text) {
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

  const status = document.createElement("p");
  status.className = "citation-status";
  status.setAttribute("role", "status");
  document.body.append(status);
  let clearing = 0;

  /** @param {string} text */
  function say(text) {
    status.textContent = text;
    clearTimeout(clearing);
    clearing = window.setTimeout(() => {
      status.textContent = "";
    }, MESSAGE_MS);
  }

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

  /* ---- Menu --------------------------------------------------------------------------------------------------- */

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
    if (what === "plain" || what === "gbt7714") text = `${quoted(quotation)}\n${reference(what, id, "")}`;
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
})();
