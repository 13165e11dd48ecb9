// Folding, queries, matching, excerpts: values in, values out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cases, engine, expected, plain } from "./harness.mjs";

const { get } = engine();

for (const [text, folded] of cases("folded.txt"))
  test(`folds ${text}`, () => assert.equal(get("foldText")(text), folded));

test("folding is done once", () => {
  for (const [text] of cases("folded.txt")) assert.equal(get("foldText")(get("foldText")(text)), get("foldText")(text));
});

test("folds every character as Python does", () => {
  const { from, to } = expected("every-character.json");
  const chars = Array.from(from);
  const wrong = chars.filter((char, i) => get("foldText")(char) !== to[i]);
  assert.deepEqual(wrong.map((char) => char.codePointAt(0).toString(16)), []);
});

for (const [text, runs] of cases("runs.txt"))
  test(`runs of ${text}`, () => assert.equal((get("foldText")(text).match(get("RUNS")) ?? []).join(" "), runs));

for (const [query, terms] of cases("parsed.txt"))
  test(`terms of ${query}`, () => {
    const got = get("parseQuery")(query).map(({ pieces, inText }) => (inText ? "~" : "") + pieces.join("+").replace(/ /gu, "_"));
    assert.equal(got.join(" "), terms);
  });

test("a query of any length is cut, not refused", () => {
  assert.ok(get("parseQuery")("抗旱 ".repeat(100_000)).length <= 2);
  assert.equal(get("parseQuery")("\ud800").length, 0);
});

for (const [query, text, marked] of cases("matched.txt"))
  test(`${query} in ${text}`, () => {
    const spans = get("spansIn")(text, get("parseQuery")(query));
    assert.equal(spans.map(({ start, end }) => text.slice(start, end)).join("|"), marked);
  });

test("an excerpt shows each term and never markup", () => {
  const excerpt = (text, query) => get("excerptHtml")(text, get("spansIn")(text, get("parseQuery")(query)));
  assert.equal(excerpt("<b>抗旱</b>&amp;", "抗旱"), "&lt;b&gt;<mark>抗旱</mark>&lt;/b&gt;&amp;amp;");
  assert.equal(excerpt("\u202e反着\u202c写", "反着"), "<mark>反着</mark>写");
  const long = `${"前".repeat(200)}抗旱${"中".repeat(300)}保收${"后".repeat(200)}`;
  const both = excerpt(long, "抗旱 保收");
  assert.match(both, /^…前+<mark>抗旱<\/mark>中+…中+<mark>保收<\/mark>后+…$/u);
  assert.ok(both.length < 300);
  assert.doesNotMatch(excerpt(`${"𠮷".repeat(100)}抗旱${"𠮷".repeat(100)}`, "抗旱"), /[\ud800-\udbff](?![\udc00-\udfff])/u);
});

test("two lists of places are joined where one follows the other", () => {
  const list = (...numbers) => Float64Array.from(numbers);
  assert.deepEqual(Array.from(get("following")(list(1, 5, 9, 70), list(3, 8, 11, 12, 72), 2)), [1, 9, 70]);
  assert.deepEqual(Array.from(get("following")(list(), list(1), 1)), []);
  assert.deepEqual(Array.from(get("following")(list(1), list(), 1)), []);
});

test("a search is written into the address and read from it", () => {
  const asked = get("askedBy")("?q=%E6%8A%97%E6%97%B1&year=2008&view=kwic&other=1");
  assert.equal(asked.q, "抗旱");
  assert.equal(get("addressOf")(asked), "?q=%E6%8A%97%E6%97%B1&year=2008&view=kwic");
  assert.equal(get("addressOf")(get("askedBy")("")), "");
  assert.equal(get("askedBy")(get("addressOf")({ ...plain(asked), q: "a&b=c+d #" })).q, "a&b=c+d #");
});
