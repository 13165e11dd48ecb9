"""What a change redoes: the table below, from the program as it is, by the files that are read or written anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from archive_book import Book

from speechbook.pipeline import cleaning_archive, drafting, pages, raw_cleaning, state

CODE = Path(state.__file__).parents[1]
SETTINGS = """
[book]
title = "讲话集"
[links]
passages = true
"""
SHARED = "我们要把群众的冷暖时刻放在心上，把各项工作落到实处，决不能有半点马虎。"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = Book(tmp_path)
    (tmp_path / "conf" / "lexicon").mkdir(parents=True)
    (tmp_path / "conf" / "book.toml").write_text(SETTINGS, encoding="utf-8")
    for number in range(3):
        made.put(f"第{number}次.txt", f"在第{number}次会议上的讲话\n同志们：\n{SHARED}\n今天讲第{number}件事。\n")
    made.put("无关.txt", "在另一次会议上的讲话\n同志们：\n这一篇谁也没有提到，也没有提到谁。\n")
    made.clean()
    made.pages()
    return made


@pytest.fixture
def redone(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Gather which raw files are cleaned and which speeches are read."""
    seen: dict[str, list[str]] = {"cleaned": [], "read": []}
    clean, draft = raw_cleaning.FileCleaner.__call__, drafting.PageDrafter.__call__

    def noting_clean(self: raw_cleaning.FileCleaner, task: raw_cleaning.RawTask) -> object:
        seen["cleaned"].append(task.path)
        return clean(self, task)

    def noting_draft(self: drafting.PageDrafter, name: str) -> object:
        seen["read"].append(name)
        return draft(self, name)

    monkeypatch.setattr(raw_cleaning.FileCleaner, "__call__", noting_clean)
    monkeypatch.setattr(drafting.PageDrafter, "__call__", noting_draft)
    return seen


def _code(room: str) -> Callable[[Book, pytest.MonkeyPatch], None]:
    """Change one room or module of the program, as its fingerprint sees it."""

    def change(_book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
        code_of = state._code_of
        assert (CODE / room).exists()
        monkeypatch.setattr(state, "_code_of", lambda name: code_of(name) + (b"!" if name == room else b""))

    return change


def _setting(before: str, after: str) -> Callable[[Book, pytest.MonkeyPatch], None]:
    def change(book: Book, _patch: pytest.MonkeyPatch) -> None:
        path = book.root / "conf" / "book.toml"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    return change


def _lexicon(name: str, line: str) -> Callable[[Book, pytest.MonkeyPatch], None]:
    def change(book: Book, _patch: pytest.MonkeyPatch) -> None:
        (book.root / "conf" / "lexicon" / name).write_text(f"{line}\n", encoding="utf-8")

    return change


def _edit(name: str, before: str, after: str) -> Callable[[Book, pytest.MonkeyPatch], None]:
    return lambda book, _patch: book.edit(name, before, after)


def _touch(book: Book, _patch: pytest.MonkeyPatch) -> None:
    path = book.root / "speeches" / "raw" / "无关.txt"
    path.write_bytes(path.read_bytes())


def _no_change(_book: Book, _patch: pytest.MonkeyPatch) -> None:
    pass


ALL, NONE = 4, 0
CASES = (
    # what changes, how, raw files cleaned again, speeches read again, pages written
    ("nothing", _no_change, NONE, NONE, NONE),
    ("a cleaning rule", _code("clean"), ALL, ALL, NONE),
    ("the table of scripts", _code("variants"), ALL, ALL, NONE),
    ("what reads files", _code("read"), ALL, NONE, NONE),
    ("a rule of the outline", _code("outline"), NONE, ALL, NONE),
    ("how pages are written", _code("write"), NONE, ALL, NONE),
    ("the title of the book", _setting("讲话集", "讲话选"), NONE, NONE, NONE),
    ("which rules run", _setting("[links]", "[clean]\noff = ['drop_empty_lines']\n[links]"), ALL, NONE, NONE),
    ("which links there are", _setting("passages = true", "passages = false"), NONE, ALL, 3),
    ("names of web sites", _lexicon("watermarks.txt", "某某文秘网"), ALL, NONE, NONE),
    ("the editions", _setting("[links]", "[editions]\npublish = ['zh-hk']\n[links]"), NONE, NONE, NONE),
    ("the PDF", _setting("[links]", "[pdf]\nstyle = 'gbt9704'\n[links]"), NONE, NONE, NONE),
    ("a raw file touched, not changed", _touch, 1, 1, NONE),
    ("a clean text", _edit("wu-guan", "谁也没有", "谁都没有"), 1, 1, 1),
    ("a quoted passage", _edit("di-1-ci", "半点马虎", "一点马虎"), 1, 3, 3),
    ("a title that others show", _edit("di-1-ci", "第1次会议", "第一次会议"), 1, 3, 3),
)


@pytest.mark.parametrize(
    ("change", "cleaned", "read", "written"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_change_redoes_what_depends_on_it(
    change: Callable[[Book, pytest.MonkeyPatch], None],
    cleaned: int,
    read: int,
    written: int,
    book: Book,
    redone: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change(book, monkeypatch)
    book.clean()
    done = book.pages()
    assert (len(redone["cleaned"]), len(set(redone["read"])), done.written) == (cleaned, read, written)
    redone["cleaned"].clear()
    redone["read"].clear()
    book.clean()
    assert (book.pages().written, redone) == (0, {"cleaned": [], "read": []})


def test_every_part_that_cleaning_and_pages_depend_on_is_there() -> None:
    for room in (*cleaning_archive._ROOMS, *pages._ROOMS):
        assert (CODE / room).exists(), room
