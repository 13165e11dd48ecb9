"""How `check` goes about it: worst first, by code and speech, and without opening what has not changed."""

from pathlib import Path

import pytest
from archive_book import RAW, Book

from speechbook.pipeline import checking
from speechbook.pipeline.checking import check_archive


@pytest.fixture
def scratch(book: Path) -> Book:
    made = Book(book)
    made.put("甲.txt", RAW.replace("春灌", "春\ufffd灌"))
    made.put("乙.txt", "没有日期的讲话\n同志们：\n今天开会。\n")
    made.clean()
    made.pages()
    return made


def codes(scratch: Book, **chosen: list[str]) -> list[tuple[str, str]]:
    found = check_archive(scratch.settings, **chosen).findings
    return [(finding.speeches[0], finding.diagnostic.code.code) for finding in found]


def test_the_worst_is_first_with_file_line_and_excerpt(scratch: Book) -> None:
    finding = check_archive(scratch.settings).findings[0]
    assert finding.diagnostic.code.code == "lost-character"
    assert (finding.file, finding.file_line) == ("speeches/clean/jia.txt", 12)
    assert "要抓好春\ufffd灌" in finding.diagnostic.excerpt
    assert finding.advice


def test_one_kind_or_one_speech_can_be_asked_for(scratch: Book) -> None:
    assert codes(scratch, codes=["lost-character"]) == [("jia", "lost-character")]
    assert {speech for speech, _ in codes(scratch, speeches=["yi"])} == {"yi"}
    assert codes(scratch, speeches=["yi"], codes=["lost-character"]) == []


def test_what_has_not_changed_is_not_opened_again(scratch: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    bind = checking.bind_speech
    monkeypatch.setattr(checking, "bind_speech", lambda *args: opened.append(args[2]) or bind(*args))
    first = check_archive(scratch.settings)
    assert opened == ["jia", "yi"]
    opened.clear()
    assert check_archive(scratch.settings) == first
    assert opened == []
    scratch.edit("jia", "春\ufffd灌", "春耕春灌")
    assert "lost-character" not in dict(codes(scratch)).values()
    assert opened == ["jia"]


def test_a_raw_file_that_goes_or_changes_is_noticed(scratch: Book) -> None:
    check_archive(scratch.settings)
    (scratch.root / "speeches/raw/甲.txt").write_text("别的文字，完全不同。\n", encoding="utf-8")
    (scratch.root / "speeches/raw/乙.txt").unlink()
    found = {code: speech for speech, code in codes(scratch)}
    assert found["extraction-changed"] == "jia"
    assert found["raw-missing"] == "yi"


def test_a_clean_text_that_is_gone_is_forgotten(scratch: Book) -> None:
    check_archive(scratch.settings)
    scratch.clean_text("yi").unlink()
    assert {speech for speech, _ in codes(scratch)} == {"jia"}


def test_what_is_kept_gives_what_a_fresh_look_gives(scratch: Book) -> None:
    scratch.put("丙.txt", "丙讲话\n（2010年5月4日）\n同志们：\n请再看《没有日期的讲话》和《在全县会议上的讲话》。\n")
    scratch.clean()
    scratch.pages()
    check_archive(scratch.settings)
    scratch.edit("yi", "没有日期的讲话", "换了题目的讲话")
    scratch.edit("jia", "二、抓住重点\n", "")
    kept = check_archive(scratch.settings)
    for state in (scratch.root / "docs/_build/state").glob("findings*"):
        state.unlink()
    assert check_archive(scratch.settings) == kept
