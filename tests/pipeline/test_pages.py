"""From clean texts to pages: what is written, kept, removed, and what the page says."""

from pathlib import Path

import pytest
from archive_book import RAW, Book

from speechbook.pipeline.checking import check_archive

NAME = "jiang-hua"


@pytest.fixture
def scratch(book: Path) -> Book:
    made = Book(book)
    made.put("讲话.txt")
    made.clean()
    made.pages()
    return made


def test_sections_and_paragraphs_have_their_ids(scratch: Book) -> None:
    page = scratch.page(NAME)
    assert f"({NAME}-s2)=\n## 二、抓住重点" in page
    assert f"{{#{NAME}-p5}}\n各乡镇要抓好春灌，不误农时。" in page
    assert page.count("# 在全县会议上的讲话") == 1


def test_inferred_metadata_is_marked_until_an_editor_writes_it(scratch: Book) -> None:
    assert ":日期: 2008年3月12日 [推断]{.inferred}" in scratch.page(NAME)
    scratch.edit(NAME, "---\nid:", "---\ndate: 2008-03-12\nid:")
    scratch.pages()
    assert ":日期: 2008年3月12日\n" in scratch.page(NAME)


def test_a_hand_edit_shows_in_the_apparatus_as_the_editors(scratch: Book) -> None:
    scratch.edit(NAME, "不误农时", "不违农时")
    scratch.pages()
    before, after = "[“，不误农时”]{.script-hans}", "[“，不违农时”]{.script-hans}"
    assert f"[第 5 段](#{NAME}-p5)：编者改{before}为{after}。" in scratch.page(NAME)


def test_an_editors_paragraphs_appear_and_disappear(scratch: Book) -> None:
    scratch.edit(NAME, "大家要负起责任来。\n", "大家要负起责任来。\n会后马上行动。\n")
    scratch.edit(NAME, "去年，全县增长7.5%。\n", "")
    scratch.pages()
    page = scratch.page(NAME)
    assert "编者补[“会后马上行动。”]" in page
    assert "编者删[“去年，全县增长7\\.5\\%。”]" in page
    assert f"{{#{NAME}-p6a}}\n会后马上行动。" in page
    assert f"{{#{NAME}-p5}}\n各乡镇" in page, "the others keep their ids"


def test_nothing_changed_means_nothing_written(scratch: Book) -> None:
    before = {path: path.stat().st_mtime_ns for path in (scratch.root / "docs").rglob("*.md")}
    assert scratch.pages().written == 0
    assert {path: path.stat().st_mtime_ns for path in (scratch.root / "docs").rglob("*.md")} == before


def test_a_deleted_page_is_made_again(scratch: Book) -> None:
    (scratch.root / "docs" / "speeches" / f"{NAME}.md").unlink()
    assert scratch.pages().written == 1


def test_a_speech_that_left_takes_its_pages_along(scratch: Book) -> None:
    built = scratch.root / "docs" / "_build" / "html" / "zh-tw" / "speeches" / f"{NAME}.html"
    built.parent.mkdir(parents=True)
    built.write_text("x")
    scratch.clean_text(NAME).unlink()
    assert scratch.pages().removed == 1
    assert not built.exists()
    assert "讲话 0 篇" not in (scratch.root / "docs" / "lists" / "overview.txt").read_text(encoding="utf-8")


def test_the_rights_of_a_speech_stand_under_its_title(scratch: Book) -> None:
    assert ":版权:" not in scratch.page(NAME), "those of the book stand at the foot of every page"
    scratch.edit(NAME, "---\nid:", "---\nrights: <b>未经许可</b>\nid:")
    scratch.pages()
    assert ":版权: [\\<b\\>未经许可\\<\\/b\\>]{.script-hans}\n" in scratch.page(NAME)


def test_a_speech_that_became_a_draft_takes_whole_books_along(scratch: Book) -> None:
    build = scratch.root / "docs" / "_build"
    whole = [build / name for name in ("pdf/b.pdf", "epub/b.epub", "htmlzip/b.zip", "html/downloads/b.pdf")]
    for path in whole:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    scratch.pages()
    assert all(path.exists() for path in whole)
    scratch.edit(NAME, "---\nid:", "---\ndraft: true\nid:")
    scratch.pages()
    assert not any(path.exists() for path in whole)


