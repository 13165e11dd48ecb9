/* Loads the files of the index: scripts that call `speechbookPart`, so that they load from disk and need no more than
   `script-src 'self'`. */

/** @typedef {{name: string, version: string, contents: any}} Part */

class IndexProblem extends Error {
  /**
   * @param {"missing" | "stale" | "format"} kind
   * @param {string} file
   */
  constructor(kind, file) {
    super(`${kind}: ${file}`);
    this.kind = kind;
    this.file = file;
  }
}

const ownScript = /** @type {HTMLScriptElement} */ (document.currentScript);
const indexFolder = new URL(ownScript.dataset.index || "../_search/", ownScript.src);
const indexVersion = ownScript.dataset.version || "";
const INDEX_FORMAT = 1;

/** @type {Map<string, Part>} */
const arrived = new Map();

/** @param {string} name @param {string} version @param {any} contents */
function speechbookPart(name, version, contents) {
  arrived.set(name, { name, version, contents });
}

/** Loaded files, least recently used first. @type {Map<string, Promise<any>>} */
const kept = new Map();
const MOST_KEPT = 1500;

/**
 * Gives a file of the index, made into something by `make`; a file that failed is asked for again next time.
 * @template T
 * @param {string} name
 * @param {(contents: any) => T | Promise<T>} make
 * @returns {Promise<T>}
 */
function loadPart(name, make) {
  const known = kept.get(name);
  if (known) {
    kept.delete(name);
    kept.set(name, known);
    return known;
  }
  const promise = fetchScript(name).then(make);
  kept.set(name, promise);
  promise.catch(() => kept.delete(name));
  if (kept.size > MOST_KEPT) kept.delete(/** @type {string} */ (Array.from(kept.keys()).find((key) => key !== "index")));
  return promise;
}

/**
 * @param {string} name
 * @returns {Promise<any>}
 */
function fetchScript(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(`${name}.js?v=${indexVersion}`, indexFolder).href;
    script.async = true;
    script.onload = () => {
      script.remove();
      const part = arrived.get(name);
      arrived.delete(name);
      if (!part) reject(new IndexProblem("missing", name));
      else if (indexVersion && part.version !== indexVersion) reject(new IndexProblem("stale", name));
      else resolve(part.contents);
    };
    script.onerror = () => {
      script.remove();
      reject(new IndexProblem("missing", name));
    };
    document.head.append(script);
  });
}

/**
 * @typedef {object} Directory
 * @property {number} shards
 * @property {Set<string>} frequent characters whose pairs are in many shards
 * @property {Uint32Array} pageStarts first passage of each page, and one more
 * @property {number[]} headings number of headings of each page
 * @property {number[]} titled 1 where the title stands in the text
 * @property {Uint32Array} chunkStarts first passage of each file of texts
 */

/** @returns {Promise<Directory>} */
function loadDirectory() {
  return loadPart("index", (contents) => {
    if (contents.format !== INDEX_FORMAT) throw new IndexProblem("format", "index");
    return {
      shards: contents.shards,
      frequent: new Set(contents.frequent),
      pageStarts: startsOf(contents.sizes),
      headings: contents.headings,
      titled: contents.titled,
      chunkStarts: startsOf(contents.chunks).slice(1),
    };
  });
}

/**
 * @param {number[]} sizes
 * @returns {Uint32Array}
 */
function startsOf(sizes) {
  const starts = new Uint32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) starts[i + 1] = starts[i] + sizes[i];
  return starts;
}

/**
 * The last of sorted starts that is not after a number.
 * @param {Uint32Array} starts
 * @param {number} number
 * @returns {number}
 */
function rangeOf(starts, number) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= number) low = middle;
    else high = middle - 1;
  }
  return low;
}
