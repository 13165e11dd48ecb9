"""What a reader does in a large book, step by step in a browser: the same in a test of a small book and at 10,000.

Each step fails with an `AssertionError` where something a reader sees in a small book is missing.
"""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ("Walk", "walk_through")

_LONG = 100
_LISTED = ".speech-list-results li"
_STATUS = ".speech-list-status"


@dataclass
class Walk:
    """What was seen on the way."""

    milliseconds: dict[str, float] = field(default_factory=dict)
    """From the request of a page until it has all it shows at first."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many entries each list came to."""


def walk_through(page: Any, address: str, site: Path, *, word: str) -> Walk:
    """Walk from the landing page to a speech of a long year, along its year, through list and search.

    `site` is the folder of the edition that `address` shows; `word` occurs in many speeches.
    """
    walk = Walk()
    _open(page, walk, "landing page", f"{address}/index.html")
    _open(page, walk, "list of years", f"{address}/lists/years.html")
    year, speeches = _longest_year(site)
    assert len(speeches) > _LONG
    _open(page, walk, "list of a year", f"{address}/lists/{year}.html")
    walk.counts["speeches of the year"] = len(speeches)
    assert page.locator(".bd-article a[href*='speeches/']").count() >= len(speeches)
    middle = speeches[len(speeches) // 2]
    _open(page, walk, "speech", f"{address}/speeches/{middle}.html")
    _tree(page, walk, speeches, middle)
    _trail_and_neighbours(page, walk, speeches, middle, year)
    _list_of_all(page, walk, address)
    _search(page, walk, address, word)
    return walk


def _longest_year(site: Path) -> tuple[str, list[str]]:
    years = {}
    for file in (site / "lists").glob("year-*.html"):
        found = re.findall(r'href="\.\./speeches/([a-z0-9-]+)\.html"', file.read_text("utf-8").partition("<article")[2])
        years[file.stem] = list(dict.fromkeys(found))
    return max(years.items(), key=lambda one: len(one[1]))


def _open(page: Any, walk: Walk, name: str, address: str) -> None:
    started = time.perf_counter()
    page.goto(address, wait_until="load")
    walk.milliseconds[name] = (time.perf_counter() - started) * 1000


def _tree(page: Any, walk: Walk, speeches: list[str], here: str) -> None:
    """The neighbourhood first; all when the list is opened; all again on the next page of the year."""
    entries = ".tree li:has(> a[aria-current='page']) ~ li, .tree li:has(~ li > a[aria-current='page'])"
    before = page.locator(entries).count()
    assert 0 < before < _LONG
    assert page.locator(".tree > li > details > ul > li").count() >= 1, "the years are there"
    more = page.locator(".tree .more a[data-branch]")
    assert str(len(speeches)) in more.inner_text().replace(",", "")
    started = time.perf_counter()
    more.click()
    page.wait_for_function("!document.querySelector('.tree .more a[data-branch]')")
    walk.milliseconds["long branch opened"] = (time.perf_counter() - started) * 1000
    own = page.locator(".tree a[aria-current='page']")
    assert own.count() == 1
    assert here in own.get_attribute("href")
    assert own.is_visible()
    links = own.evaluate("one => [...one.closest('ul').querySelectorAll('a')].map(link => link.href)")
    assert [re.sub(r".*/|\.html$", "", link) for link in links] == speeches or len(links) == len(speeches)
    walk.counts["entries of the open branch"] = len(links)
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "page"


def _trail_and_neighbours(page: Any, walk: Walk, speeches: list[str], here: str, year: str) -> None:
    steps = page.eval_on_selector_all(".trail a", "all => all.map(one => one.getAttribute('href'))")
    assert steps[-1].endswith(f"{year}.html")
    assert len(steps) == 2, "the shelf and the year"
    following = page.locator("a[rel=next].right-next")
    target = following.get_attribute("href")
    started = time.perf_counter()
    following.click()
    page.wait_for_load_state("load")
    walk.milliseconds["next speech"] = (time.perf_counter() - started) * 1000
    assert page.url.partition("#")[0].endswith(target.rpartition("/")[2])
    assert here in page.locator("a[rel=prev].left-prev").get_attribute("href")
    assert re.sub(r".*/|\.html.*", "", page.url) in speeches


def _list_of_all(page: Any, walk: Walk, address: str) -> None:
    started = time.perf_counter()
    page.goto(f"{address}/lists/speeches.html", wait_until="load")
    page.wait_for_selector(_LISTED)
    walk.milliseconds["list of speeches"] = (time.perf_counter() - started) * 1000
    shown = page.locator(_LISTED).count()
    assert 0 < shown <= _LONG, "no page holds the list of all"
    every = _number(page.inner_text(_STATUS))
    walk.counts["speeches listed"] = every
    year = page.locator("#speech-list-year option").nth(1).get_attribute("value")
    started = time.perf_counter()
    page.select_option("#speech-list-year", year)
    page.wait_for_function(
        "every => { const found = document.querySelector('.speech-list-status').textContent.match(/[0-9][0-9,]*/);"
        " return found && Number(found[0].replaceAll(',', '')) < every }",
        arg=every,
    )
    walk.milliseconds["filter by year"] = (time.perf_counter() - started) * 1000
    walk.counts["speeches of a filter"] = _number(page.inner_text(_STATUS))


def _search(page: Any, walk: Walk, address: str, word: str) -> None:
    started = time.perf_counter()
    page.goto(f"{address}/search.html?q={word}", wait_until="load")
    page.wait_for_selector("#book-search mark")
    walk.milliseconds["search"] = (time.perf_counter() - started) * 1000
    found = page.evaluate("word => window.speechbookSearch(word, {limit: 3})", word)
    walk.counts["paragraphs found"] = int(found["total"])
    assert found["total"] > 0


def _number(text: str) -> int:
    found = re.search(r"\d[\d,]*", text)
    assert found, text
    return int(found[0].replace(",", ""))
