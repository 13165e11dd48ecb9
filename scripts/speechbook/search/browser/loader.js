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
const INDEX_FORMAT = 2;

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
 * @param {string} [version] that the file must have
 * @returns {Promise<T>}
 */
function loadPart(name, make, version = indexVersion) {
  const known = kept.get(name);
  if (known) {
    kept.delete(name);
    kept.set(name, known);
    return known;
  }
  const promise = fetchScript(name, version).then(make);
  kept.set(name, promise);
  promise.catch(() => kept.delete(name));
  if (kept.size > MOST_KEPT) kept.delete(/** @type {string} */ (Array.from(kept.keys()).find((key) => key !== "index")));
  return promise;
}

/**
 * @param {string} name
 * @param {string} version
 * @returns {Promise<any>}
 */
function fetchScript(name, version) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(`${name}.js?v=${version}`, indexFolder).href;
    script.async = true;
    script.onload = () => {
      script.remove();
      const part = arrived.get(name);
      arrived.delete(name);
      if (!part) reject(new IndexProblem("missing", name));
      else if (version && part.version !== version) reject(new IndexProblem("stale", name));
      else resolve(part.contents);
    };
    script.onerror = () => {
      script.remove();
      reject(new IndexProblem("missing", name));
    };
    document.head.append(script);
  });
}
