"""Cleaning again after rules, libraries or raw files changed: hand edits stay, and a conflict changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from archive_book import RAW, Book
from hypothesis import given, settings
from hypothesis import strategies as st

from speechbook.clean import clean_text
from speechbook.pipeline import cleaning, cleaning_archive, raw_cleaning
from speechbook.pipeline.binding import bind_speech
from speechbook.pipeline.checking import check_archive
from speechbook.pipeline.cleaning import machine_text
from speechbook.pipeline.merging import merge_lines
from speechbook.pipeline.raw_tasks import Outcome

NAME = "jiang-hua"
WITHOUT_MARKS = "各乡镇要抓好春灌,不误农时。"


@pytest.fixture
def scratch(book: Path) -> Book:
    return Book(book)


@pytest.fixture
def old_rules(monkeypatch: pytest.MonkeyPatch) -> Callable[[Book], None]:
    """Give a function that cleans as before a rule was made that widens marks."""

    def clean_as_before(scratch: Book) -> None:
        def with_less(source: str, names: tuple[str, ...], off: frozenset[str], *more: object) -> object:
            return clean_text(source, names, off | {"widen_punctuation"}, *more)

        with monkeypatch.context() as patch:
            patch.setattr(cleaning, "clean_text", with_less)
            patch.setattr(cleaning_archive, "fingerprint", lambda *_: "old rules")
            scratch.clean()
        assert WITHOUT_MARKS in text_of(scratch)

    return clean_as_before


def text_of(scratch: Book) -> str:
    return scratch.clean_text(NAME).read_text(encoding="utf-8")


def test_a_better_rule_and_a_hand_edit_in_another_paragraph(scratch: Book, old_rules: Callable[[Book], None]) -> None:
    scratch.put("讲话.txt")
    old_rules(scratch)
    scratch.edit(NAME, "大家要负起责任来。", "大家都要负起责任来！")
    assert scratch.clean() == {"讲话.txt": Outcome.MERGED}
    assert "今天，我讲三点意见。" in text_of(scratch)
    assert "大家都要负起责任来！" in text_of(scratch)


def test_a_better_rule_and_a_hand_edit_elsewhere_in_the_same_paragraph(
    scratch: Book, old_rules: Callable[[Book], None]
) -> None:
    scratch.put("讲话.txt")
    old_rules(scratch)
    scratch.edit(NAME, WITHOUT_MARKS, "各个乡镇要抓好春灌,不误农时节气。")
    assert scratch.clean() == {"讲话.txt": Outcome.MERGED}
    assert "各个乡镇要抓好春灌，不误农时节气。" in text_of(scratch)
    bound = bind_speech(scratch.archive, scratch.settings, NAME)
    assert [(c.before, c.after) for c in bound.apparatus.editor_changes] == [
        ("各乡镇", "各个乡镇"),
        ("农时。", "农时节气。"),
    ]


def test_the_same_place_changed_in_two_ways_is_a_conflict(scratch: Book, old_rules: Callable[[Book], None]) -> None:
    scratch.put("讲话.txt")
    old_rules(scratch)
    scratch.edit(NAME, WITHOUT_MARKS, "各乡镇要抓好春灌；不误农时。")
    before = scratch.snapshot()
    assert scratch.clean() == {"讲话.txt": Outcome.CONFLICT}
    assert scratch.snapshot() == before, "neither text nor trail is touched"
    assert scratch.clean() == {"讲话.txt": Outcome.CONFLICT}, "it is said again until it is settled"
    trail = scratch.archive.load_trail(NAME)
    assert machine_text(scratch.archive, trail) is not None, "the trail still fits the raw file"
    scratch.edit(NAME, "春灌；不误", "春灌，不误")
    assert scratch.clean() == {"讲话.txt": Outcome.MERGED}
    assert "今天，我讲三点意见。" in text_of(scratch)


def test_the_same_change_by_hand_and_by_rule_is_none(scratch: Book, old_rules: Callable[[Book], None]) -> None:
    scratch.put("讲话.txt")
    old_rules(scratch)
    scratch.edit(NAME, WITHOUT_MARKS, "各乡镇要抓好春灌，不误农时。")
    assert scratch.clean() == {"讲话.txt": Outcome.MERGED}
    assert bind_speech(scratch.archive, scratch.settings, NAME).apparatus.editor_changes == ()


def test_a_replaced_raw_file_is_merged_with_hand_edits(scratch: Book) -> None:
    scratch.put("讲话.txt")
    scratch.clean()
    scratch.edit(NAME, "大家要负起责任来。", "大家都要负起责任来！\n插入的一段。")
    scratch.edit(NAME, "一、认清形势\n", "")
    scratch.pages()
    scratch.put("讲话.txt", RAW.replace("不误农时。", "不误农时。\n补上的一段。"))
    assert scratch.clean() == {"讲话.txt": Outcome.MERGED}
    text = text_of(scratch)
    assert "大家都要负起责任来！\n插入的一段。" in text
    assert "不误农时。\n补上的一段。" in text
    assert "一、认清形势" not in text
    assert list(scratch.archive.ids()) == [NAME]


def test_a_raw_file_replaced_before_the_hand_edits_were_noted_is_a_conflict(scratch: Book) -> None:
    scratch.put("讲话.txt")
    scratch.clean()
    scratch.pages()
    scratch.edit(NAME, "大家要负起责任来。", "大家都要负起责任来！")
    scratch.put("讲话.txt", RAW.replace("不误农时。", "不误农时。\n补上的一段。"))
    before = scratch.snapshot()
    assert scratch.clean() == {"讲话.txt": Outcome.CONFLICT}
    assert scratch.snapshot() == before
    # The old raw file, from version control or a copy, settles it.
    scratch.put("讲话.txt")
    scratch.clean()
    scratch.pages()
    scratch.put("讲话.txt", RAW.replace("不误农时。", "不误农时。\n补上的一段。"))
    assert scratch.clean() == {"讲话.txt": Outcome.MERGED}


def test_a_replaced_raw_file_updates_a_text_no_hand_has_touched(scratch: Book) -> None:
    scratch.put("讲话.txt")
    scratch.clean()
    scratch.put("讲话.txt", RAW.replace("不误农时。", "不误农时。\n补上的一段。"))
    assert scratch.clean() == {"讲话.txt": Outcome.UPDATED}
    assert "补上的一段。" in text_of(scratch)


def test_front_matter_is_the_editors_and_stays(scratch: Book, old_rules: Callable[[Book], None]) -> None:
    scratch.put("讲话.txt")
    old_rules(scratch)
    scratch.edit(NAME, "\nraw:", "\nspeaker: 陆启衡\ntopics: [春灌]\nown_key: 1\nraw:")
    scratch.edit(NAME, "大家要负起责任来。", "大家都要负起责任来！")
    assert scratch.clean() == {"讲话.txt": Outcome.MERGED}
    meta = scratch.archive.load_clean(NAME).meta
    assert (meta.speaker, meta.topics) == ("陆启衡", ("春灌",))
    assert "\nown_key:" in text_of(scratch)
    assert "春灌，不误农时" in text_of(scratch)
    assert "大家都要负起责任来！" in text_of(scratch)


PAGE = (
    "<html><head><title>讲话</title></head><body><div id='content'><p>在全县会议上的讲话</p><p>同志们：</p>"
    + "".join(f"<p>第{n}件事，各乡镇要抓好春灌，不误农时，把责任落实到每一个村、每一户。</p>" for n in range(1, 9))
    + "</div></body></html>"
)


def test_the_trail_of_a_page_keeps_both_hashes_and_the_extractor(scratch: Book) -> None:
    scratch.put("讲话.html", PAGE)
    scratch.clean()
    raw = scratch.archive.load_trail(NAME).raw
    assert raw is not None
    assert raw.extractor
    assert len(raw.sha256) == len(raw.text_sha256) == 64
    assert raw.sha256 != raw.text_sha256
    traced = cleaning.traced_text(scratch.archive, scratch.archive.load_trail(NAME))
    assert isinstance(traced, cleaning.TracedText)
    assert cleaning.text_hash(traced.source) == raw.text_sha256, "the trail starts at the extracted text"


def test_another_extractor_is_noticed_and_nothing_is_forced_on_its_text(
    scratch: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.put("讲话.html", PAGE)
    scratch.clean()
    scratch.pages()
    before = text_of(scratch)
    read = cleaning.read_document

    def newer(name: str, data: bytes) -> object:
        found = read(name, data)
        source = replace(found.source, text=found.source.text.replace("第1件事", "多出的字。第1件事"))
        return replace(found, source=source, extractor="next 9")

    for module in (cleaning, raw_cleaning):
        monkeypatch.setattr(module, "read_document", newer)
    monkeypatch.setattr(cleaning_archive, "extractor_versions", lambda: ("9",))
    monkeypatch.setattr("speechbook.pipeline.checking.extractor_versions", lambda: ("9",))
    (found,) = check_archive(scratch.settings, codes=["extraction-changed"]).findings
    old = scratch.archive.load_trail(NAME).raw
    assert old is not None
    assert f"记录的是 {old.extractor}，现在是 next 9" in found.diagnostic.detail
    assert text_of(scratch) == before
    # What the diagnostic advises works: a new version of a library makes the file be cleaned again.
    assert scratch.clean() == {"讲话.html": Outcome.UPDATED}
    new = scratch.archive.load_trail(NAME).raw
    assert new is not None
    assert new.extractor == "next 9"
    assert "多出的字" in text_of(scratch)
    assert check_archive(scratch.settings, codes=["extraction-changed"]).findings == ()


def test_neighbouring_paragraphs_are_merged() -> None:
    base = ["一,甲", "二,乙", "三,丙"]
    assert merge_lines(["一,甲", "二,乙改", "三,丙"], base, ["一，甲", "二,乙", "三，丙"]) == (
        "一，甲",
        "二,乙改",
        "三，丙",
    )


def test_a_paragraph_split_by_hand_takes_the_marks_of_the_rule() -> None:
    assert merge_lines(["一,甲。", "二,乙。"], ["一,甲。二,乙。"], ["一，甲。二，乙。"]) == ("一，甲。", "二，乙。")


def test_touching_changes_are_a_conflict() -> None:
    assert merge_lines(["一；甲"], ["一,甲"], ["一，甲"]) is None
    assert merge_lines(["一,甲"], ["一,甲", "二,乙"], ["一,甲", "二，乙"]) is None


def test_text_that_looks_like_a_conflict_is_left_alone() -> None:
    marker = "<" * 53
    assert merge_lines([f"{marker} ours"], ["甲"], ["甲"]) is None


@settings(max_examples=25)
@given(st.lists(st.text("甲乙,，。𠮷\ud800 =<", min_size=1, max_size=6), min_size=1, max_size=4))
def test_a_side_that_changed_nothing_gives_the_other(lines: list[str]) -> None:
    base = ["甲,乙", "丙"]
    assert merge_lines(lines, base, base) == tuple(lines)
    assert merge_lines(base, base, lines) == tuple(lines)
