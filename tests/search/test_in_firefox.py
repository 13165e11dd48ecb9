"""The search in Firefox: from a host, from disk, and the marks on the page; skipped where Firefox is not installed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from firefox import Firefox, firefox_program, running_firefox

pytestmark = pytest.mark.browser
ASK = "return (await window.speechbookSearch(args[0], {limit: 0})).hits.map(hit => [hit.anchor, hit.excerpt_html])"
WAIT = """
for (let i = 0; i < 300 && !document.querySelector(args[0]); i++) await new Promise(done => setTimeout(done, 50));
return Array.from(document.querySelectorAll(args[0]), element => element.innerText);
"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    if firefox_program() is None:
        pytest.skip("Firefox is not installed (Debian: firefox-esr): the search is tested in Chromium only")
    with running_firefox(tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture(params=["host", "disk"])
def address(request: pytest.FixtureRequest, searched_book: Path, serve: Callable[[Path], str]) -> str:
    return serve(searched_book) if request.param == "host" else searched_book.as_uri()


@pytest.mark.parametrize("edition", ["zh-hans", "zh-tw"])
def test_paragraphs_are_found(firefox: Firefox, address: str, edition: str) -> None:
    firefox.open(f"{address}/{edition}/search.html")
    for query, anchors in (
        ("幹部羣眾", ["drought-2008-p3"]),
        ("7.5%", ["drought-2008-p3"]),
        ("“今天，我们”", ["drought-2008-p3"]),
        ("渠", ["drought-2008-p6"]),
        ("抗旱 面向", []),
    ):
        hits: list[Any] = firefox.run(ASK, query)
        assert [anchor for anchor, _ in hits] == anchors, query
        assert all("<mark>" in excerpt for _, excerpt in hits)


def test_the_page_and_the_marks(firefox: Firefox, address: str) -> None:
    firefox.open(f"{address}/zh-hans/search.html?q=干部")
    assert set(firefox.run(WAIT, ".search-excerpt mark")) == {"干部"}
    firefox.open(firefox.run("return document.querySelector('.search-excerpt').href"))
    assert firefox.run(WAIT, ".search-mark") == ["干部", "干部"]
    firefox.open(f"{address}/zh-hans/search.html?q=干部&view=kwic")
    assert len(firefox.run(WAIT, ".search-kwic tbody tr")) == 2


def test_hostile_text_never_runs(firefox: Firefox, address: str) -> None:
    firefox.open(f"{address}/zh-hans/search.html?q=敌意文字")
    assert firefox.run(WAIT, ".search-excerpt mark") == ["敌意文字"]
    assert firefox.run("return window.hacked ?? null") is None
