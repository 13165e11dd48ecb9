"""Sphinx's own search page in a real browser, in both scripts."""

import os
import re
import shutil
import subprocess
import sys
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from speechbook.search import query_terms
from speechbook.sphinxext.stock_search import FoldedChinese, browser_script

BOOK = Path(__file__).with_name("variant_book")
SCRIPTS = Path(__file__).parents[2] / "scripts"
pytestmark = pytest.mark.browser
EDITIONS = ("zh-hans", "zh-tw")


class Answer(NamedTuple):
    """What the search page shows."""

    pages: tuple[str, ...]
    marked: tuple[str, ...]
    excerpts: tuple[str, ...]


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> dict[str, str]:
    """Build two editions of the book and serve them; give the address of each."""
    root = tmp_path_factory.mktemp("searched")
    shutil.copytree(BOOK, root, dirs_exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS)}
    for edition in EDITIONS:
        command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-b", "html", "-c", root / "conf"]
        command += ["-D", f"speechbook_edition={edition}", root / "docs", root / edition]
        subprocess.run(command, env=environment, timeout=120, check=True)
    return {edition: serve(root / edition) for edition in EDITIONS}


def search(page: Any, address: str, query: str) -> Answer:
    page.goto(f"{address}/search.html?q={urllib.parse.quote(query)}")
    # A search that hangs (sphinx#14229) never says what it found.
    page.wait_for_function("document.querySelector('.search-summary')?.innerText", timeout=20_000)
    page.wait_for_function(
        "[...document.querySelectorAll('ul.search li')].every(li => li.querySelector('p.context'))", timeout=20_000
    )
    items = page.query_selector_all("ul.search li")
    return Answer(
        pages=tuple(sorted({str(item.query_selector("a").get_attribute("href")).split("#")[0] for item in items})),
        marked=tuple(
            sorted({mark.inner_text() for item in items for mark in item.query_selector_all("span.highlighted")})
        ),
        excerpts=tuple(item.query_selector("p.context").inner_text() for item in items),
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("query", "pages", "marked"),
    [
        ("抗旱", ("index.html", "logistics.html"), ("抗旱",)),
        ("抗旱保收", ("logistics.html",), ("抗旱保收",)),
        ("干部", ("index.html", "logistics.html", "traditional.html"), ("干部", "幹部")),
        ("幹部", ("index.html", "logistics.html", "traditional.html"), ("干部", "幹部")),
        ("頭髮", ("index.html", "logistics.html"), ("头发", "頭髮")),
        ("头发 面粉", ("index.html", "logistics.html"), ("头发", "頭髮", "面粉", "麵粉")),
        ("群众、“头发”", ("index.html", "logistics.html"), ("头发", "群众", "群眾", "頭髮")),
        ("旱", ("index.html", "logistics.html"), ("旱",)),
        ("1,627", ("logistics.html",), ("1,627",)),
        ("1627", ("logistics.html",), ("1,627",)),
        ("2008", ("logistics.html",), ("2008",)),
        ("7.5%", ("logistics.html",), ("7.5%",)),
        ("７．５％", ("logistics.html",), ("7.5%",)),
        ("R&D", ("logistics.html",), ("R&D",)),
        ("covid-19", ("logistics.html",), ("COVID-19",)),
        ("covid", ("logistics.html",), ("COVID",)),
        ("抗旱 2008", ("logistics.html",), ("2008", "抗旱")),
        ("羣眾", ("index.html", "logistics.html", "traditional.html"), ("群众", "群眾", "羣眾")),
        # All terms are asked for, whatever their length; Sphinx by itself would be content with one of two.
        ("抗旱 2009", (), ()),
        ("皇后 covid-19", (), ()),
        ("旱抗", (), ()),
        ("77.5%", (), ()),
        ("constructor", (), ()),
        ("(", (), ()),
        ("C++ [a-z]* \\", (), ()),
        ("<b>无此词</b>", (), ()),
    ],
)
def test_a_query_finds_its_pages_in_either_edition(
    page: Any,
    addresses: dict[str, str],
    edition: str,
    query: str,
    pages: tuple[str, ...],
    marked: tuple[str, ...],
) -> None:
    answer = search(page, addresses[edition], query)
    assert answer.pages == pages
    assert set(answer.marked) <= set(marked)
    assert bool(answer.marked) == bool(marked)


def test_an_excerpt_is_the_place_and_not_the_furniture_of_the_page(page: Any, addresses: dict[str, str]) -> None:
    (excerpt,) = search(page, addresses["zh-tw"], "严重").excerpts
    assert "2008年旱情嚴重" in excerpt
    assert "\n" not in excerpt


def test_a_title_is_found_as_a_title_from_the_other_script(page: Any, addresses: dict[str, str]) -> None:
    search(page, addresses["zh-tw"], "后勤与抗旱")
    assert page.query_selector("ul.search li.kind-title, ul.search li.kind-text")
    first = page.query_selector("ul.search li a")
    assert first is not None
    assert first.inner_text() == "後勤與抗旱"


def test_the_page_that_is_opened_marks_the_words_as_it_spells_them(page: Any, addresses: dict[str, str]) -> None:
    search(page, addresses["zh-tw"], "头发")
    page.click("ul.search li a[href='logistics.html']")
    page.wait_for_selector("span.highlighted")
    assert {mark.inner_text() for mark in page.query_selector_all("span.highlighted")} == {"頭髮"}


def test_the_browser_cuts_a_query_as_the_index_does(page: Any, addresses: dict[str, str]) -> None:
    queries = [
        "抗旱保收 R&D 1,627 水",
        "幹部、羣眾：７．５％",
        "第8，100名",
        "COVID-19/2008-03-12",
        "𠮷野家",
        "“a” - b",
        "",
    ]
    page.goto(f"{addresses['zh-hans']}/search.html")
    assert page.evaluate("queries => queries.map(splitQuery)", queries) == [
        list(query_terms(query)) for query in queries
    ]


def test_the_script_has_no_gap_left_to_fill() -> None:
    assert not re.search("@[A-Z_]+@", browser_script())


def test_the_index_has_each_term_of_a_text_once() -> None:
    assert FoldedChinese({}).split("干部幹部2008") == ["干", "部", "干部", "部干", "2008"]
