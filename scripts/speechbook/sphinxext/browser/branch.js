/* A long list in the tree of the sidebar, opened in place: a page shows the neighbourhood of its own entry, and the
 * rest comes from a script when a reader asks for it, from disk too. Without scripts the link leads to the list. */
(() => {
  "use strict";

  const KEY = "speechbook-open-branch";
  const found = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".tree .more a[data-branch]"));
  if (!found) return;
  const link = found;
  const name = link.dataset.branch ?? "";
  const content = document.documentElement.dataset.content_root ?? "./";

  /** @returns {string | null} */
  function remembered() {
    try {
      return sessionStorage.getItem(KEY);
    } catch {
      return null; // storage is closed to pages from disk in some browsers
    }
  }

  function remember() {
    try {
      sessionStorage.setItem(KEY, name);
    } catch {
      /* As above: then the next page shows the neighbourhood again. */
    }
  }

  /** @param {HTMLElement} entry */
  function bringIntoView(entry) {
    const side = /** @type {HTMLElement | null} */ (entry.closest(".bd-sidebar-primary"));
    if (!side) return;
    side.scrollTop += entry.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3;
  }

  /**
   * @param {[string, string][]} pages
   * @param {boolean} byHand
   */
  function show(pages, byHand) {
    const list = link.closest("ul");
    if (!list) return;
    const own = list.querySelector(':scope > li > a[aria-current="page"]');
    const here = own instanceof HTMLAnchorElement ? own.href.replace(/#.*/, "") : "";
    const entries = pages.map(([address, title]) => {
      const item = document.createElement("li");
      const made = document.createElement("a");
      made.href = content + address;
      made.textContent = title;
      if (made.href === here) {
        made.className = "active";
        made.setAttribute("aria-current", "page");
      }
      item.append(made);
      return item;
    });
    list.replaceChildren(...entries);
    const current = /** @type {HTMLElement | null} */ (list.querySelector("a.active")) ?? list.querySelector("a");
    if (!current) return;
    if (byHand) current.focus({ preventScroll: true });
    bringIntoView(current);
  }

  /** @param {boolean} byHand */
  function load(byHand) {
    const script = document.createElement("script");
    /** @type {Window & { speechbookBranch?: (pages: [string, string][]) => void }} */ (window).speechbookBranch = (pages) => {
      remember();
      show(pages, byHand);
    };
    script.addEventListener("error", () => {
      if (byHand) location.href = link.href;
    });
    script.src = `${content}${name}`;
    document.head.append(script);
  }

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    load(true);
  });
  if (remembered() === name) load(false);
})();
