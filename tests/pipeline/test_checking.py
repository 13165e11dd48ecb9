"""What `speechbook check` reports, each kind with a text that has it and one that has not."""

import json
from pathlib import Path

import pytest

from pipeline.archive_book import Book
from speechbook.diagnostics import DiagnosticCode, Weight
from speechbook.pipeline.checking import check_archive

_HEAD = "---\ntitle: 讲话\nspeaker: 方大川\ndate: 2009-03-12\n---\n"
_SOUND = "一、修渠\n渠要修，修渠的办法大家都知道。\n二、守库\n库要守，守库的办法也都知道。\n"


@pytest.fixture
def made(book: Path) -> Book:
    return Book(book)


def put(book: Book, name: str, text: str) -> None:
    path = book.clean_text(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def codes(book: Book) -> list[str]:
    book.pages()
    found = check_archive(book.settings).findings
    return [f"{f.file_line} {f.diagnostic.code.code}" for f in found if f.diagnostic.code.weight is not Weight.NOTE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_HEAD + _SOUND, []),
        (_HEAD + "今天讲三点意见。\n水的事情说了多少年，今年一定要办成，大家分头去办。\n", ["6 lost-list"]),
        (_HEAD + _SOUND.replace("二、", "三、"), ["8 numbering-gap"]),
        (_HEAD + _SOUND + _SOUND, ["10 numbering-restart"]),
        (_SOUND, ["0 metadata-missing", "0 metadata-missing"]),
        (_HEAD.replace("方大川", "''") + _SOUND, ["0 metadata-missing"]),
    ],
    ids=["sound", "broken announcement", "gap", "restart", "no metadata", "no speaker"],
)
def test_each_kind_is_reported_at_its_line(made: Book, text: str, expected: list[str]) -> None:
    put(made, "speech", text)
    assert codes(made) == expected


def test_a_link_to_nothing_is_reported(made: Book) -> None:
    put(made, "speech", _HEAD.replace("date:", 'links: ["添加: 修渠 -> nowhere-p3"]\ndate:') + _SOUND)
    assert any(code.endswith(DiagnosticCode.DANGLING_LINK.code) for code in codes(made))


def test_the_page_says_where_a_list_is_lost(made: Book) -> None:
    put(made, "speech", _HEAD + "今天讲三点意见。\n水的事情说了多少年，今年一定要办成，大家分头去办。\n")
    made.pages()
    assert "疑有缺文`" in made.page("speech")


def test_a_speech_called_like_a_paragraph_of_another_is_reported(made: Book) -> None:
    put(made, "office", _HEAD + _SOUND)
    put(made, "office-p1", _HEAD + _SOUND)
    put(made, "office-p99", _HEAD + _SOUND)
    put(made, "office-2", _HEAD + _SOUND)
    made.pages()
    found = [f for f in check_archive(made.settings).findings if f.diagnostic.code is DiagnosticCode.DUPLICATE_ID]
    assert [f.file for f in found] == ["speeches/clean/office-p1.txt"]


def test_an_id_twice_in_a_ledger_is_reported(made: Book) -> None:
    put(made, "speech", _HEAD + _SOUND)
    made.pages()
    path = made.root / "speeches" / "trail" / "speech.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    table["ledger"].append(table["ledger"][0])
    path.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    found = {f.diagnostic.code for f in check_archive(made.settings).findings}
    assert found & {DiagnosticCode.DUPLICATE_ID, DiagnosticCode.LEDGER_STALE}
