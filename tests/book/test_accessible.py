"""The book for readers who use the keyboard, a screen reader, a phone, or ask for stillness; in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SPEECH = "speeches/zai-quan-xian-ban-gong-shi-gong-zuo-hui-yi-shang.html"
PAGES = (
    "index.html",
    SPEECH,
    "search.html?q=抗旱",
    "stock-search.html",
    "compare.html",
    "lists/indices.html",
    "lists/places.html",
    "lists/people.html",
    "lists/quality.html",
    "lists/speeches.html",
    "lists/year-2008.html",
    "guide/start.html",
    "guide/writing-rules-en.html",
    "reference/settings.html",
)
"""One of each kind."""
IMPACTS = ("serious", "critical")
OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(html: Path, serve: Callable[[Path], str]) -> str:
    return serve(html)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(chromium: Any, address: str, name: str, colours: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, color_scheme=colours, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/zh-hans/{name}")
    if name.startswith("search"):
        page.wait_for_selector("#book-search mark")
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(150)
    assert page.evaluate("document.documentElement.dataset.theme") == colours
    found = axe.Axe().run(page).response
    context.close()
    assert len(found["passes"]) > 15, "axe did not look"
    said = [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found["violations"]]
    assert said == []


def test_a_page_in_another_language_says_so(page: Any, address: str) -> None:
    for name, lang in (("writing-rules-en", "en"), ("writing-rules", None)):
        page.goto(f"{address}/zh-hans/guide/{name}.html")
        assert page.get_attribute("article", "lang") == lang
        assert page.get_attribute("html", "lang") == "zh-Hans"


def test_axe_finds_what_is_wrong(page: Any, address: str) -> None:
    """Show that the test above can fail."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page.goto(f"{address}/zh-hans/index.html")
    page.evaluate("document.querySelector('.landing-search input').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.landing-search input').removeAttribute('placeholder')")
    page.evaluate("document.querySelector('.landing p').style.color = '#d8d0c8'")
    found = axe.Axe().run(page).response["violations"]
    assert {"label", "color-contrast"} <= {one["id"] for one in found if one["impact"] in IMPACTS}


