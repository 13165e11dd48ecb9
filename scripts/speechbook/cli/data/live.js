// News of the book for a page that `speechbook serve` shows: reload, the reason of a failure, what is open.
(() => {
  "use strict";
  const version = Number(document.currentScript.dataset.version);
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  let panel = null;
  let isOpen = false;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function show(parts) {
    panel?.remove();
    panel = null;
    if (!parts.length) return;
    panel = element("aside", "speechbook-live");
    panel.append(...parts);
    document.body.append(panel);
  }

  function noteList(state) {
    const details = element("details", "");
    details.open = isOpen;
    details.addEventListener("toggle", () => { isOpen = details.open; });
    details.append(element("summary", "", `${state.words.notes} ${state.count}`));
    const list = element("ol", "");
    for (const note of state.notes) {
      const item = element("li", "");
      item.append(element("b", "", note.weight), ` ${note.message}`);
      if (note.excerpt) item.append(element("q", "", note.excerpt));
      item.append(element("small", "", note.place));
      list.append(item);
    }
    details.append(list);
    return details;
  }

  function tell(state) {
    const parts = [];
    if (state.error) {
      const box = element("div", "speechbook-live-error");
      box.setAttribute("role", "alert");
      box.append(element("b", "", state.words.failed), element("pre", "", state.error));
      parts.push(box);
    } else if (state.building) {
      parts.push(element("p", "", state.words.building));
    }
    if (state.count) parts.push(noteList(state));
    show(parts);
  }

  async function listen() {
    let seen = "";
    let stopped = "";
    for (;;) {
      try {
        const query = new URLSearchParams({ page: location.pathname, seen });
        const answer = await fetch(`/_speechbook/state?${query}`, { cache: "no-store" });
        const state = await answer.json();
        seen = String(state.seen);
        stopped = state.words.stopped;
        if (state.version !== version && !state.error) {
          location.reload();
          return;
        }
        tell(state);
      } catch {
        if (stopped) show([element("p", "", stopped)]);
        seen = "";
        await wait(1000);
      }
    }
  }

  listen();
})();
