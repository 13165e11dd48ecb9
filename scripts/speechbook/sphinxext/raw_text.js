/* Shows the raw text beside the clean one, for a paragraph or the whole page, and lists all repairs of a rule.
 *
 * The raw text is in a script of its own beside the page, loaded when it is first asked for, which also works from
 * disk. It is hostile: it comes into the page as text only, and characters that cannot be seen are spelled out.
 */
(function () {
  "use strict";

  const words = "@WORDS@";
  const ruleNames = "@RULES@";
  const script = document.currentScript;
  const article = document.querySelector("article.speech");
  if (!script || !article) return;
  const speech = script.dataset.speech;
  const unseen =
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ufffd\ue000-\uf8ff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
  let waiting = null;

  /* ---- The script with the raw text ---------------------------------------------------------------------------- */

  function load() {
    if (waiting) return waiting;
    waiting = new Promise(function (resolve, reject) {
      const element = document.createElement("script");
      window.speechbookRaw = resolve;
      element.src = script.dataset.raw;
      element.onerror = function () {
        waiting = null;
        element.remove();
        reject(new Error(element.src));
      };
      document.head.append(element);
    }).then(function (table) {
      table.byId = new Map(table.blocks.map((block) => [block[0], block]));
      return table;
    });
    return waiting;
  }

  function ruleLabel(table, number) {
    return table.rules[number].map((name) => ruleNames[name] || name).join("、");
  }

  /* ---- Text that can be seen ----------------------------------------------------------------------------------- */

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /* Put a text into an element, with a small label in place of each character that has no shape of its own. */
  function show(element, text) {
    let from = 0;
    const shown = text.replace(/\r\n?|\n/g, "↵");
    for (const match of shown.matchAll(unseen)) {
      element.append(shown.slice(from, match.index));
      const code = match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      element.append(make("span", "raw-code", "U+" + code));
      from = match.index + match[0].length;
    }
    element.append(shown.slice(from));
    return element;
  }

  /* ---- The raw text of one block ------------------------------------------------------------------------------- */

  function blockName(element) {
    const id = element.tagName === "H1" ? speech : element.id || element.parentElement.id;
    return id === speech ? "" : id.slice(speech.length + 1);
  }

  function rawBox(table, name) {
    const box = make("div", "raw-text nocc");
    box.id = "raw-" + speech + (name && "-" + name);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", table.extracted ? words.extracted : words.raw);
    const block = table.byId.get(name);
    box.append(make("div", "raw-label", table.extracted ? words.extracted : words.raw));
    if (!block || !block[2].length) {
      box.append(make("div", "raw-summary", words.none));
      return box;
    }
    const text = make("div", "raw-words");
    text.lang = script.dataset.script;
    text.dir = "ltr";
    const counts = new Map();
    block[2].forEach(function (part) {
      if (typeof part === "string") {
        if (part === "\n") text.append(document.createElement("br"));
        else show(text, part);
        return;
      }
      const label = ruleLabel(table, part[2]);
      counts.set(label, (counts.get(label) || 0) + 1);
      const kind = !part[1] ? "raw-dropped" : part[0] ? "raw-changed" : "raw-added";
      const piece = make(part[0] ? "del" : "ins", kind);
      piece.title = label + (part[1] ? "：→ " + part[1].replace(/\n/g, "↵") : "");
      text.append(show(piece, part[0] || part[1]));
    });
    box.append(text);
    const said = Array.from(counts, (row) => row[0] + " " + row[1]);
    const summary = make("div", "raw-summary", said.join("　") || (block[3].length ? "" : words.same));
    block[3].forEach(function (change) {
      const line = make("div", "raw-by-hand", words.byHand + "：");
      if (change[0]) line.append(show(make("del", "raw-changed"), change[0]));
      if (change[0] && change[1]) line.append(" → ");
      if (change[1]) line.append(show(make("ins", "raw-added"), change[1]));
      summary.append(line);
    });
    box.append(summary);
    return box;
  }

  /* ---- Buttons ------------------------------------------------------------------------------------------------- */

  function shownBox(block) {
    const next = block.nextElementSibling;
    return next && next.classList.contains("raw-text") ? next : null;
  }

  function open(table, block, button) {
    if (shownBox(block)) return;
    const box = rawBox(table, blockName(block));
    block.after(box);
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-controls", box.id);
  }

  function close(block, button) {
    const box = shownBox(block);
    if (box) box.remove();
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-controls");
  }

  function complain(place) {
    const old = place.parentElement.querySelector(".raw-failed");
    if (old) old.remove();
    const message = make("span", "raw-failed", words.failed);
    message.setAttribute("role", "alert");
    place.after(message);
  }

  const toggles = [];
  const blocks = article.querySelectorAll("h1, section:not(.apparatus, .run-in) > :is(h2, h3, h4, h5, h6), p[id]");
  blocks.forEach(function (block) {
    if (block.closest(".apparatus, .speech-meta") || block.classList.contains("doubt-note")) return;
    const button = make("button", "raw-toggle", words.short);
    button.type = "button";
    button.title = words.show;
    button.setAttribute("aria-label", words.show);
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", function () {
      if (shownBox(block)) close(block, button);
      else
        load().then(
          (table) => open(table, block, button),
          () => complain(button),
        );
    });
    block.append(button);
    block.classList.add("has-raw-text");
    toggles.push([block, button]);
  });

  const switches = [];
  let isWhole = false;

  function showWhole(on, from) {
    const top = from.getBoundingClientRect().top;
    isWhole = on;
    toggles.forEach(([block, button]) => (on ? open(on, block, button) : close(block, button)));
    article.classList.toggle("with-raw-text", Boolean(on));
    switches.forEach(function (button) {
      button.setAttribute("aria-pressed", String(Boolean(on)));
      button.textContent = on ? words.hideAll : words.showAll;
    });
    /* What stood under the reader's finger stays there. */
    window.scrollBy({ top: from.getBoundingClientRect().top - top, behavior: "instant" });
  }

  function addSwitch(after) {
    if (!after) return;
    const button = make("button", "raw-switch", words.showAll);
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () {
      if (isWhole) showWhole(false, button);
      else
        load().then(
          (table) => showWhole(table, button),
          () => complain(button),
        );
    });
    const line = make("div", "raw-switch-line");
    line.append(button);
    after.after(line);
    switches.push(button);
  }
  addSwitch(article.querySelector(".speech-meta") || article.querySelector("h1"));
  addSwitch(article.querySelector(".apparatus > dl.field-list"));

  /* ---- The full list of a rule, where the page has a part of it ------------------------------------------------- */

  function repairsOf(table, rule) {
    const kinds = new Map();
    table.blocks.forEach(function (block) {
      block[2].forEach(function (part) {
        if (typeof part === "string" || part[2] !== rule) return;
        const key = JSON.stringify(part);
        if (!kinds.has(key)) kinds.set(key, { part: part, places: new Map() });
        const places = kinds.get(key).places;
        places.set(block, (places.get(block) || 0) + 1);
      });
    });
    return kinds;
  }

  function shownRepair(text, none) {
    if (!text) return document.createTextNode(none);
    return show(make("span", "repair"), text.replace(/\r/g, "␍").replace(/[ \u3000\u00a0]/g, "␣"));
  }

  function fullList(table, rule) {
    const list = make("ul", "repairs-all");
    repairsOf(table, rule).forEach(function (kind) {
      const item = make("li");
      const unit = Array.from(kind.places.keys()).some((block) => block[1]) ? words.paragraph + " " : "";
      item.append(shownRepair(kind.part[0], words.nothing), " → ", shownRepair(kind.part[1], words.dropped), "　" + unit);
      Array.from(kind.places).forEach(function ([block, count], number) {
        const link = make("a", "", block[1] || words.heading);
        link.href = "#" + speech + (block[0] && "-" + block[0]);
        item.append(number ? "、" : "", link, count > 1 ? "（" + count + "）" : "");
      });
      list.append(item);
    });
    return list;
  }

  article.querySelectorAll(".repairs-rest").forEach(function (rest) {
    const named = /repairs-rest-(\d+)/.exec(rest.className);
    if (!named) return;
    const button = make("button", "raw-switch", words.listAll);
    button.type = "button";
    button.addEventListener("click", function () {
      load().then(
        function (table) {
          const old = rest.parentElement.querySelector("ul");
          const list = fullList(table, Number(named[1]));
          if (old) old.replaceWith(list);
          else rest.before(list);
          list.tabIndex = -1;
          list.focus({ preventScroll: true });
          rest.remove();
        },
        () => complain(button),
      );
    });
    rest.append(" ", button);
  });
})();
