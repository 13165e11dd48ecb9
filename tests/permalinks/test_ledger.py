"""Ids are never given twice and never move: the ledger against every kind of change."""

import hashlib
import itertools
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechbook.outline.permalinks import Part, assign_ids
from speechbook.outline.sketch import likeness, same_text, sketches_of
from speechbook.trail import LedgerEntry

SENTENCES = {
    "甲": "今年以来全县上下团结一心，战胜了百年不遇的旱灾，夺取了粮食生产的好收成，这个成绩来之不易。",
    "乙": "办公室是县委、县政府的参谋部，承上启下、联系左右，工作做得好不好，直接关系全局。",
    "丙": "各乡镇要把水利设施建设摆在突出位置，趁冬闲抓紧清淤疏渠，来年春灌才有保障。",
    "丁": "学校要把学生的安全放在第一位，校车、食堂、宿舍，一处也不能马虎，一天也不能放松。",
    "戊": "最后，希望大家振奋精神、扎实工作，以优异的成绩向全县人民交上一份满意的答卷。",
}


def numbered(keys: str, change: dict[str, str] | None = None) -> list[Part]:
    texts = [(change or {}).get(key, SENTENCES.get(key, key * 30)) for key in keys]
    return [Part("p", f"p{number}", text) for number, text in enumerate(texts, 1)]


def first(keys: str) -> tuple[LedgerEntry, ...]:
    return assign_ids(numbered(keys), ())[1]


def ids_after(keys: str, new: str, change: dict[str, str] | None = None) -> list[str]:
    return list(assign_ids(numbered(new, change), first(keys))[0])


def test_the_first_day_numbers_everything() -> None:
    assert list(assign_ids(numbered("甲乙丙"), ())[0]) == ["p1", "p2", "p3"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("甲乙丙", "甲乙丙", "p1 p2 p3"),
        ("甲乙丙", "甲丁乙丙", "p1 p1a p2 p3"),
        ("甲乙丙", "甲丁戊乙丙", "p1 p1a p1b p2 p3"),
        ("甲乙丙", "丁甲乙丙", "p0a p1 p2 p3"),
        ("甲乙丙", "甲乙丙丁", "p1 p2 p3 p3a"),
        ("甲乙丙", "甲丙", "p1 p3"),
        ("甲乙丙", "丙甲乙", "p3 p1 p2"),
        ("甲乙丙丁", "甲丙乙丁", "p1 p3 p2 p4"),
        ("甲", "乙", "p0a"),
    ],
)
def test_insert_delete_move(before: str, after: str, expected: str) -> None:
    assert ids_after(before, after) == expected.split()


def test_an_edited_paragraph_keeps_its_id() -> None:
    edited = SENTENCES["乙"].replace("参谋部", "参谋部和服务部").replace("直接", "都")
    assert ids_after("甲乙丙", "甲乙丙", {"乙": edited}) == ["p1", "p2", "p3"]


def test_edited_and_inserted_in_one_go() -> None:
    edited = SENTENCES["乙"] + "这一点大家要牢记。"
    assert ids_after("甲乙丙", "甲丁乙丙", {"乙": edited}) == ["p1", "p1a", "p2", "p3"]


def test_punctuation_does_not_make_another_paragraph() -> None:
    assert ids_after("甲乙", "甲乙", {"甲": SENTENCES["甲"].replace("，", ",")}) == ["p1", "p2"]


def test_a_split_paragraph_leaves_its_id_to_the_larger_part() -> None:
    half = SENTENCES["甲"].split("，夺取")
    parts = [Part("p", "p1", half[0]), Part("p", "p2", "夺取" + half[1]), *numbered("乙")]
    ids, _ = assign_ids(parts, first("甲乙"))
    assert sorted(ids)[:1] == ["p1"] or "p1" in ids
    assert ids[-1] == "p2"
    assert len(set(ids)) == 3


def test_joined_paragraphs_keep_one_id_and_retire_the_other() -> None:
    ids, ledger = assign_ids([Part("p", "p1", SENTENCES["甲"] + SENTENCES["乙"]), *numbered("丙")], first("甲乙丙"))
    assert ids[0] in {"p1", "p2"}
    assert ids[1] == "p3"
    assert [entry.id for entry in ledger if entry.retired] == [({"p1", "p2"} - {ids[0]}).pop()]


def test_a_retired_id_is_never_given_again_and_its_text_does_not_bring_it_back_to_others() -> None:
    ledger = first("甲乙丙")
    _, ledger = assign_ids(numbered("甲丙"), ledger)
    ids, ledger = assign_ids(numbered("甲丁丙"), ledger)
    assert list(ids) == ["p1", "p1a", "p3"]
    ids, ledger = assign_ids(numbered("甲戊丁丙"), ledger)
    assert list(ids) == ["p1", "p1b", "p1a", "p3"]
    assert {entry.id for entry in ledger if entry.retired} == {"p2"}


