"""Raw files that nothing has been read from yet: what looks at clean texts must not call the book in order."""

from pathlib import Path

import pytest
from archive_book import RAW, Book
from click.testing import CliRunner, Result

from speechbook.cli import main

OTHER = RAW.replace("7.5%", "8.1%")


def run(book: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--book", str(book), *words])


@pytest.mark.parametrize(
    "words",
    [("check",), ("check", "--json"), ("check", "--code", "lost-list"), ("proofread",), ("export", "--format", "csv")],
    ids=" ".join,
)
def test_they_are_counted_and_the_next_step_is_named(book: Path, words: tuple[str, ...]) -> None:
    Book(book).put("甲/讲话.txt")
    done = run(book, *words)
    assert done.exit_code == 0
    assert "还有 1 份原件没有清理" in done.output
    assert "甲/讲话.txt" in done.output
    assert "speechbook build" in done.output


def test_output_for_programs_stays_pure(book: Path) -> None:
    Book(book).put("讲话.txt")
    assert run(book, "check", "--json").stdout == ""
    assert "没有清理" not in run(book, "export", "--format", "csv").stdout


def test_a_strict_check_fails_for_them(book: Path) -> None:
    Book(book).put("讲话.txt")
    assert run(book, "check", "--strict").exit_code == 1


def test_what_was_cleaned_is_not_counted(book: Path) -> None:
    Book(book).put("讲话.txt")
    Book(book).clean()
    assert "没有清理" not in run(book, "check").output


def test_what_was_cleaned_is_known_without_the_state_of_earlier_runs(book: Path) -> None:
    """As in a fresh clone, and after an update of the program."""
    Book(book).put("讲话.txt")
    Book(book).clean()
    (book / "docs" / "_build" / "state" / "clean.json").unlink()
    assert "没有清理" not in run(book, "check").output


def test_a_renamed_file_is_not_counted(book: Path) -> None:
    path = Book(book).put("讲话.txt")
    Book(book).clean()
    path.rename(path.with_name("改名.txt"))
    assert "没有清理" not in run(book, "check").output


def test_a_file_that_was_replaced_is_counted(book: Path) -> None:
    Book(book).put("讲话.txt")
    Book(book).clean()
    Book(book).put("讲话.txt", OTHER)
    assert "还有 1 份原件没有清理" in run(book, "check").output


def test_of_many_a_few_are_named(book: Path) -> None:
    for number in range(5):
        Book(book).put(f"讲话{number}.txt", f"{RAW}{number}")
    said = run(book, "check").output
    assert "还有 5 份原件没有清理" in said
    assert "讲话2.txt等" in said
    assert "讲话3.txt" not in said


def test_looking_at_one_speech_does_not_speak_of_others(book: Path) -> None:
    Book(book).put("讲话.txt")
    Book(book).clean()
    Book(book).put("别的.txt", OTHER)
    assert "没有清理" not in run(book, "check", "--speech", "jiang-hua").output


def test_what_wants_an_eye_is_followed_by_the_way_to_settle_it(book: Path) -> None:
    Book(book).put("讲话.txt", RAW.replace("同志们", "同志们，我讲五点意见。\n各位"))
    Book(book).clean()
    assert "speechbook review" in run(book, "check").output


def test_where_metadata_alone_is_inferred_the_way_to_confirm_it_is_named(book: Path) -> None:
    Book(book).put("讲话.txt", "在例会上的讲话\n（2008年3月12日）\n陆启衡\n同志们：\n今天的会很短，讲一件事。\n")
    run(book, "clean", "--write")
    assert "--accept-inferred" in run(book, "check").output
    run(book, "review", "--accept-inferred", "--yes")
    assert "--accept-inferred" not in run(book, "check").output


def test_a_book_in_order_is_followed_by_nothing(book: Path) -> None:
    assert run(book, "check").output == "要紧 0 处，待查 0 处，提示 0 处。\n"