@pytest.mark.parametrize("edition", ["zh-hans", "zh-tw"])
def test_every_kind_of_page_fits_a_phone_with_all_folds_open(chromium: Any, address: str, edition: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    wide = {}
    for name in PAGES:
        page.goto(f"{address}/{edition}/{name}")
        page.evaluate(OPEN_ALL)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide[name] = width
    context.close()
    assert wide == {}


def focused(page: Any) -> dict[str, Any]:
    """Say what has the focus and whether it shows."""
    answer: dict[str, Any] = page.evaluate("""() => {
        const it = document.activeElement;
        const box = it.getBoundingClientRect();
        const style = getComputedStyle(it);
        const year = it.querySelector(".timeline-year");
        const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
          || style.boxShadow !== "none" || (it.closest("form.bd-search") !== null)
          || (year !== null && getComputedStyle(year).stroke !== "none");
        return {name: it.className?.baseVal ?? it.className, tag: it.tagName.toLowerCase(), id: it.id,
                href: it.getAttribute("href"), ring, seen: box.width > 0 && box.height > 0
                && style.visibility === "visible", text: (it.innerText || it.getAttribute("aria-label") || "").trim()};
    }""")
    return answer


@pytest.mark.parametrize("name", ["index.html", SPEECH, "lists/quality.html"])
def test_the_first_key_leads_past_the_frame(page: Any, address: str, name: str) -> None:
    page.emulate_media(reduced_motion="reduce")  # it slides into sight otherwise
    page.goto(f"{address}/zh-hans/{name}")
    page.keyboard.press("Tab")
    assert focused(page)["text"] == "跳到正文"
    page.wait_for_timeout(100)
    box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    assert box["top"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main-content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    "name",
    ["index.html", SPEECH, "search.html?q=抗旱", "lists/indices.html", "lists/people.html", "lists/quality.html"],
)
def test_all_stops_of_the_tab_key_are_seen_named_and_in_order(page: Any, address: str, name: str) -> None:
    page.goto(f"{address}/zh-hans/{name}")
    if name.startswith("search"):
        page.wait_for_selector("#book-search mark")
        page.evaluate("document.activeElement.blur()")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop["tag"] == "body":
            break
        stops.append(stop)
    assert len(stops) > 15
    assert [stop for stop in stops if not stop["ring"]] == []
    assert [stop for stop in stops if not stop["text"] and stop["tag"] != "input"] == []
    assert [stop for stop in stops if not stop["seen"] and "link" not in stop["name"]] == []
    names = " ".join(f"{stop['name']} {stop['tag']}" for stop in stops)
    assert names.index("brand") < names.index("search-opener") < names.index("theme-switch-button")


def test_each_year_is_reached_and_opened_by_keyboard(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-tw/index.html")
    page.focus(".landing-search input")
    labels = []
    for _ in range(30):
        page.keyboard.press("Tab")
        label = page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")
        if label.startswith("20"):
            labels.append(label)
    assert labels[0] == "2008 年，2 篇"
    assert labels == sorted(labels)
    page.focus('.timeline a[aria-label^="2009"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh-tw/lists/year-2009.html")


def test_the_drawing_and_its_table_say_the_same(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/index.html")
    bars = page.evaluate("[...document.querySelectorAll('.timeline a')].map(a => a.getAttribute('aria-label'))")
    rows = page.evaluate(
        "[...document.querySelectorAll('.landing-years tbody tr')]"
        ".map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )
    assert sorted(bars) == sorted(f"{year}，{count} 篇" for year, count in rows if year[:1].isdigit())
    assert page.locator(".landing-years table").is_hidden()
    page.click(".landing-years summary")
    assert page.locator(".landing-years table").is_visible()


@pytest.mark.parametrize("from_disk", [False, True])
def test_the_field_in_the_middle_leads_to_the_search(page: Any, address: str, html: Path, from_disk: bool) -> None:
    page.goto((html / "zh-hans" / "index.html").as_uri() if from_disk else f"{address}/zh-hans/index.html")
    page.fill(".landing-search input", "抗旱")
    page.keyboard.press("Enter")
    page.wait_for_selector("#book-search mark")
    assert "search.html?q=" in page.url


def test_names_of_the_landing_page_lead_to_where_they_stand(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/index.html")
    links = page.evaluate(
        "[...document.querySelectorAll('article :is(.index-names, .timeline) a')]"
        ".map(a => [a.href.baseVal ?? a.href, a.textContent])"
    )
    assert len(links) > 15
    for link, name in links:
        page.goto(link if "://" in link else f"{address}/zh-hans/{link}")
        assert page.locator("h1").count() == 1, link
        _, found, anchor = link.partition("#")
        if found:
            assert page.inner_text(f"[id='{anchor}'] .index-name") == name


def test_colours_are_chosen_by_keyboard_and_kept(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/{SPEECH}")
    page.focus(".theme-switch-button")
    page.keyboard.press("Enter")
    assert page.get_attribute(".theme-switch-button", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.locator(".theme-menu").is_hidden()
    assert page.evaluate("document.activeElement.className").startswith("theme-switch-button")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.keyboard.press("Tab")
    page.focus(".theme-switch-button")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.locator(".theme-menu").is_hidden()


def test_the_search_dialog_opens_and_closes_by_keyboard(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/{SPEECH}")
    for keys in ("Control+k", "/"):
        page.keyboard.press(keys)
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.press("Escape")
        assert page.locator("#pst-search-dialog[open]").count() == 0
    page.click(".search-opener")
    page.keyboard.type("抗/旱")
    assert page.input_value("#pst-search-dialog input") == "抗/旱"
    page.mouse.click(5, 700)
    assert page.locator("#pst-search-dialog[open]").count() == 0


def test_the_book_opens_as_a_drawer_on_a_phone_and_as_a_side_elsewhere(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/{SPEECH}")
    page.click(".primary-toggle")
    page.wait_for_function("getComputedStyle(document.getElementById('pst-primary-sidebar')).visibility === 'hidden'")
    page.click(".primary-toggle")
    page.wait_for_function("getComputedStyle(document.getElementById('pst-primary-sidebar')).visibility === 'visible'")
    page.set_viewport_size({"width": 360, "height": 740})
    page.focus(".primary-toggle")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pst-primary-sidebar-modal[open] .bd-docs-nav")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    # The browser tells of the closing when it has time; then the list goes back to where it was.
    page.wait_for_selector("#pst-primary-sidebar .bd-docs-nav", state="attached")
    assert page.locator("#pst-primary-sidebar-modal[open]").count() == 0
    assert page.evaluate("document.activeElement.className").find("primary-toggle") >= 0


def test_nothing_moves_for_those_who_ask_for_stillness(chromium: Any, address: str) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    moving = """[...document.querySelectorAll('*')].filter(it => {
        const style = getComputedStyle(it);
        return parseFloat(style.transitionDuration) > 0.01 || style.scrollBehavior === 'smooth'
          || (style.animationName !== 'none' && parseFloat(style.animationDuration) > 0.01);
    }).length"""
    for name in PAGES:
        page.goto(f"{address}/zh-hans/{name}")
        assert page.evaluate(moving) == 0, name
    context.close()


def test_the_landing_page_prints_its_years_without_the_field(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/index.html")
    page.emulate_media(media="print")
    assert page.locator(".landing-search").is_hidden()
    assert page.locator(".timeline svg").is_visible()