def test_a_draft_is_nowhere(scratch: Book) -> None:
    scratch.edit(NAME, "---\nid:", "---\ndraft: true\nid:")
    result = scratch.pages()
    assert (result.speeches, result.removed) == (0, 1)
    pages = (path.read_text(encoding="utf-8") for path in (scratch.root / "docs").rglob("*.md"))
    assert not any("在全县会议上的讲话" in page for page in pages)


def test_a_clean_text_put_straight_in_needs_no_raw_file(scratch: Book) -> None:
    path = scratch.clean_text("direct")
    path.write_text("---\ntitle: 直接收入的讲话\nspeaker: 陆启衡\n---\n同志们：\n今天开会。\n", encoding="utf-8")
    scratch.pages()
    assert "本篇直接收入净文本，没有原件记录。" in scratch.page("direct")
    assert scratch.archive.load_trail("direct").ledger


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("Bad_Name", "一\n", "不能用作编号"),
        ("other", "---\nid: another\n---\n一\n", "与文件名不符"),
        ("broken", "---\nid: [\n---\n一\n", "写法有误"),
    ],
)
def test_a_bad_clean_text_is_named_and_stops_nothing(scratch: Book, name: str, text: str, reason: str) -> None:
    scratch.clean_text(name).write_text(text, encoding="utf-8")
    result = scratch.pages()
    assert result.speeches == 1
    assert [reason in str(problem) for problem in result.problems] == [True]


def test_a_read_only_run_gives_the_ids_that_the_next_writing_run_keeps(
    scratch: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.edit(NAME, "大家要负起责任来。\n", "新添的一段话在这里。\n大家要负起责任来。\n")
    trail = scratch.archive.trail_path(NAME).read_bytes()
    with monkeypatch.context() as patch:
        patch.setenv("READTHEDOCS", "True")
        scratch.pages()
    read_only = scratch.page(NAME)
    assert scratch.archive.trail_path(NAME).read_bytes() == trail
    assert any(f.diagnostic.code.code == "ledger-stale" for f in check_archive(scratch.settings).findings)
    (scratch.root / "docs" / "_build" / "state" / "pages.json").unlink()
    scratch.pages()
    assert scratch.page(NAME) == read_only
    assert not any(f.diagnostic.code.code == "ledger-stale" for f in check_archive(scratch.settings).findings)


def test_findings_name_the_line_of_the_file(scratch: Book) -> None:
    scratch.put("二.txt", RAW.replace("各乡镇", "各乡\ufffd镇"))
    scratch.clean()
    scratch.pages()
    finding = check_archive(scratch.settings).findings[0]
    assert finding.diagnostic.code.code == "lost-character"
    lines = (scratch.root / finding.file).read_text(encoding="utf-8").split("\n")
    assert "\ufffd" in lines[finding.file_line - 1]


def test_a_doubt_about_an_edit_is_answered_by_a_hand(scratch: Book) -> None:
    scratch.put("三.txt", RAW.replace("从", "从").replace("各乡镇", "各青简文秘网乡镇"))
    scratch.clean()
    scratch.pages()
    codes = {(f.file, f.diagnostic.code.code) for f in check_archive(scratch.settings).findings}
    assert ("speeches/clean/san.txt", "site-name-removed") in codes
    scratch.edit("san", "各乡镇要抓好", "各个乡镇要抓好")
    codes = {(f.file, f.diagnostic.code.code) for f in check_archive(scratch.settings).findings}
    assert ("speeches/clean/san.txt", "site-name-removed") not in codes


def test_the_quality_page_counts_what_was_repaired_and_what_is_doubtful(scratch: Book) -> None:
    scratch.put("三.txt", RAW.replace("各乡镇", "各青简文秘网乡镇"))
    scratch.clean()
    scratch.pages()
    page = (scratch.root / "docs" / "lists" / "quality.md").read_text(encoding="utf-8")
    assert "| [要紧]{.count} | 句中混入网站名，已删去；原处可能还缺一个词 | [1]{.count} |" in page
    assert "](../speeches/san.md#san-apparatus)]{.script-hans}" in page
    assert "| 半角标点改全角 | [8]{.count} |" in page
    assert "| 普通文本 | [2]{.count} |" in page
