// Runs the browser's scripts in Node: the folder SPEECHBOOK_SCRIPTS holds them and indexes, written by test_in_node.py.
import { readFileSync, existsSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";

const folder = process.env.SPEECHBOOK_SCRIPTS;

/** A table of cases that Python's tests read, too. */
export function cases(name) {
  const text = readFileSync(path.join(folder, "cases", name), "utf-8");
  const rows = text.split("\n").filter((line) => line.includes("\t") && !line.startsWith("#"));
  return rows.map((line) => line.split("\t"));
}

export function expected(name) {
  return JSON.parse(readFileSync(path.join(folder, name), "utf-8"));
}

/** The engine over an index; `files` says of each file whether it is there. */
export function engine(index = "whole", version = "", files = () => true) {
  const asked = [];
  const context = vm.createContext({
    URL, URLSearchParams, TextDecoder, TextEncoder, Blob, Response, DecompressionStream, atob, console,
    location: { href: "https://example.org/search.html" },
  });
  context.window = context;
  context.document = {
    currentScript: { dataset: { index: `../${index}/`, version }, src: `file://${folder}/_static/search-engine.js` },
    createElement: () => ({ remove() {} }),
    head: {
      append(script) {
        const { pathname } = new URL(script.src);
        asked.push(path.basename(pathname));
        queueMicrotask(() => {
          if (!existsSync(pathname) || !files(path.basename(pathname))) return script.onerror();
          vm.runInContext(readFileSync(pathname, "utf-8"), context);
          script.onload();
        });
      },
    },
  };
  const names = ["engine", "asked", "filters", "lines", "csv", "years"];
  for (const name of names) vm.runInContext(readFileSync(path.join(folder, `${name}.js`), "utf-8"), context);
  const get = (name) => vm.runInContext(name, context);
  return { get, asked, search: (query, options) => context.speechbookSearch(query, options) };
}

/** Plain values: those of another context are not deeply equal to ours. */
export function plain(value) {
  return JSON.parse(JSON.stringify(value));
}
