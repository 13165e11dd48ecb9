"""Ids through what editors and better rules do to a speech: on disk, with its trail, run after run."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from archive_book import RAW, Book

from speechbook.clean import clean_text
from speechbook.clean.mixed_script import ScriptUnifier
from speechbook.model import Cleaned
from speechbook.pipeline import cleaning, cleaning_archive
from speechbook.pipeline.checking import check_archive
from speechbook.pipeline.raw_tasks import Outcome

NAME = "jiang-hua"
LONG = (
    f"{RAW}今年雨水来得早，各乡镇要把清淤疏渠的活赶在惊蛰之前干完，一处也不能拖。\n"
    "会后各单位分头讨论，把任务落到人头，下周一报县政府办公室汇总。\n"
)


@pytest.fixture
def scratch(book: Path) -> Book:
    made = Book(book)
    made.put("讲话.txt", LONG)
    made.clean()
    made.pages()
    return made


def ids(made: Book) -> dict[str, str]:
    """Give the paragraphs of the page by id."""
    found = re.findall(rf"^\{{#{NAME}-(p\w+)[^}}]*\}}\n(.+)$", made.page(NAME), re.MULTILINE)
    return dict(found)


def ledger(made: Book) -> dict[str, bool]:
    return {entry.id: entry.retired for entry in made.archive.load_trail(NAME).ledger}


def id_of(made: Book, words: str) -> str:
    return next(name for name, text in ids(made).items() if words in text)


def codes(made: Book) -> set[str]:
    return {finding.diagnostic.code.code for finding in check_archive(made.settings).findings}


def test_a_year_of_work_on_one_speech(scratch: Book) -> None:
    first = ids(scratch)
    rain, talks = id_of(scratch, "今年雨水"), id_of(scratch, "会后各单位")
    known = ledger(scratch)

    def after(before: str, now: str) -> dict[str, str]:
        nonlocal known
        scratch.edit(NAME, before, now)
        scratch.pages()
        grown = ledger(scratch)
        assert list(known) == [name for name in grown if name in known] or known.keys() <= grown.keys()
        assert all(grown[name] for name, retired in known.items() if retired), "what is retired stays so"
        known = grown
        return ids(scratch)

    edited = after("一处也不能拖", "一处也不许拖，一天也不许等")
    assert list(edited) == list(first)
    split = after("干完，一处", "干完。\n一处")
    assert set(first) < set(split)
    assert rain in split
    joined = after("干完。\n一处", "干完，一处")
    assert joined[rain].startswith("今年雨水")
    assert set(joined) == set(first)
    text = scratch.clean_text(NAME).read_text(encoding="utf-8").split("\n")
    moved = "\n".join([*text[:-3], text[-2], text[-3], ""])
    scratch.clean_text(NAME).write_text(moved, encoding="utf-8")
    scratch.pages()
    assert (id_of(scratch, "今年雨水"), id_of(scratch, "会后各单位")) == (rain, talks)
    gone = after(next(line for line in moved.split("\n") if line.startswith("会后")) + "\n", "")
    assert talks not in gone
    assert known[talks]
    new = after("一、认清形势", "散会以后不许走样，说到就要做到。\n一、认清形势")
    assert talks not in new
    assert set(first) - {talks} < set(new)


def test_a_better_raw_file_keeps_ids(scratch: Book) -> None:
    first = ids(scratch)
    scratch.put("讲话.txt", LONG.replace("会后各", "散会后各").replace("去年,全县", "去年,在大旱之年,全县"))
    assert scratch.clean() == {"讲话.txt": Outcome.UPDATED}
    scratch.pages()
    assert list(ids(scratch)) == list(first)
    assert ids(scratch)[list(first)[-1]].startswith("散会后各单位")


def test_better_rules_keep_ids_and_hand_edits(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Book(book)
    made.put("讲话.txt", LONG)
    with monkeypatch.context() as patch:
        patch.setattr(cleaning, "clean_text", without_widening)
        patch.setattr(cleaning_archive, "fingerprint", lambda *_: "old rules")
        made.clean()
    made.pages()
    first = ids(made)
    assert "今天\\," in made.page(NAME)
    made.edit(NAME, "会后各单位", "散会后各单位")
    assert made.clean() == {"讲话.txt": Outcome.MERGED}
    made.pages()
    assert list(ids(made)) == list(first)
    assert "今天，" in made.page(NAME)
    assert ids(made)[list(first)[-1]].startswith("散会后各单位")


def without_widening(
    source: str, names: Sequence[str], off: frozenset[str], preset: str, unify: ScriptUnifier
) -> Cleaned:
    """Clean as older rules did."""
    return clean_text(source, names, off | {"widen_punctuation"}, preset, unify)


def test_cleaning_again_without_any_change_gives_the_same_ledger(scratch: Book) -> None:
    before = scratch.archive.trail_path(NAME).read_bytes()
    for path in (scratch.root / "docs/_build/state").glob("*.json"):
        path.unlink()
    scratch.clean()
    scratch.pages()
    assert scratch.archive.trail_path(NAME).read_bytes() == before


@pytest.mark.parametrize("variable", ["CI", "READTHEDOCS"])
@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("大家要负起责任来。\n", "新添的一段话在这里。\n大家要负起责任来。\n"),
        ("今年雨水来得早", "今年开春雨水来得早"),
        ("大家要负起责任来。\n", ""),
        ("干完，一处", "干完。\n一处"),
        ("拖。\n会后", "拖。会后"),
    ],
)
def test_a_run_that_may_not_write_gives_the_ids_that_are_kept(
    scratch: Book, monkeypatch: pytest.MonkeyPatch, variable: str, before: str, now: str
) -> None:
    scratch.edit(NAME, before, now)
    trail = scratch.archive.trail_path(NAME).read_bytes()
    with monkeypatch.context() as patch:
        patch.setenv(variable, "true" if variable == "CI" else "True")
        scratch.pages()
        assert "ledger-stale" in codes(scratch)
    read_only = ids(scratch)
    assert scratch.archive.trail_path(NAME).read_bytes() == trail
    (scratch.root / "docs/_build/state/pages.json").unlink()
    scratch.pages()
    assert ids(scratch) == read_only
    assert "ledger-stale" not in codes(scratch)


def test_the_strict_check_fails_on_a_stale_ledger_and_on_nothing_else(scratch: Book) -> None:
    scratch.edit(NAME, "---\nid:", "---\ndate: 2008-03-12\nspeaker: 陆启衡\noccasion: 例会\nplace: 礼堂\nid:")
    scratch.pages()

    def strict() -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join((str(Path(__file__).resolve().parents[2] / "scripts"), os.environ.get("PYTHONPATH", "")))
        command = [sys.executable, "-m", "speechbook", "check", "--strict"]
        variables = {**os.environ, "PYTHONPATH": path}
        return subprocess.run(
            command, cwd=scratch.root, env=variables, capture_output=True, text=True, timeout=60, check=False
        )

    fresh = strict()
    scratch.edit(NAME, "今年雨水来得早", "今年开春雨水来得早")
    stale = strict()
    assert stale.returncode == 1
    assert "ledger-stale" in stale.stdout
    assert "ledger-stale" not in fresh.stdout
    assert fresh.returncode == 0, fresh.stdout
