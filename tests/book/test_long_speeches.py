"""A speech of 30,000 characters and 200 headings, and one without any, read on a phone in Chromium."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from long_speeches import SECTIONS, write_long_speeches
from running import speechbook

pytestmark = pytest.mark.browser
PHONES = ((360, 740), (390, 844))
WITH, WITHOUT = "speeches/with-headings.html", "speeches/without-headings.html"
FINGER = 44
FAST_MS = 4000
"""From the request to the end of the first layout, on a machine that does other things too."""


@pytest.fixture(scope="module")
def long_book(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    root = tmp_path_factory.mktemp("long") / "book"
    shutil.copytree(project / "conf", root / "conf", ignore=shutil.ignore_patterns("*.mo"))
    (root / "docs").mkdir(parents=True)
    shutil.copy(project / "docs" / "index.md", root / "docs")
    for folder in ("guide", "reference"):
        shutil.copytree(project / "docs" / folder, root / "docs" / folder)
    write_long_speeches(root)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CI", "READTHEDOCS"):
            patch.delenv(name, raising=False)
        done = speechbook(root, "build", "html", "--variant", "zh-hans")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "docs/_build/html/zh-hans"


@pytest.fixture(scope="module")
def address(long_book: Path, serve: Callable[[Path], str]) -> str:
    return serve(long_book)


@pytest.fixture(params=[(*size, scheme) for size, scheme in zip(PHONES, ("light", "dark"), strict=True)])
def phone(request: Any, phone_page: Callable[[int, int, str], Any]) -> Any:
    return phone_page(*request.param)


def width_of(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("name", [WITH, WITHOUT])
def test_the_page_is_whole_and_fast_and_never_scrolls_sideways(phone: Any, address: str, name: str) -> None:
    phone.goto(f"{address}/{name}")
    length = phone.evaluate("document.querySelector('article').innerText.length")
    assert length >= 30_000
    size = phone.viewport_size["width"]
    assert width_of(phone) <= size
    phone.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    assert width_of(phone) <= size
    spent = phone.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
    assert spent < FAST_MS


def test_nothing_jumps_while_the_page_loads(phone: Any, address: str) -> None:
    phone.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) "
        "window.moved += one.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    phone.goto(f"{address}/{WITH}")
    phone.wait_for_timeout(500)
    assert phone.evaluate("window.moved") < 0.1


def test_contents_open_and_lead_to_the_last_section(phone: Any, address: str) -> None:
    phone.goto(f"{address}/{WITH}")
    links = phone.locator("#pst-page-toc-nav a")
    assert links.count() >= SECTIONS
    phone.tap(".secondary-toggle")
    phone.wait_for_selector("#pst-secondary-sidebar-modal[open]")
    box = phone.locator('#pst-page-toc-nav a[href="#with-headings-s20"]').bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= phone.viewport_size["width"]
    phone.locator('#pst-page-toc-nav a[href="#with-headings-s20-9"]').tap()
    phone.wait_for_url("**#with-headings-s20-9")
    assert phone.locator("#pst-secondary-sidebar-modal[open]").count() == 0
    top = phone.evaluate("document.getElementById('with-headings-s20-9').getBoundingClientRect().top")
    assert 0 <= top < phone.viewport_size["height"]


def test_contents_open_at_the_section_that_is_read(phone: Any, address: str) -> None:
    phone.goto(f"{address}/{WITH}#with-headings-s18-5")
    phone.wait_for_selector('#pst-page-toc-nav a.active[href="#with-headings-s18-5"]', state="attached")
    phone.tap(".secondary-toggle")
    phone.wait_for_selector("#pst-secondary-sidebar-modal[open]")
    phone.wait_for_timeout(400)
    box = phone.locator('#pst-page-toc-nav a[href="#with-headings-s18-5"]').bounding_box()
    assert 0 <= box["y"] < phone.viewport_size["height"] - FINGER


def test_the_contents_at_the_edge_follow_the_reader(page: Any, address: str) -> None:
    page.goto(f"{address}/{WITH}")
    page.evaluate("document.getElementById('with-headings-s15-3').scrollIntoView()")
    link = "#pst-page-toc-nav a.active"
    page.wait_for_function(f"document.querySelector('{link}')?.hash.startsWith('#with-headings-s15')")
    page.wait_for_timeout(300)
    box = page.locator(link).bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800


def test_the_outline_alone_shows_all_sections_and_folds(phone: Any, address: str) -> None:
    phone.goto(f"{address}/{WITH}")
    phone.tap(".secondary-toggle")
    phone.wait_for_selector("#pst-secondary-sidebar-modal[open]")
    phone.tap(".outline-open")
    phone.wait_for_url("**#outline_view")
    assert phone.locator("#pst-secondary-sidebar-modal[open]").count() == 0
    last = phone.locator('#pst-page-toc-nav a[href="#with-headings-s20-9"]')
    assert last.is_visible()
    assert phone.locator("#with-headings-p2").is_hidden()
    assert width_of(phone) <= phone.viewport_size["width"]
    phone.tap(".outline-all")
    assert not last.is_visible()
    assert phone.locator('#pst-page-toc-nav a[href="#with-headings-s20"]').is_visible()


def test_a_speech_without_headings_is_reached_by_its_paragraphs(phone: Any, address: str) -> None:
    phone.goto(f"{address}/{WITHOUT}")
    phone.tap(".secondary-toggle")
    phone.wait_for_selector("#pst-secondary-sidebar-modal[open]")
    links = phone.locator('#pst-page-toc-nav a[href*="-p"]')
    assert 20 <= links.count() <= 40
    links.last.tap()
    phone.wait_for_url("**#without-headings-p*")
    assert phone.evaluate("scrollY") > 5000


def test_what_is_tapped_is_as_large_as_a_finger(phone: Any, address: str) -> None:
    phone.goto(f"{address}/{WITH}#with-headings-p3")
    size = phone.evaluate(
        "(s => [s.width, s.height].map(parseFloat))"
        "(getComputedStyle(document.querySelector('#with-headings-p3 .paragraph-link:not(.of-point)'), '::before'))"
    )
    assert min(size) >= FINGER
    phone.locator("#with-headings-p3 .paragraph-link:not(.of-point)").tap()
    items = phone.locator(".citation-menu [role=menuitem]")
    assert items.count() == 5
    for item in items.all():
        box = item.bounding_box()
        assert box["height"] >= FINGER
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= phone.viewport_size["width"]
    phone.touchscreen.tap(20, 100)
    assert phone.locator(".citation-menu").is_hidden()
    phone.tap(".secondary-toggle")
    phone.wait_for_selector("#pst-secondary-sidebar-modal[open]")
    phone.tap(".outline-open")
    for link in phone.locator("#pst-page-toc-nav a:visible").all()[:30]:
        assert link.bounding_box()["height"] >= FINGER


def test_a_page_of_this_length_keeps_to_its_weight(long_book: Path) -> None:
    text = (long_book / WITH).read_text(encoding="utf-8")
    outline = text[text.index('id="outline_view"') :].partition("</nav>")[0]
    assert len(outline.encode()) < 0.25 * len(text.encode())
    assert len((long_book / "_outlines/with-headings.js").read_bytes()) < 30_000
