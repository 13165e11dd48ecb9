"""Commands that are given outside a book, as by somebody who has just made one and not gone into it."""

from pathlib import Path

import pytest
from archive_book import RAW, Book
from click.testing import CliRunner, Result

from speechbook.cli import main

OF_A_BOOK = (
    ("add", "讲话.txt"),
    ("build",),
    ("check",),
    ("clean", "--write"),
    ("export", "--format", "csv"),
    ("frame", "static/text.css"),
    ("pages",),
    ("proofread",),
    ("remove", "shi-li-jiang-hua"),
    ("review", "--accept-inferred"),
    ("serve",),
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a file in it and no book, and go there."""
    folder = tmp_path / "资料"
    folder.mkdir()
    (folder / "讲话.txt").write_text(RAW, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("words", OF_A_BOOK, ids=lambda words: words[0])
def test_outside_a_book_nothing_is_written_and_the_way_is_named(here: Path, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "没有书" in done.stderr
    assert "speechbook new" in done.stderr
    assert [path.name for path in here.iterdir()] == ["讲话.txt"]


def test_a_book_in_the_folder_is_named(here: Path) -> None:
    run("new", "某 书", "--title", "书")
    done = run("add", "讲话.txt")
    assert done.exit_code == 2
    assert "cd '某 书'" in done.stderr
    assert not (here / "speeches").exists()


def test_within_a_book_its_root_is_found(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "书", "--title", "书")
    monkeypatch.chdir(here / "书" / "docs")
    assert run("add", "../../讲话.txt").exit_code == 0
    assert (here / "书" / "speeches" / "raw" / "讲话.txt").is_file()


def test_a_book_named_from_elsewhere_needs_no_cd(here: Path) -> None:
    run("new", "书", "--title", "书")
    assert run("--book", "书", "add", "讲话.txt").exit_code == 0


@pytest.mark.parametrize("words", [("clean", "讲话.txt"), ("explain", "讲话.txt"), ("outline", "讲话.txt")])
def test_what_works_on_a_file_needs_no_book(here: Path, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 0


def test_speeches_without_settings_are_a_book(book: Path) -> None:
    (book / "conf" / "book.toml").unlink()
    Book(book).put("讲话.txt")
    assert run("--book", str(book), "clean", "--write").exit_code == 0


def test_a_book_without_the_file_that_sphinx_reads_says_so_in_one_line(book: Path) -> None:
    (book / "conf" / "conf.py").unlink()
    Book(book).put("讲话.txt")
    done = run("--book", str(book), "build")
    assert done.exit_code == 2
    assert "conf.py" in done.stderr
    assert len(done.stderr.splitlines()) == 1
