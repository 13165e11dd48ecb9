"""Lines of Chinese on a terminal: as wide as it is, broken where a reader would break them; whole in a pipe."""

from pathlib import Path

import pytest
from archive_book import RAW, Book
from click.testing import CliRunner
from rich.cells import cell_len
from terminal import Terminal

from speechbook.cli import main
from speechbook.cli.filling import filled, paragraphs

LONG = "各位代表、同志们、朋友们所作的一个非常非常长的在全县春季农业生产暨水利工作会议上的讲话"


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    path = tmp_path / f"{LONG}.txt"
    path.write_text(RAW.replace("在全县会议上的讲话", LONG), encoding="utf-8")
    return path


def on_terminal(book: Path, *words: str, columns: int = 60) -> list[str]:
    with Terminal(["--book", str(book), *words], book, columns=columns) as terminal:
        terminal.end()
        return terminal.text.splitlines()


def test_what_add_says_fits_and_breaks_between_facts(book: Path, speech: Path) -> None:
    lines = on_terminal(book, "add", f"../{speech.name}")
    assert max(map(cell_len, lines)) <= 60
    start = next(number for number, line in enumerate(lines) if line.startswith("      文本（普通文本），修复"))
    assert lines[start + 1].startswith("      《各位代表")
    assert "｜" not in lines[start - 1]


def test_in_a_pipe_each_speech_has_one_line(book: Path, speech: Path) -> None:
    said = CliRunner().invoke(main, ["--book", str(book), "add", str(speech)]).stdout.splitlines()
    assert len(said) == 3
    assert cell_len(said[0]) > 120


def test_an_error_fits_too(book: Path) -> None:
    lines = on_terminal(book, "add", f"没有这份{LONG}.txt")
    assert max(map(cell_len, lines)) <= 60
    assert "".join(lines).startswith("speechbook：没有这份")


def test_what_is_left_to_do_fits(book: Path) -> None:
    Book(book).put(f"{LONG}.txt")
    lines = on_terminal(book, "check")
    assert max(map(cell_len, lines)) <= 60
    assert "没有清理" in "".join(lines)


def test_of_many_files_the_first_are_listed_and_the_others_counted(book: Path) -> None:
    for number in range(45):
        Book(book).put(f"讲话{number:02}.txt", f"{RAW}{number}")
    Book(book).put("照片.jpg", b"\xff\xd8\xff\xe0")
    lines = on_terminal(book, "clean", "--write")
    assert sum(line.startswith("新收：") for line in lines) == 20
    assert "另有：新收 25 份。" in lines
    assert any("这是图片" in line for line in lines[-3:])


def test_in_a_pipe_all_are_listed(book: Path) -> None:
    for number in range(45):
        Book(book).put(f"讲话{number:02}.txt", f"{RAW}{number}")
    assert CliRunner().invoke(main, ["--book", str(book), "clean", "--write"]).stdout.count("新收：") == 45


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("甲乙丙丁", ["甲乙丙丁"]),
        ("甲乙丙丁戊", ["甲乙丙丁", "戊"]),
        ("甲乙丙丁。", ["甲乙丙", "丁。"]),
        ("甲乙丙（丁）", ["甲乙丙", "（丁）"]),
        ("甲 --title 乙", ["甲", "--title", "乙"]),
        ("speechbook build", ["speechbook", "build"]),
        ("甲\ta", ["甲\ta"]),
    ],
)
def test_lines_end_where_they_may(text: str, lines: list[str]) -> None:
    assert filled(text, 8) == lines


def test_paragraphs_that_stand_as_they_are_are_not_filled() -> None:
    text = "一行长长的话\n接着的话\n\n\b\n例：\n  speechbook  check\n\n末段 a\nb"
    assert list(paragraphs(text, 80)) == [["一行长长的话接着的话"], ["例：", "  speechbook  check"], ["末段 a b"]]
