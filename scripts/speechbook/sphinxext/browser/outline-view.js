/* The outline view: branches fold, the whole prints, and speeches that were read are remembered for comparing.
   The view itself is the address `#outline_view` and needs no script. */
(() => {
  "use strict";
  const MOST_REMEMBERED = 12;
  const outline = document.getElementById("outline_view");
  if (!outline || !outline.dataset.speech) return;
  const words = /** @type {any} */ (window).speechbookReadingWords;

  /**
   * @param {string} label
   * @param {string} className
   */
  function button(label, className) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.textContent = label;
    return made;
  }

  /**
   * @param {Element} branch
   * @param {boolean} isOpen
   */
  function fold(branch, isOpen) {
    branch.classList.toggle("is-folded", !isOpen);
    branch.querySelector(":scope > .outline-fold")?.setAttribute("aria-expanded", String(isOpen));
  }

  const branches = [...outline.querySelectorAll("li:has(> ul)")];
  for (const branch of branches) {
    const toggle = button("", "outline-fold");
    const link = branch.querySelector(":scope > a");
    toggle.setAttribute("aria-label", `${words.fold}：${link ? link.textContent : ""}`);
    toggle.setAttribute("aria-expanded", "true");
    toggle.addEventListener("click", () => fold(branch, branch.classList.contains("is-folded")));
    branch.prepend(toggle);
  }

  const tools = outline.querySelector(".outline-tools");
  if (tools) {
    if (branches.length) {
      const all = button(words.foldAll, "outline-all");
      all.addEventListener("click", () => {
        const opens = all.textContent === words.unfoldAll;
        for (const branch of branches) fold(branch, opens);
        all.textContent = opens ? words.foldAll : words.unfoldAll;
      });
      tools.append(all);
    }
    const print = button(words.print, "outline-print");
    print.addEventListener("click", () => window.print());
    tools.append(print);
    /* On a phone the contents stand in a dialog, which would go on covering the view. */
    tools.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a")) outline.closest("dialog")?.close();
    });
  }
  outline.querySelector("nav")?.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) outline.closest("dialog")?.close();
  });

  /* Long contents scroll along, so that the entry of what is being read stays in sight. */
  function keepInSight() {
    const box = /** @type {HTMLElement | null} */ (outline && outline.closest(".bd-sidebar-secondary"));
    const here = outline && outline.querySelector("a.nav-link.active");
    if (!box || !here || location.hash === "#outline_view") return;
    const frame = box.getBoundingClientRect();
    const entry = here.getBoundingClientRect();
    if (entry.height && (entry.top < frame.top || entry.bottom > frame.bottom)) {
      box.scrollTop += entry.top - frame.top - frame.height / 3;
    }
  }
  let waiting = 0;
  const nav = outline.querySelector("nav");
  if (nav) {
    new MutationObserver(() => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(keepInSight);
    }).observe(nav, { subtree: true, attributeFilter: ["aria-current"] });
  }
  document.querySelector(".secondary-toggle")?.addEventListener("click", () => requestAnimationFrame(keepInSight));

  try {
    const key = `speechbook-recent-${document.documentElement.lang}`;
    const known = JSON.parse(localStorage.getItem(key) || "[]");
    const name = outline.dataset.speech;
    const title = document.querySelector("article h1")?.firstChild?.textContent || name;
    const others = known.filter((/** @type {{name: string}} */ one) => one.name !== name);
    localStorage.setItem(key, JSON.stringify([{ name, title }, ...others].slice(0, MOST_REMEMBERED)));
  } catch (error) {
    /* Storage is closed to pages from disk in some browsers: nothing is remembered. */
  }
})();
