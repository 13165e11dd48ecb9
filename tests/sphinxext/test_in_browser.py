"""What a reader does with the page, in Chromium; skipped where there is none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = "speeches/office-2008.html"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


def top_of(page: Any, name: str) -> float:
    return float(page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", name))


@pytest.mark.parametrize("paragraph", ["office-2008-p4", "office-2008-p5", "office-2008-p6"])
def test_the_switch_keeps_the_paragraph_that_is_read(page: Any, address: str, paragraph: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(f"{address}/zh-hans/{PAGE}")
    page.evaluate("id => document.getElementById(id).scrollIntoView()", paragraph)
    page.click('.edition-switch a[data-edition="zh-tw"]')
    page.wait_for_url(f"**/zh-tw/{PAGE}#{paragraph}")
    assert 0 <= top_of(page, paragraph) < 200
    assert page.evaluate('localStorage.getItem("speechbook-edition")') == "zh-tw"


def test_the_switch_carries_a_link_to_a_point(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/{PAGE}#office-2008-p3-2")
    page.click('.edition-switch a[data-edition="zh-hk"]')
    page.wait_for_url(f"**/zh-hk/{PAGE}#office-2008-p3-2")


def test_the_switch_at_the_top_leads_to_the_top(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/{PAGE}")
    page.click('.edition-switch a[data-edition="zh-tw"]')
    page.wait_for_url(f"**/zh-tw/{PAGE}")
    assert "#" not in page.url


def test_the_switch_works_from_disk(page: Any, site: Path) -> None:
    page.goto((site / "zh-hans" / PAGE).as_uri() + "#office-2008-p6")
    page.click('.edition-switch a[data-edition="zh-tw"]')
    page.wait_for_url("file://**/zh-tw/**#office-2008-p6")


@pytest.mark.parametrize("name", [PAGE, "index.html", "search.html", "lists/year-2008.html", "reference/index.html"])
@pytest.mark.parametrize("edition", ["zh-hans", "zh-hk"])
def test_a_phone_never_scrolls_sideways_and_shows_the_switch(page: Any, address: str, edition: str, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/{edition}/{name}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for link in page.query_selector_all(".edition-switch a"):
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


def test_the_paragraph_link_is_quiet_until_wanted(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/{PAGE}")
    opacity = "getComputedStyle(document.querySelector('#office-2008-p4 .paragraph-link')).opacity"
    assert page.evaluate(opacity) == "0"
    page.hover("#office-2008-p4")
    assert float(page.evaluate(opacity)) > 0.3
    page.click("#office-2008-p4 .paragraph-link")
    assert page.url.endswith("#office-2008-p4")
    copied = page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('#office-2008-p8')), getSelection().toString().trim()"
    )
    assert copied == "谢谢大家！"


def test_a_run_in_heading_stands_in_the_line_of_its_paragraph(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/{PAGE}")
    first_line = "document.querySelector('#office-2008-p5').getClientRects()[0].top"
    heading = "document.querySelector('#office-2008-s1-1 h3').getClientRects()[0].top"
    assert abs(page.evaluate(first_line) - page.evaluate(heading)) < 4


@pytest.mark.parametrize(("edition", "phrase"), [("zh-hans", "议事日程"), ("zh-tw", "議事日程")])
def test_the_search_field_finds_and_speaks_chinese(page: Any, address: str, edition: str, phrase: str) -> None:
    page.goto(f"{address}/{edition}/{PAGE}")
    page.click(".search-opener")
    page.fill("#pst-search-dialog input", phrase)
    page.press("#pst-search-dialog input", "Enter")
    page.wait_for_selector("#book-search .search-excerpt mark")
    summary = page.inner_text(".search-status")
    assert "3" in summary
    assert not any(char.isascii() and char.isalpha() for char in summary)
    page.goto(f"{address}/{edition}/search.html?q=鼋鼍")
    page.wait_for_function("document.querySelector('.search-status').innerText.includes('鼋鼍')")
    said = page.inner_text("#book-search")
    assert not any(char.isascii() and char.isalpha() for char in said)


def test_colours_follow_the_choice_of_the_reader(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/{PAGE}")
    page.click(".theme-switch-button")
    page.click('.theme-change-button[data-mode="dark"]')
    page.goto(f"{address}/zh-hans/index.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
