/* The frame around every page: colours, search dialog, drawers, the place in the outline. It stands in for Bootstrap and
 * the theme's scripts, which weigh ten times as much. Nothing here is needed to read: links and forms are plain. */
(() => {
  "use strict";

  const root = document.documentElement;
  const self = /** @type {HTMLScriptElement} */ (document.currentScript);
  const all = (/** @type {string} */ selector) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))];
  const one = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector));
  const dialogOf = (/** @type {string} */ id) => /** @type {HTMLDialogElement | null} */ (document.getElementById(id));
  const origin = (/** @type {Event} */ event) => (event.target instanceof Element ? event.target : null);
  const atRest = (/** @type {() => void} */ run, /** @type {number} */ wait) => {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(run, wait);
    };
  };

  /**
   * Storage is closed to pages from disk in some browsers; then nothing is remembered.
   * @param {"localStorage" | "sessionStorage"} storage
   * @param {string} key
   * @param {string} value
   */
  function remember(storage, key, value) {
    try {
      window[storage].setItem(key, value);
    } catch {
      /* As said. */
    }
  }

  /**
   * @param {"localStorage" | "sessionStorage"} storage
   * @param {string} key
   */
  function remembered(storage, key) {
    try {
      return window[storage].getItem(key);
    } catch {
      return null;
    }
  }

  /* ---- Colours: a button that opens a list of three ---- */

  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** @param {string} mode */
  function paint(mode) {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "dark" || (mode === "auto" && dark.matches) ? "dark" : "light";
    for (const button of all(".theme-change-button")) {
      button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
    }
  }

  function setUpColours() {
    const box = one(".theme-switch-container");
    const opener = one(".theme-switch-button");
    const menu = one(".theme-menu");
    if (!box || !opener || !menu) return;
    const buttons = all(".theme-menu button");
    const show = (/** @type {boolean} */ open) => {
      opener.setAttribute("aria-expanded", String(open));
      menu.hidden = !open;
    };
    opener.addEventListener("click", () => {
      show(menu.hidden);
      if (!menu.hidden) one('.theme-menu [aria-pressed="true"]')?.focus();
    });
    box.addEventListener("keydown", (event) => {
      if (menu.hidden) return;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step) {
        event.preventDefault();
        const place = buttons.findIndex((button) => button === document.activeElement);
        buttons[(place + step + buttons.length) % buttons.length].focus();
      } else if (event.key === "Escape") {
        event.stopPropagation();
        show(false);
        opener.focus();
      }
    });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !box.contains(event.relatedTarget)) show(false);
    });
    document.addEventListener("click", (event) => {
      if (!box.contains(origin(event))) show(false);
    });
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const mode = button.dataset.mode || "auto";
        paint(mode);
        remember("localStorage", "mode", mode);
        show(false);
        opener.focus();
      });
    }
    paint(root.dataset.mode || "auto");
    dark.addEventListener("change", () => paint(root.dataset.mode || "auto"));
  }

  /* ---- Dialogs: a click beside one closes it; the browser gives the focus back to what opened it ---- */

  /** @param {MouseEvent} event */
  function closeBeside(event) {
    const dialog = /** @type {HTMLDialogElement} */ (event.currentTarget);
    const box = dialog.getBoundingClientRect();
    const inside =
      event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (dialog.open && !inside && event.target === dialog) dialog.close();
  }

  function setUpSearch() {
    const dialog = dialogOf("pst-search-dialog");
    const field = /** @type {HTMLInputElement | null} */ ((dialog ?? document).querySelector("form.bd-search input"));
    const search = () => {
      if (dialog?.open) {
        dialog.close();
        return;
      }
      dialog?.showModal();
      field?.focus();
      field?.select();
    };
    for (const button of all(".search-button__button")) button.addEventListener("click", search);
    dialog?.addEventListener("click", closeBeside);
    document.addEventListener("keydown", (event) => {
      const typing = origin(event)?.closest("input, textarea, select, [contenteditable]");
      const wanted =
        (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) ||
        (event.key === "/" && dialog && !typing && !event.ctrlKey && !event.metaKey && !event.altKey);
      if (!wanted || one("dialog[open]:not(#pst-search-dialog)")) return;
      event.preventDefault();
      search();
    });
  }

  /* The sides are drawers where there is no room for them: what they hold moves into a dialog, and back. */
  function setUpDrawer(/** @type {string} */ name) {
    const opener = one(`.${name}-toggle`);
    const side = document.getElementById(`pst-${name}-sidebar`);
    const dialog = dialogOf(`pst-${name}-sidebar-modal`);
    if (!opener || !side || !dialog) return;
    const move = (/** @type {HTMLElement} */ from, /** @type {HTMLElement} */ to) => {
      to.append(...from.childNodes);
      for (const name of [...from.classList]) {
        from.classList.remove(name);
        to.classList.add(name);
      }
    };
    opener.addEventListener("click", () => {
      if (name === "primary" && matchMedia("(min-width: 992px)").matches) {
        const hidden = side.classList.toggle("pst-sidebar-hidden");
        opener.setAttribute("aria-expanded", String(!hidden));
        return;
      }
      move(side, dialog);
      dialog.showModal();
    });
    dialog.addEventListener("click", closeBeside);
    dialog.addEventListener("close", () => move(dialog, side));
  }

  /* ---- The place in the outline ---- */

  function setUpPlace() {
    const links = /** @type {HTMLAnchorElement[]} */ (all("#pst-page-toc-nav a"));
    const entries = all("#pst-page-toc-nav .toc-entry");
    if (!links.length) return;
    /** @type {Map<Element, HTMLAnchorElement>} */
    const byHeading = new Map();
    for (const link of links) {
      const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (place) byHeading.set(place.querySelector(":is(h1, h2, h3, h4, h5, h6)") ?? place, link);
    }
    const mark = (/** @type {HTMLAnchorElement} */ link) => {
      for (const other of links) {
        other.classList.toggle("active", other === link);
        if (other === link) other.setAttribute("aria-current", "true");
        else other.removeAttribute("aria-current");
      }
      for (const entry of entries) entry.classList.toggle("active", entry.contains(link));
    };
    let chosenAt = -Infinity;
    const choose = (/** @type {string} */ hash) => {
      const link = hash.length > 1 && links.find((other) => other.hash === hash);
      if (link) {
        chosenAt = performance.now();
        mark(link);
      }
    };
    const watcher = new IntersectionObserver(
      (seen) => {
        if (performance.now() - chosenAt < 1000) return;
        const last = seen.filter((entry) => entry.isIntersecting).pop();
        const link = last && byHeading.get(last.target);
        if (link) mark(link);
      },
      { rootMargin: "0px 0px -70% 0px" },
    );
    for (const heading of byHeading.keys()) watcher.observe(heading);
    choose(location.hash);
    window.addEventListener("hashchange", () => choose(location.hash));
    document.addEventListener("click", (event) => {
      const link = /** @type {HTMLAnchorElement | null | undefined} */ (origin(event)?.closest("a[href]"));
      if (link && link.hash === location.hash && link.origin === location.origin) choose(link.hash);
    });
  }

  /* ---- Scrolling ---- */

  function setUpScrolling() {
    const up = document.getElementById("pst-back-to-top");
    let before = scrollY;
    const look = () => {
      document.body.classList.toggle("scrolled", scrollY > 8);
      if (up) up.style.display = scrollY < before && scrollY > innerHeight ? "block" : "none";
      before = scrollY;
    };
    window.addEventListener("scroll", look, { passive: true });
    look();
    up?.addEventListener("click", () => {
      scrollTo({ top: 0 });
      one("#main-content")?.focus({ preventScroll: true });
    });
  }

  /* The tree of the book stays where it was from page to page. */
  function setUpTree() {
    const side = document.getElementById("pst-primary-sidebar");
    if (!side) return;
    const kept = Number.parseInt(remembered("sessionStorage", "sidebar-scroll-top") ?? "", 10);
    const active = all(".bd-docs-nav .active").pop();
    if (!Number.isNaN(kept)) {
      side.scrollTop = kept;
    } else if (active && active.getBoundingClientRect().top > innerHeight / 2) {
      side.scrollTop += active.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 4;
    }
    window.addEventListener("pagehide", () => remember("sessionStorage", "sidebar-scroll-top", String(side.scrollTop)));
  }

  /* What scrolls sideways can be scrolled with the keyboard, too. */
  function setUpWideParts() {
    const look = () => {
      for (const part of all("pre, .pst-scrollable-table-container")) {
        if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
        else part.removeAttribute("tabindex");
      }
    };
    window.addEventListener("resize", atRest(look, 300));
    document.addEventListener("toggle", look, true);
    look();
  }

  /* Sphinx's own search leaves words to be marked on the page it leads to; its scripts are loaded for that alone. */
  function setUpSphinxMarks() {
    const asked = new URLSearchParams(location.search).has("highlight");
    if ("Documentation" in window || !(asked || remembered("localStorage", "sphinx_highlight_terms"))) return;
    for (const name of (self.dataset.marks || "").split(" ")) {
      const script = document.createElement("script");
      script.src = new URL(name, self.src).href;
      script.async = false;
      document.head.append(script);
    }
  }

  setUpColours();
  setUpSearch();
  for (const side of ["primary", "secondary"]) setUpDrawer(side);
  setUpPlace();
  setUpScrolling();
  setUpTree();
  setUpWideParts();
  setUpSphinxMarks();
})();
