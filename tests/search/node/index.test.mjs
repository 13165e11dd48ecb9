// Shards, volumes, ranking, filters: over indexes that Python wrote.
import assert from "node:assert/strict";
import { test } from "node:test";
import { engine, expected, plain } from "./harness.mjs";

test("a key is in the shard in which Python put it", () => {
  const { get } = engine();
  for (const [first, last, shards, frequent, shard] of expected("shards.json"))
    assert.equal(get("shardOf")(first, last, { shards, frequent: new Set(frequent) }), shard);
});

for (const index of ["whole", "mended", "many"]) {
  test(`every phrase is found where it stands: ${index}`, async () => {
    const { search } = engine(index);
    for (const { query, anchors } of expected("answers.json")) {
      const { total, hits } = await search(query, { limit: 0 });
      assert.deepEqual(plain(hits.map((hit) => hit.anchor).sort()), anchors, query);
      assert.equal(total, anchors.length);
    }
  });
}

test("a speech that was struck off is found by nothing that it said", async () => {
  assert.equal((await engine("mended").search("昔日", { limit: 0 })).total, 0);
  assert.equal((await engine("mended").search("昔", { limit: 0 })).total, 0);
  assert.equal((await engine("mended").search("岁朝新言", { limit: 0 })).total, 1);
  assert.equal((await engine("old").search("昔日", { limit: 0 })).total, 1);
});

test("title, heading, lead and rarity decide the order", async () => {
  const { search } = engine("ranked");
  const order = async (query) => Array.from(new Set(plain((await search(query, { limit: 0 })).hits.map((hit) => hit.docname))));
  assert.deepEqual(await order("治沙"), ["in-title", "in-heading", "in-lead", "often-below", "once-below"]);
  assert.deepEqual((await order("治沙 稀有"))[0], "once-below");
});

test("limit cuts the hits and not the total", async () => {
  const { search } = engine("ranked");
  const { total, hits } = await search("治沙", { limit: 2 });
  assert.equal(hits.length, 2);
  assert.ok(total > 2);
});

test("nothing is loaded before a search, and each file once", async () => {
  const { asked, search } = engine("whole");
  assert.deepEqual(asked, []);
  await search("抗旱");
  await search("抗旱");
  assert.equal(new Set(asked).size, asked.length);
});

test("a file that fails is named, and asked for again", async () => {
  let broken = true;
  const { get, search } = engine("whole", "", (name) => !(broken && /-s\d/u.test(name)));
  await assert.rejects(search("抗旱"), (error) => error instanceof get("IndexProblem") && error.kind === "missing");
  broken = false;
  assert.ok((await search("抗旱")).total > 0);
});

test("an index of another build is refused", async () => {
  const { get, search } = engine("whole", "000000000000");
  await assert.rejects(search("抗旱"), (error) => error instanceof get("IndexProblem") && error.kind === "stale");
});

const FACETS = {
  days: [20080312, 0, 20100901],
  speakers: { names: ["陆启衡", "何望舒"], of: [[0], [], [1]] },
  places: { names: ["县城"], of: [[0], [], []] },
  topics: { names: ["水利", "教育"], of: [[0, 1], [1], []] },
};
const SPEECHES = [{ page: 2, passages: [1] }, { page: 0, passages: [1, 2, 3] }, { page: 1, passages: [1, 2] }];
const ALL = { year: "", speaker: "", place: "", topic: "" };

test("filters count what they would leave, all others applied", () => {
  const { get } = engine();
  const facets = get("readFacets")(FACETS);
  const counts = (asked, name) => plain(get("countsFor")(facets, { ...ALL, ...asked }, SPEECHES, name));
  assert.deepEqual(counts({}, "year"), [["2010", 1], ["2008", 3], ["", 2]]);
  assert.deepEqual(counts({}, "topic"), [["教育", 5], ["水利", 3], ["", 1]]);
  assert.deepEqual(counts({ place: "县城" }, "speaker"), [["陆启衡", 3]]);
  assert.deepEqual(counts({ place: "-" }, "year"), [["2010", 1], ["", 2]]);
  assert.deepEqual(counts({ topic: "教育", year: "2010" }, "year"), [["2010", 0], ["2008", 3], ["", 2]]);
});

test("undated speeches come last, whichever way", () => {
  const { get } = engine();
  const facets = get("readFacets")(FACETS);
  const pages = (order) => plain(get("inOrder")(facets, SPEECHES, order).map(({ page }) => page));
  assert.deepEqual(pages("newest"), [2, 0, 1]);
  assert.deepEqual(pages("oldest"), [0, 2, 1]);
  assert.deepEqual(pages("best"), [2, 0, 1]);
});

test("use by year, first and last", () => {
  const { get } = engine();
  const speeches = [0, 1, 2, 3].map((page) => ({ page, score: 1, passages: [{ number: page, score: 1, times: page + 1 }] }));
  const { years, first, last, undated } = get("useByYear")([20080312, 0, 20100901, 20080101], speeches, false);
  assert.deepEqual(plain(years), [[2008, 5], [2010, 3]]);
  assert.deepEqual([first.page, last.page, undated], [3, 2, 2]);
  assert.deepEqual(plain(get("useByYear")([20080312, 0, 0, 20080101], speeches, true).years), [[2008, 2]]);
});

const LINE = { left: "", match: "", right: "", title: "", url: "a.html#a-p1", speaker: "", date: "", day: 0, page: 0, number: 0 };

test("lines are sorted by what stands before, read backwards, and after", () => {
  const { get } = engine();
  const lines = [["乙甲", "丙", 1, 3], ["甲乙", "甲", 0, 2], ["丙乙", "乙", 20080101, 1]].map(([left, right, day, number]) => ({ ...LINE, left, right, day, number }));
  const order = (name) => plain(get("sortedLines")(lines, name).map((line) => line.number));
  assert.deepEqual(order("right"), [3, 1, 2]);
  assert.deepEqual(order("left"), [1, 2, 3]);
  assert.deepEqual(order("date"), [3, 1, 2]);
  assert.deepEqual(order("no such order"), order("right"));
});

test("a saved file is safe in a spreadsheet and loses nothing", () => {
  const { get } = engine();
  const hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"];
  for (const text of hostile) assert.ok(get("csvCell")(text).startsWith(`"'`), text);
  assert.equal(get("csvCell")('说"好",a\n'), '"说""好"",a\n"');
  assert.equal(get("csvCell")("一-二"), '"一-二"');
  const text = get("csvOf")([{ ...LINE, left: '"左', match: "抗旱", right: "=右" }], ["前", "网址"], "https://example.org/b/search.html");
  assert.equal(text, `\ufeff"前","网址"\r\n"""左","抗旱","'=右","","","","https://example.org/b/a.html#a-p1"\r\n`);
});
