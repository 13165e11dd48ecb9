"""The feed: valid, in the order in which version control saw the speeches come, the same at every run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from archive_book import Book
from lxml import etree

from export.export_book import HERE, export, exported, jing, make_book, put, set_address

ATOM = "{http://www.w3.org/2005/Atom}"


def git(book: Book, *words: str, when: str = "2020-01-01T00:00:00Z") -> None:
    subprocess.run(
        [str(shutil.which("git")), "-C", str(book.root), "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
        env={**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
        check=True,
        capture_output=True,
    )


def commit(book: Book, when: str) -> None:
    git(book, "add", "-A")
    git(book, "commit", "-m", "x", when=when)


@pytest.fixture
def scratch(book: Path) -> Book:
    made = make_book(book)
    git(made, "init", "-q")
    commit(made, "2020-01-01T00:00:00Z")
    return made


def entries(book: Book, *words: str) -> list[tuple[str, str, str]]:
    feed = etree.fromstring(exported(book, "--format", "atom", *words).encode())
    return [
        tuple(entry.findtext(f"{ATOM}{key}", "") for key in ("title", "published", "updated"))
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_the_feed_is_valid(scratch: Book, tmp_path: Path) -> None:
    for number, address in enumerate(("", "https://example.org/book/")):
        set_address(scratch, address)
        for edition in ("zh-hans", "zh-tw"):
            path = tmp_path / f"{number}-{edition}.atom"
            exported(scratch, "--format", "atom", "--edition", edition, "--output", str(path))
            assert path.read_text("utf-8").count("<entry") == 6
    assert jing(HERE / "atom.rnc", *tmp_path.glob("*.atom")) == ""
    bad = tmp_path / "bad.xml"
    bad.write_text(path.read_text("utf-8").replace("<published>2020", "<published>MMXX", 1), encoding="utf-8")
    assert "error" in jing(HERE / "atom.rnc", bad)


def test_what_came_last_comes_first(scratch: Book) -> None:
    put(scratch, "second", "---\ntitle: 第二批\n---\n同志们：\n来了。\n")
    commit(scratch, "2021-05-06T08:00:00+08:00")
    scratch.edit("own-rights", "讀書要慢", "讀書要快")
    commit(scratch, "2022-01-01T00:00:00Z")
    found = entries(scratch)
    assert found[0] == ("第二批", "2021-05-06T00:00:00Z", "2021-05-06T00:00:00Z")
    changed = next(entry for entry in found if entry[0].startswith("在開學"))
    assert changed[1:] == ("2020-01-01T00:00:00Z", "2022-01-01T00:00:00Z")
    assert entries(scratch, "--limit", "1") == found[:1]
    assert len(entries(scratch, "--limit", "0")) == 7
    feed = exported(scratch, "--format", "atom")
    assert feed.partition("<entry")[0].count("<updated>2022-01-01T00:00:00Z</updated>") == 1


def test_a_draft_is_new_on_the_day_it_is_published(scratch: Book) -> None:
    put(scratch, "later", "---\ntitle: 等着的\ndraft: true\n---\n同志们：\n来了。\n")
    commit(scratch, "2021-01-01T00:00:00Z")
    assert "等着的" not in [entry[0] for entry in entries(scratch)]
    scratch.edit("later", "draft: true\n", "")
    commit(scratch, "2023-01-01T00:00:00Z")
    assert entries(scratch)[0] == ("等着的", "2023-01-01T00:00:00Z", "2023-01-01T00:00:00Z")


def test_ids_outlive_a_move_and_a_new_title(scratch: Book) -> None:
    def ids() -> list[str | None]:
        feed = etree.fromstring(exported(scratch, "--format", "atom").encode())
        return [element.text for element in feed.iter(f"{ATOM}id")]

    before = ids()
    assert len(set(before)) == 7
    set_address(scratch, "https://elsewhere.example/")
    scratch.edit("own-rights", "title: 在開學典禮", "title: 於開學典禮")
    commit(scratch, "2020-01-01T00:00:00Z")
    assert ids() == before


def test_what_is_not_committed_is_said(book: Path) -> None:
    loose = make_book(book)
    done = export(loose, "--format", "atom")
    assert done.exit_code == 0
    assert "6 篇没有提交进版本库" in done.stderr


def test_a_shallow_clone_is_said(scratch: Book, tmp_path: Path) -> None:
    put(scratch, "second", "---\ntitle: 第二批\n---\n同志们：\n来了。\n")
    commit(scratch, "2021-05-06T00:00:00Z")
    copy = tmp_path / "copy"
    git(scratch, "clone", "-q", "--depth", "1", f"file://{scratch.root}", str(copy))
    done = export(Book(copy), "--format", "atom")
    assert "浅克隆" in done.stderr