def test_points_live_below_their_paragraph_and_sections_below_their_parent() -> None:
    parts = [
        Part("s", "s1", "一、认清形势"),
        Part("s", "s1-1", "（一）成绩"),
        Part("s", "s2", "二、抓好落实"),
        Part("p", "p1", SENTENCES["甲"]),
        Part("p", "p2", SENTENCES["乙"]),
        Part("p:p1", "p1-1", "一是带着感谢"),
        Part("p:p1", "p1-2", "二是带着感情"),
    ]
    ids, ledger = assign_ids(parts, ())
    assert list(ids) == [part.fresh for part in parts]
    changed = [
        Part("s", "s1", "一、认清形势"),
        Part("s", "s1-1", "（一）成绩"),
        Part("s", "s1-2", "（二）不足之处还很多"),
        Part("s", "s2", "二、新添的一章讲教育"),
        Part("s", "s2-1", "（一）办好学校"),
        Part("s", "s3", "三、抓好落实"),
        Part("p", "p1", SENTENCES["丙"]),
        Part("p", "p2", SENTENCES["甲"]),
        Part("p", "p3", SENTENCES["乙"]),
        Part("p:p1", "p1-1", "一要修渠"),
        Part("p:p2", "p2-1", "一是带着感谢"),
        Part("p:p2", "p2-2", "二是带着希望来的"),
        Part("p:p2", "p2-3", "三是带着感情"),
    ]
    ids, _ = assign_ids(changed, ledger)
    assert list(ids[:6]) == ["s1", "s1-1", "s1-1a", "s1a", "s1a-1", "s2"]
    assert list(ids[6:9]) == ["p0a", "p1", "p2"]
    assert list(ids[9:]) == ["p0a-1", "p1-1", "p1-1a", "p1-2"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), max_size=8, unique=True).map("".join), min_size=1, max_size=6
    )
)
def test_through_any_history_ids_are_unique_and_the_ledger_only_grows(history: list[str]) -> None:
    ledger: tuple[LedgerEntry, ...] = ()
    seen: set[str] = set()
    for keys in history:
        ids, ledger = assign_ids(numbered(keys), ledger)
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"p\d+[a-z]*", name) for name in ids)
        names = [entry.id for entry in ledger]
        assert len(set(names)) == len(names)
        assert seen <= set(names)
        assert {entry.id for entry in ledger if not entry.retired} == set(ids)
        seen = set(names)
        assert assign_ids(numbered(keys), ledger) == (ids, ledger), "a second run changes nothing"


def test_after_z_comes_aa() -> None:
    texts = [
        SENTENCES["甲"],
        *("".join(random.Random(n).choices(SENTENCES["丙"] + SENTENCES["丁"], k=40)) for n in range(28)),
    ]
    parts = [Part("p", f"p{number}", text) for number, text in enumerate(texts, 1)]
    assert assign_ids(parts, first("甲"))[0][-2:] == ("p1aa", "p1ab")


def _sketch_of(text: str) -> str:
    return sketches_of([text], {})[0]


def _sketch_as_defined(text: str) -> str:
    """Sketch a text as ledgers in git have it: one character pair after another."""
    letters = "".join(filter(str.isalnum, text)) or text
    exact = hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    codes = [*map(ord, letters or "\0"), 0]
    hashes = {(one * 65_599 + other) * 2_654_435_761 & 0xFFFFFFFF for one, other in itertools.pairwise(codes)}
    return exact + "-" + "".join(f"{value:08x}" for value in sorted(hashes)[:8])


def test_sketches_stay_as_they_are_in_ledgers() -> None:
    dice = random.Random(3)
    pool = "的一是在，。 \0\ud800ab1\U00020000\U0010ffff、《》\n" + SENTENCES["甲"]
    texts = ["".join(dice.choices(pool, k=dice.choice((0, 1, 2, 8, 9, 60)))) for _ in range(300)]
    assert sketches_of(texts, {}) == [_sketch_as_defined(text) for text in texts]
    assert (
        _sketch_of("我们要认真总结经验")
        == "ab6323a32160f541-2f540c0b530f3905599fd1fc5d0a8a6d6be9f6ab8402ac34a0bcd173e7d2441c"
    )


def test_a_sketch_that_is_known_is_not_made_again() -> None:
    known = {_sketch_of("甲")[:16]: "kept"}
    assert sketches_of(["甲", "乙"], known) == ["kept", _sketch_of("乙")]


def test_sketches_tell_alike_from_unlike() -> None:
    one = _sketch_of(SENTENCES["甲"])
    assert same_text(one, _sketch_of(SENTENCES["甲"].replace("，", " ")))
    assert likeness(one, _sketch_of(SENTENCES["甲"] + "大家说是不是？")) > 0.5
    assert likeness(one, _sketch_of(SENTENCES["丁"])) < 0.2
    assert likeness(_sketch_of(""), _sketch_of("")) == 1.0
