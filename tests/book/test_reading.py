"""What a reader does with the sample book, in a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
SPEECH = "speeches/zai-quan-xian-ban-gong-shi-gong-zuo-hui-yi-shang"


@pytest.fixture(scope="session")
def address(html: Path, serve: Callable[[Path], str]) -> str:
    return serve(html)


@pytest.mark.parametrize(
    ("locale", "edition"), [("zh-CN", "zh-hans"), ("zh-TW", "zh-tw"), ("zh-HK", "zh-tw"), ("zh-Hant", "zh-tw")]
)
def test_the_front_door_leads_to_the_readers_script(chromium: Any, address: str, locale: str, edition: str) -> None:
    context = chromium.new_context(locale=locale)
    page = context.new_page()
    page.goto(f"{address}/index.html")
    page.wait_for_url(f"**/{edition}/index.html")
    context.close()


def test_the_front_door_lets_other_readers_choose(chromium: Any, address: str) -> None:
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{address}/index.html")
    assert page.locator("a[data-edition]").all_inner_texts() == ["简体\n青澜讲话选编", "繁體\n青瀾講話選編"]
    context.close()


def test_from_the_landing_page_to_a_speech_a_section_and_its_permalink(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/index.html")
    page.click('.timeline a[aria-label^="2008"]')
    page.click(f'article a[href*="{SPEECH}"]')
    page.wait_for_url(f"**/{SPEECH}.html")
    name = f"{Path(SPEECH).name}-s2"
    page.click(f'#pst-secondary-sidebar a[href="#{name}"]')
    page.wait_for_url(f"**#{name}")
    assert page.locator(f"#{name} > h2").inner_text().startswith("二、要抓住重点")
    page.locator(f"#{name} > h2").hover()
    page.click(f"#{name} > h2 > a.headerlink")
    assert page.url.endswith(f"#{name}")


def test_the_script_is_switched_at_the_same_paragraph(page: Any, address: str) -> None:
    name = f"{Path(SPEECH).name}-p12"
    page.goto(f"{address}/zh-hans/{SPEECH}.html#{name}")
    page.click('.edition-switch a[data-edition="zh-tw"]')
    page.wait_for_url(f"**/zh-tw/{SPEECH}.html#{name}")
    top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", name)
    assert 0 <= top < 400
    assert "辦公室" in page.inner_text("article")


@pytest.mark.parametrize(
    ("edition", "query", "at_least"),
    [
        ("zh-hans", "抗旱", 8),
        ("zh-tw", "抗旱", 8),
        ("zh-hans", "幹部", 5),
        ("zh-tw", "干部", 5),
        ("zh-tw", "抗旱保收", 3),
    ],
)
def test_search_finds_either_script_in_either_edition(
    page: Any, address: str, edition: str, query: str, at_least: int
) -> None:
    page.goto(f"{address}/{edition}/search.html?q={query}")
    page.wait_for_selector("#book-search .search-excerpt mark")
    found = page.evaluate("query => window.speechbookSearch(query, {limit: 0})", query)
    assert found["total"] == len(found["hits"])
    assert len({hit["docname"] for hit in found["hits"]}) >= at_least
    assert all("<mark>" in hit["excerpt_html"] for hit in found["hits"])


@pytest.mark.parametrize("name", ["index", SPEECH, "lists/year-2008", "search", "guide/index", "reference/index"])
@pytest.mark.parametrize("edition", ["zh-hans", "zh-tw"])
def test_pages_fit_a_phone(page: Any, address: str, edition: str, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/{edition}/{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_book_opens_from_disk(page: Any, html: Path) -> None:
    page.goto((html / "zh-tw" / "index.html").as_uri())
    page.click('.timeline a[aria-label^="2008"]')
    page.click(f'article a[href*="{SPEECH}"]')
    assert "辦公室" in page.inner_text("h1")


def test_previous_and_next_lead_from_speech_to_speech(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/{SPEECH}.html")
    href = page.get_attribute("a.right-next", "href")
    assert href.endswith(".html")
    page.click("a.right-next")
    assert "/speeches/" in page.url
