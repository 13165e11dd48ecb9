/*
 * Chinese for Sphinx's own search page: query terms as search/bigrams.py makes them, and results a reader can use.
 *
 * Sphinx puts this file into language_data.js, after searchtools.js. What stands in @...@ is filled in by
 * stock_search.py. Without the functions of `Search` that are replaced below (another version of Sphinx), terms are
 * still right and only excerpts and highlighting are Sphinx's own.
 */
class Stemmer {
  stemWord(word) {
    return word;
  }
}

var splitQuery = (() => {
  const folded = new Map();
  for (const row of @FOLDING_ROWS@) {
    const [target, ...chars] = row;
    for (const char of chars) folded.set(char, target);
  }
  // As in Python, except that a character is not folded to one of another UTF-16 length: places in folded text are
  // places in the text.
  const fold = (text) => {
    let out = "";
    for (const char of text) {
      const target = folded.get(char);
      out += target !== undefined && target.length === char.length ? target : char;
    }
    return out;
  };
  const foldTerm = (text) => Array.from(text, (char) => folded.get(char) ?? char).join("");

  const runOrWord = new RegExp(@RUN_OR_WORD@, "gu");
  const groupedDigits = new RegExp(@GROUPED_DIGITS@, "gu");
  const wideSeparators = new RegExp(@WIDE_SEPARATORS@, "gu");

  const split = (query) => {
    const terms = [];
    for (const [, run, word] of foldTerm(query.replace(wideSeparators, " ")).matchAll(runOrWord)) {
      if (word) terms.push(word.replace(groupedDigits, ""));
      const chars = Array.from(run ?? "");
      if (chars.length === 1) terms.push(chars[0]);
      for (let i = 0; i + 1 < chars.length; i++) terms.push(chars[i] + chars[i + 1]);
    }
    return terms;
  };

  /** The text of a page as a reader sees it, without what the theme puts around it. */
  const readPage = (htmlText, anchor) => {
    const page = new DOMParser().parseFromString(htmlText, "text/html");
    for (const element of page.querySelectorAll(".headerlink, nav, script, style")) element.remove();
    const whole = page.querySelector("article.bd-article") ?? page.querySelector("[role=main]") ?? page.body;
    const part = anchor ? page.getElementById(anchor.slice(1)) : null;
    return (part?.textContent.trim() ? part : whole).textContent.replace(/\s+/gu, " ").trim();
  };

  const CONTEXT_BEFORE = 40;
  const CONTEXT_AFTER = 90;
  const MOST_PLACES = 300;

  /** What a folded word looks like in folded text: 1627 stands there as 1,627 or as 1627. */
  const patternOf = (word) =>
    Array.from(word.replace(groupedDigits, ""), (char) => char.replace(/[.*+?^${}()|[\]\\/]/u, "\\$&"))
      .join("")
      .replace(/(?<=\d)(?=\d{3})/gu, ",?");

  /** Places in `text` where one of the folded `words` stands: [start, end], in order, not overlapping. */
  const findWords = (text, words) => {
    const haystack = fold(text);
    const places = [];
    for (const word of words)
      for (const { index, 0: found } of haystack.matchAll(new RegExp(patternOf(word), "gu")))
        places.push([index, index + found.length]);
    places.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let free = 0;
    return places.filter(([start, end]) => start >= free && (free = end));
  };

  /** The first of the places after which most of the words follow within one excerpt. */
  const mostTellingPlace = (text, places) => {
    const wordsFrom = ([start], i) => {
      const near = places.slice(i).filter((place) => place[1] <= start + CONTEXT_AFTER);
      return new Set(near.map((place) => fold(text.slice(...place)))).size;
    };
    const counts = places.slice(0, MOST_PLACES).map(wordsFrom);
    return places[counts.indexOf(Math.max(...counts))];
  };

  const install = (search) => {
    let words = [];
    // From disk a page may not fetch another: show results without excerpts rather than errors.
    if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

    search._parseQuery = (query) => {
      const marks = /[\s"“”「」『』《》（）【】、。，；：！？…]+/u;
      words = query.split(marks).map(fold).filter((word) => split(word).length > 0);
      const terms = new Set(split(query));
      if (SPHINX_HIGHLIGHT_ENABLED) localStorage.setItem("sphinx_highlight_terms", words.join(" "));
      // The fourth set is what Sphinx would mark in results, letter by letter; makeSearchSummary marks them instead.
      return [asSpelledInTitles(query.trim()), terms, new Set(), new Set(), terms];
    };

    /** Sphinx looks for the query itself in titles: give it in the script of this edition. */
    const asSpelledInTitles = (query) => {
      for (const title of Object.keys(search._index.alltitles)) {
        const at = fold(title).indexOf(fold(query));
        if (at >= 0) return title.slice(at, at + query.length);
      }
      return query;
    };

    /** All terms must occur. Sphinx is content with some of them when longer and shorter terms are mixed. */
    search.performTermsSearch = (searchTerms) => {
      const { terms, titleterms, docnames, titles, filenames } = search._index;
      const filesOf = (index, term) => (Object.hasOwn(index, term) ? [index[term]].flat() : []);
      let scores = null;
      for (const term of searchTerms) {
        const found = new Map();
        for (const file of filesOf(terms, term)) found.set(file, Scorer.term);
        for (const file of filesOf(titleterms, term)) found.set(file, Scorer.title);
        const kept = new Map();
        for (const [file, score] of found)
          if (scores === null || scores.has(file)) kept.set(file, score + (scores?.get(file) ?? 0));
        scores = kept;
      }
      return Array.from(scores ?? [], ([file, score]) => [
        docnames[file], titles[file], "", null, score / searchTerms.size, filenames[file], SearchResultKind.text,
      ]);
    };

    search.makeSearchSummary = (htmlText, keywords, anchor) => {
      const text = readPage(htmlText, anchor);
      let places = findWords(text, words);
      if (places.length === 0) places = findWords(text, new Set(keywords));
      const [from, to] = mostTellingPlace(text, places) ?? [0, 0];
      const start = Math.max(from - CONTEXT_BEFORE, 0);
      const end = Math.min(to + CONTEXT_AFTER, text.length);
      const summary = document.createElement("p");
      summary.classList.add("context");
      let last = start;
      summary.append(start > 0 ? "…" : "");
      for (const [first, past] of places.filter((place) => place[0] >= start && place[1] <= end)) {
        const mark = document.createElement("span");
        mark.classList.add("highlighted");
        mark.textContent = text.slice(first, past);
        summary.append(text.slice(last, first), mark);
        last = past;
      }
      summary.append(text.slice(last, end), end < text.length ? "…" : "");
      remember(places.map((place) => text.slice(...place)));
      return summary;
    };

    /** Let the page that is opened next mark the words as it spells them, not as they were asked for. */
    const remember = (spellings) => {
      if (!SPHINX_HIGHLIGHT_ENABLED) return;
      const known = (localStorage.getItem("sphinx_highlight_terms") ?? "").split(" ");
      const all = new Set([...known, ...spellings.map((word) => word.toLowerCase())]);
      localStorage.setItem("sphinx_highlight_terms", [...all].filter((word) => word.trim() !== "").join(" "));
    };
  };

  if (typeof Search !== "undefined" && Search._parseQuery && Search.makeSearchSummary) install(Search);
  return split;
})();
