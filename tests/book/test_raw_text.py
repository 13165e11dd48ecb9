"""The raw text beside the clean one: loaded when asked for, shown as text, and no weight on the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dirty_book import ATTACK, HOSTILE, PARAGRAPHS, VERY_DIRTY, write_dirty_book
from running import speechbook

pytestmark = pytest.mark.browser
OFFICE = "zai-quan-xian-ban-gong-shi-gong-zuo-hui-yi-shang"
MOST_BYTES = 60_000


@pytest.fixture(scope="session")
def dirty_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("dirty") / "book"
    write_dirty_book(root)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CI", "READTHEDOCS"):
            patch.delenv(name, raising=False)
        done = speechbook(root, "build", "html")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "docs/_build/html"


@pytest.fixture(scope="session")
def address(html: Path, serve: Callable[[Path], str]) -> str:
    return serve(html)


def speech_page(html: Path, name: str, edition: str = "zh-hans") -> str:
    return (html / edition / "speeches" / f"{name}.html").as_uri()


def test_the_page_itself_holds_none_of_it_until_it_is_asked_for(page: Any, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/zh-hans/speeches/{OFFICE}.html")
    assert "青简文秘网" not in page.inner_text("article.speech").split("校勘记", maxsplit=1)[0]
    assert not [url for url in asked if ".raw.js" in url]
    page.click(".raw-switch >> nth=0")
    page.wait_for_selector(".raw-text")
    assert len([url for url in asked if ".raw.js" in url]) == 1


def test_the_raw_text_of_a_paragraph_opens_and_closes_by_keyboard(page: Any, html: Path) -> None:
    page.goto(speech_page(html, OFFICE))
    button = page.locator(f"#{OFFICE}-p18 > .raw-toggle")
    button.focus()
    page.keyboard.press("Enter")
    box = page.locator(f"#raw-{OFFICE}-p18")
    box.wait_for()
    assert "青简文秘网" in box.inner_text()
    assert box.locator("del.raw-dropped", has_text="青简文秘网").get_attribute("title") == "删混入的网站名"
    assert button.get_attribute("aria-expanded") == "true"
    assert button.get_attribute("aria-controls") == f"raw-{OFFICE}-p18"
    assert page.locator(".raw-text").count() == 1
    page.keyboard.press("Space")
    assert box.count() == 0
    assert button.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize(("edition", "label"), [("zh-hans", "对照原文"), ("zh-tw", "對照原文")])
def test_the_whole_page_and_back_in_either_edition(page: Any, html: Path, edition: str, label: str) -> None:
    page.goto(speech_page(html, OFFICE, edition))
    before = page.inner_text("article.speech")
    switch = page.locator(".raw-switch >> nth=0")
    assert switch.inner_text() == label
    switch.click()
    page.wait_for_selector(".raw-text")
    assert switch.get_attribute("aria-pressed") == "true"
    shown = page.locator(f"#raw-{OFFICE}-p13 .raw-words")
    assert shown.get_attribute("lang") == "zh-Hans", "raw text is never converted"
    assert "就是从我青简文秘网县的办公室队伍里成长起来的" in shown.inner_text()
    assert page.locator(".raw-text").count() == page.locator(".raw-toggle").count()
    switch.click()
    assert page.locator(".raw-text").count() == 0
    assert page.inner_text("article.speech") == before


def test_the_line_that_was_clicked_stays_where_it_was(page: Any, html: Path) -> None:
    page.goto(speech_page(html, OFFICE))
    switch = page.locator(".apparatus .raw-switch >> nth=0")
    switch.scroll_into_view_if_needed()
    top = switch.bounding_box()["y"]
    switch.click()
    page.wait_for_selector(".raw-text")
    assert abs(switch.bounding_box()["y"] - top) < 3


def test_a_page_says_that_its_text_was_taken_out_of_a_document(page: Any, html: Path) -> None:
    page.goto(speech_page(html, "an-quan-sheng-chan-gong-zuo-hui-yi-jiang-hua"))
    page.locator("article.speech p.has-raw-text .raw-toggle").first.evaluate("button => button.click()")
    page.wait_for_selector(".raw-text")
    assert page.inner_text(".raw-label") == "从原件取出的文字"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(chromium: Any, dirty_html: Path, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme, has_touch=True)
    page = context.new_page()
    for name in (VERY_DIRTY, HOSTILE):
        page.goto(speech_page(dirty_html, name))
        page.locator(".raw-switch >> nth=0").tap()
        page.wait_for_selector(".raw-text")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_hostile_text_stays_text(page: Any, dirty_html: Path) -> None:
    page.goto(speech_page(dirty_html, HOSTILE))
    page.locator(".raw-switch >> nth=0").click()
    page.wait_for_selector(".raw-text")
    shown = "".join(page.locator(".raw-words").all_inner_texts())
    assert ATTACK in shown
    for code in ("U+200B", "U+202E", "U+0007", "U+2028"):
        assert code in shown
    assert "\u202e" not in shown
    assert page.locator(".raw-text :is(img, script, a)").count() == 0
    assert page.evaluate("window.attacked") is None


def test_nothing_but_scripts_of_the_site_is_needed(chromium: Any, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "raw" in message.text else None)

    def with_policy(route: Any) -> None:
        answer = route.fetch()
        policy = "script-src 'self'; connect-src 'none'"
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/*.html", with_policy)
    page.goto(f"{address}/zh-hans/speeches/{OFFICE}.html")
    page.locator(".raw-switch >> nth=0").click()
    page.wait_for_selector(".raw-text")
    assert refused == []
    context.close()


def test_a_missing_script_is_said_and_tried_again(page: Any, address: str) -> None:
    page.route("**/*.raw.js*", lambda route: route.abort())
    page.goto(f"{address}/zh-hans/speeches/{OFFICE}.html")
    switch = page.locator(".raw-switch >> nth=0")
    switch.click()
    assert page.locator("[role=alert]").inner_text() == "原文没有取到，请再试一次。"
    page.unroute("**/*.raw.js*")
    switch.click()
    page.wait_for_selector(".raw-text")


def test_a_very_dirty_speech_makes_no_heavier_page(dirty_html: Path) -> None:
    for edition in ("zh-hans", "zh-tw"):
        for path in (dirty_html / edition / "speeches").glob("*.html"):
            assert path.stat().st_size <= MOST_BYTES, path


def test_what_the_page_leaves_out_of_a_list_is_listed_on_request(page: Any, dirty_html: Path) -> None:
    page.goto(speech_page(dirty_html, VERY_DIRTY))
    has_rest = "folds => folds.findIndex(fold => fold.querySelector('.repairs-rest'))"
    folds = page.locator(".apparatus details")
    fold = folds.nth(folds.evaluate_all(has_rest))
    count = int(fold.locator("summary").inner_text().removesuffix(" 处").rpartition("　")[2])
    fold.locator("summary").click()
    listed = fold.locator("li").count()
    fold.locator(".repairs-rest button").click()
    fold.locator("ul.repairs-all").wait_for()
    assert fold.locator("li").count() > listed
    places = fold.locator("li").evaluate_all(
        "items => items.reduce((sum, item) => sum + Array.from(item.querySelectorAll('a')).reduce((n, link) => "
        "n + Number(((link.nextSibling || {}).textContent || '').match(/（(\\d+)）/)?.[1] || 1), 0), 0)"
    )
    assert places == count
    assert fold.locator(".repairs-rest").count() == 0


def test_many_doubts_share_notes_and_every_mark_leads_to_one(page: Any, dirty_html: Path) -> None:
    page.goto(speech_page(dirty_html, VERY_DIRTY))
    assert page.locator(".doubt-mark").count() >= PARAGRAPHS
    assert 10 <= page.locator(".doubt-note").count() <= 20
    assert page.evaluate(
        "Array.from(document.querySelectorAll('.doubt-mark')).every(m => document.getElementById(m.hash.slice(1)))"
    )
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), e => e.id)")
    assert len(ids) == len(set(ids))


def test_search_and_paper_know_nothing_of_it(page: Any, address: str, html: Path) -> None:
    page.goto(f"{address}/zh-hans/search.html?q=青简文秘网")
    page.wait_for_function("window.speechbookSearch")
    assert page.evaluate("window.speechbookSearch('青简文秘网', {limit: 0})")["total"] == 0
    page.goto(speech_page(html, OFFICE))
    page.locator(".raw-switch >> nth=0").click()
    page.wait_for_selector(".raw-text")
    page.emulate_media(media="print")
    assert not page.locator(".raw-text >> nth=0").is_visible()
    assert not page.locator(".raw-switch >> nth=0").is_visible()


def test_other_pages_load_no_part_of_it(html: Path) -> None:
    for name in ("index", "lists/years", "guide/index", "search"):
        assert "raw-text" not in (html / "zh-hans" / f"{name}.html").read_text(encoding="utf-8")
