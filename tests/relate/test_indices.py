"""The order of names, and which page a name stands on."""

import pytest

from speechbook.model import IndexEntry, IndexPage, MentionKind
from speechbook.relate import OWN_PAGE_SPEECHES, pinyin_key, plan_index, stroke_count, stroke_key
from speechbook.relate.index_plan import PAGE_COST


def entry(name: str, speeches: int = 1, kind: MentionKind = MentionKind.PERSON) -> IndexEntry:
    return IndexEntry(name, name, "hans", pinyin_key(name, kind), speeches, speeches)


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("重庆", MentionKind.PLACE, "chong qing"),
        ("重要文献选编", MentionKind.WORK, "zhong yao wen xian xuan bian"),
        ("曾国藩", MentionKind.PERSON, "zeng guo fan"),
        ("曾经的河", MentionKind.WORK, "ceng jing de he"),
        ("单志刚", MentionKind.PERSON, "shan zhi gang"),
        ("解学恭", MentionKind.PERSON, "xie xue gong"),
        ("解放日报", MentionKind.WORK, "jie fang ri bao"),
        ("尉迟恭", MentionKind.PERSON, "yu chi gong"),
        ("《长江日报》", MentionKind.WORK, "chang jiang ri bao"),
        ("R&D白皮书", MentionKind.WORK, "rd bai pi shu"),
        ("……", MentionKind.WORK, "……"),
    ],
)
def test_names_are_read_as_they_are_spoken(name: str, kind: MentionKind, key: str) -> None:
    assert pinyin_key(name, kind) == key


def test_traditional_names_go_by_strokes_and_then_by_the_next_character() -> None:
    names = ["溫述齋", "丁一", "張三", "張二", "沈若棠", "陸啟衡", "龍", "A"]
    assert sorted(names, key=stroke_key) == ["A", "丁一", "沈若棠", "張二", "張三", "陸啟衡", "溫述齋", "龍"]
    assert [stroke_count(char) for char in "一丁龍龘a。"] == [1, 2, 16, 0, 0, 0]


def test_a_small_index_is_one_page_in_order() -> None:
    (page,) = plan_index(MentionKind.PERSON, [entry("沈若棠"), entry("曾国藩"), entry("陆启衡"), entry("曹操")])
    assert page.name == "people"
    assert [e.name for e in page.entries] == ["曹操", "陆启衡", "沈若棠", "曾国藩"]


def cost(page: IndexPage) -> float:
    return sum(1 + (e.speeches + e.paragraphs / 2 if e.speeches <= OWN_PAGE_SPEECHES else 0) for e in page.entries)


def many(count: int) -> list[IndexEntry]:
    chars = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
    given = "一二三四五六七八九十东西南北中发白春夏秋冬"
    names = dict.fromkeys(a + b + c for b in given for c in given for a in chars)
    return [entry(name, 1 + place % 30) for place, name in enumerate(list(names)[:count])]


@pytest.mark.parametrize("count", [10, 100, 1_000, 5_000])
def test_no_page_grows_with_the_book_and_every_name_stands_once(count: int) -> None:
    entries = many(count)
    pages = plan_index(MentionKind.PERSON, entries)
    assert sorted(e.key for page in pages for e in page.entries) == sorted(e.key for e in entries)
    assert all(cost(page) <= PAGE_COST for page in pages)
    assert len({page.name for page in pages}) == len(pages)
    leads_to = {page for *_, page in pages[0].heads}
    assert leads_to == {page.name for page in pages[1:]}


def test_a_name_that_many_speeches_hold_takes_one_line() -> None:
    (page,) = plan_index(MentionKind.TOPIC, [entry("抗旱", 9_000), entry("水利", 12)])
    assert cost(page) == 1 + 1 + 12 + 6


def test_one_more_name_moves_no_name_of_another_letter() -> None:
    before = {page.name: page for page in plan_index(MentionKind.PERSON, many(1_000))}
    after = {page.name: page for page in plan_index(MentionKind.PERSON, [*many(1_000), entry("艾青", 3)])}
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert changed == {"people", "people-a"}
