"""The latest additions: on the landing page and in the feed beside the pages, by the commits that brought them."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from archive_book import Book
from lxml import etree

from export.export_book import HERE, jing
from publish import test_site
from publish.conftest import only_one
from publish.small_book import EDITIONS, book_command

published = test_site.published
ATOM = "{http://www.w3.org/2005/Atom}"


def git(root: Path, *words: str, when: str = "2020-01-01T00:00:00Z") -> None:
    subprocess.run(
        [str(shutil.which("git")), "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
        env={**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
        check=True,
        capture_output=True,
    )


def put(book: Book, name: str, date: str, when: str = "") -> None:
    """Put a speech in, and commit it."""
    text = f"在{name}会议上的讲话\n（{date}）\n同志们：\n今天讲{name}的事。\n"
    (book.root / "speeches/clean").mkdir(parents=True, exist_ok=True)
    book.clean_text(name).write_text(text, encoding="utf-8")
    if when:
        git(book.root, "add", "-A")
        git(book.root, "commit", "-m", name, when=when)


def latest(book: Book) -> list[str]:
    book.pages()
    text = (book.root / "docs/lists/overview.txt").read_text(encoding="utf-8")
    _, found, table = text.partition("## 最近收入\n")
    assert found
    return re.findall(r"speeches/([a-z]+)\.md", table)


@pytest.fixture
def scratch(book: Path) -> Book:
    made = Book(book)
    git(made.root, "init", "-q")
    (made.root / ".gitignore").write_text("docs/\n", encoding="utf-8")
    return made


def test_the_landing_page_names_what_came_last_whatever_its_date(scratch: Book) -> None:
    put(scratch, "jia", "2015年3月1日", "2021-01-01T00:00:00Z")
    put(scratch, "yi", "1998年3月1日", "2023-01-01T00:00:00Z")
    put(scratch, "bing", "2009年3月1日", "2022-01-01T00:00:00Z")
    assert latest(scratch) == ["yi", "bing", "jia"]
    put(scratch, "ding", "1990年1月1日")
    assert latest(scratch) == ["ding", "yi", "bing", "jia"], "what no commit holds yet is new"


def test_of_what_came_together_the_latest_speech_is_first(scratch: Book) -> None:
    for name, date in (("jia", "1999年3月1日"), ("yi", "2001年3月1日"), ("bing", "2001年3月1日")):
        put(scratch, name, date)
    put(scratch, "ding", "1980年1月1日", "2022-01-01T00:00:00Z")
    assert latest(scratch) == ["bing", "yi", "jia", "ding"]


def test_an_edit_makes_no_speech_new_and_a_draft_becomes_new_when_it_is_shown(scratch: Book) -> None:
    put(scratch, "jia", "1999年3月1日", "2021-01-01T00:00:00Z")
    put(scratch, "yi", "2001年3月1日", "2022-01-01T00:00:00Z")
    scratch.edit("jia", "的事", "的大事")
    git(scratch.root, "commit", "-am", "x", when="2023-01-01T00:00:00Z")
    assert latest(scratch) == ["yi", "jia"]
    text = scratch.clean_text("jia").read_text(encoding="utf-8")
    scratch.clean_text("jia").write_text(f"---\ndraft: true\n---\n{text}", encoding="utf-8")
    git(scratch.root, "commit", "-am", "x", when="2023-02-01T00:00:00Z")
    assert latest(scratch) == ["yi"]
    scratch.clean_text("jia").write_text(f"---\ndraft: false\n---\n{text}", encoding="utf-8")
    git(scratch.root, "commit", "-am", "x", when="2023-03-01T00:00:00Z")
    assert latest(scratch) == ["jia", "yi"]


def test_a_clone_says_the_same_on_another_day(scratch: Book, tmp_path: Path) -> None:
    for number, name in enumerate(("jia", "yi", "bing")):
        put(scratch, name, f"200{number}年3月1日", f"202{3 - number}-01-01T00:00:00Z")
    wanted = latest(scratch)
    clone = Book(tmp_path / "clone")
    subprocess.run([str(shutil.which("git")), "clone", "-q", str(scratch.root), str(clone.root)], check=True)
    for path in clone.root.rglob("*.txt"):
        os.utime(path, (1, 1))
    assert latest(clone) == wanted == ["jia", "yi", "bing"]


def test_a_book_without_version_control_goes_by_its_raw_files(book: Path) -> None:
    made = Book(book)
    for number, name in enumerate(("jia", "yi", "bing")):
        path = made.put(f"{name}.txt", f"在{name}会议上的讲话\n（2001年3月1日）\n同志们：\n今天讲话。\n")
        os.utime(path, (1_000_000 * (9 - number),) * 2)
    made.clean()
    assert latest(made) == ["jia", "yi", "bing"]
    made.edit("bing", "今天", "昨天")
    assert latest(made) == ["jia", "yi", "bing"]


def test_each_edition_has_a_valid_feed_with_its_own_addresses(published: Path) -> None:
    for edition in EDITIONS:
        path = published / f"docs/_build/html/{edition}/feed.atom"
        assert jing(HERE / "atom.rnc", path) == ""
        feed = etree.parse(path)
        for link in feed.iterfind(f"{ATOM}entry/{ATOM}link"):
            address = link.get("href", "")
            assert address.startswith(f"https://book.example/sub/{edition}/speeches/")
            assert (path.parent / address.removeprefix(f"https://book.example/sub/{edition}/")).exists()
        assert feed.find(f"{ATOM}entry") is not None


def test_every_page_names_the_feed_and_the_landing_page_shows_it(published: Path) -> None:
    site = published / f"docs/_build/html/{EDITIONS[0]}"
    for name, up in (("index", ""), ("search", ""), ("lists/years", "../")):
        html = (site / f"{name}.html").read_text(encoding="utf-8")
        assert f'type="application/atom+xml" title="最近收入" href="{up}feed.atom"' in html
        assert ("订阅最近收入" in html) == (name == "index")


@pytest.mark.browser
def test_where_the_address_is_unknown_the_feed_leads_to_the_pages_beside_it(
    small_book: Path, shared: Path, serve: Callable[[Path], str], page: Any
) -> None:
    with only_one(shared):
        assert book_command(small_book, "build", "html").returncode == 0
    site = small_book / "docs/_build/html"
    path = site / EDITIONS[0] / "feed.atom"
    elsewhere = shared / "moved.atom"  # Addresses may be relative; our schema wants them whole, to find mistakes.
    elsewhere.write_text(path.read_text(encoding="utf-8").replace('href="./', 'href="https://x/'), encoding="utf-8")
    assert jing(HERE / "atom.rnc", elsewhere) == ""
    for link in etree.parse(path).iter(f"{ATOM}link"):
        assert (path.parent / link.get("href", "")).exists()
    page.goto(f"{serve(site)}/{EDITIONS[0]}/index.html")
    assert page.request.get(page.get_by_text("订阅最近收入").evaluate("one => one.href")).ok
