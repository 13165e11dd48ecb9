"""The search as a reader uses it, in Chromium."""

import csv
import io
import itertools
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
ASK = "query => window.speechbookSearch(query, {limit: 0})"


@pytest.fixture(scope="session")
def address(searched_book: Path, serve: Callable[[Path], str]) -> str:
    return serve(searched_book)


def found(page: Any, address: str, query: str, edition: str = "zh-hans") -> set[str]:
    if not page.url.startswith(f"{address}/{edition}/search.html"):
        page.goto(f"{address}/{edition}/search.html")
    answer = page.evaluate(ASK, query)
    assert answer["total"] == len(answer["hits"])
    assert all("<mark>" in hit["excerpt_html"] for hit in answer["hits"])
    return {hit["anchor"] for hit in answer["hits"]}


@pytest.mark.parametrize("edition", ["zh-hans", "zh-tw"])
@pytest.mark.parametrize(
    ("query", "anchors"),
    [
        ("抗旱保收", {"drought-2008-p3"}),
        ("幹部羣眾", {"drought-2008-p3"}),
        ("干部群众 旱情", {"drought-2008-p3", "drought-2008-p4"}),
        ("抗旱 面向", set()),
        ("旱抗", set()),
        ("7.5%", {"drought-2008-p3"}),
        ("７．５％", {"drought-2008-p3"}),
        ("7.6%", set()),
        ("8,775", {"drought-2008-p3"}),
        ("R&D", {"drought-2008-p3"}),
        ("r&d 投入", {"drought-2008-p3"}),
        ("pm2.5", {"drought-2008-p3"}),
        ("渠", {"drought-2008-p6"}),
        ("今天，我们", {"drought-2008-p3"}),
        ("今天我们", set()),
        ("，今天。我们！", {"drought-2008-p3"}),
        ("“今天，我们”", {"drought-2008-p3"}),
        ("“今天。我们”", set()),
        ("「改革、發展」", {"drought-2008-p4"}),
        ("『水、電』", {"drought-2008-p4"}),
        ('"要抓紧。时间"', {"drought-2008-s2-1"}),
        ("时间不等人", {"drought-2008-p5"}),
        ("认清形势", {"drought-2008-s1"}),
        ("抗旱会议", {"drought-2008"}),
        ("？！", set()),
        ("", set()),
    ],
)
def test_a_query_finds_its_paragraphs(page: Any, address: str, edition: str, query: str, anchors: set[str]) -> None:
    assert found(page, address, query, edition) == anchors


def test_a_hit_has_all_that_the_design_promises(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-tw/search.html")
    answer = page.evaluate("window.speechbookSearch('干部', {limit: 1})")
    assert answer["total"] == 2
    (hit,) = answer["hits"]
    assert set(hit) == {"docname", "url", "anchor", "title", "section", "excerpt_html", "score"}
    assert hit["url"] == f"{hit['docname']}.html#{hit['anchor']}"
    assert "<mark>幹部</mark>" in hit["excerpt_html"]
    about = page.evaluate("window.speechbookSearch('抗旱会议')")["speeches"]
    assert [speech["docname"] for speech in about] == ["speeches/drought-2008"]


@pytest.mark.parametrize(
    "query", ["敌意文字", "<script>window.hacked=1</script>", "</mark>", "反着写", "\u202e改革", "window"]
)
def test_hostile_text_never_runs(page: Any, address: str, query: str) -> None:
    page.goto(f"{address}/zh-hans/search.html")
    page.fill(".book-search input[name=q]", query)
    page.press(".book-search input[name=q]", "Enter")
    page.wait_for_function("!/正在/.test(document.querySelector('.search-status').textContent)")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None
    assert page.locator(".search-results img, .search-results script").count() == 0
    assert not re.search("[\u202a-\u202e]", page.inner_text("#book-search"))
    if page.locator(".search-excerpt").count():
        page.locator(".search-excerpt").first.click()
        page.wait_for_selector(".search-mark")
        assert page.evaluate("window.hacked") is None


def test_from_typing_to_the_marked_paragraph_and_back(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/search.html")
    page.keyboard.press("/")
    page.keyboard.type("干部")
    page.wait_for_selector(".search-excerpt mark")
    assert "q=" in page.url
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".search-bar")
    assert page.locator(".search-mark").all_inner_texts() == ["干部", "干部"]
    first = page.inner_text(".search-bar [role=status]")
    page.locator(".search-bar button").nth(1).click()
    assert page.inner_text(".search-bar [role=status]") != first
    page.keyboard.press("Escape")
    assert page.locator(".search-mark, .search-bar").count() == 0
    page.goto(f"{address}/zh-hans/search.html?q=旱情&sort=newest")
    page.fill(".book-search input[name=q]", "改革")
    page.press(".book-search input[name=q]", "Enter")
    page.wait_for_function("document.querySelectorAll('.search-speech').length === 2")
    assert page.locator(".search-speech h2").first.inner_text() == "在开学典礼上的讲话"
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.search-speech').length === 1")
    assert page.input_value(".book-search input[name=q]") == "旱情"


def test_nothing_found_gives_help(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/search.html?q=抗旱保证 改革")
    page.wait_for_selector("p.search-help")
    assert "抗旱保" in page.inner_text("p.search-help")
    assert "2 段" in page.inner_text("ul.search-help")


def test_results_are_filtered_by_year(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/search.html?q=改革")
    page.wait_for_selector(".search-tools select[aria-label=年份]")
    page.select_option(".search-tools select[aria-label=年份]", "2010")
    page.wait_for_function("document.querySelectorAll('.search-speech').length === 1")
    assert "year=2010" in page.url


def test_the_concordance_lists_and_saves_every_place(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/search.html?q=改革&view=kwic")
    page.wait_for_selector(".search-kwic tbody tr")
    assert page.locator(".search-kwic tbody .kwic-match").all_inner_texts() == ["改革", "改革"]
    assert page.locator(".search-years tbody tr").count() == 2
    with page.expect_download() as download:
        page.click(".search-kwic-tools button")
    assert download.value.suggested_filename == "语境对照.csv"
    text = Path(download.value.path()).read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    found_rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [row["所查"] for row in found_rows] == ["改革", "改革"]
    assert {row["讲话人"] for row in found_rows} == {"陆启衡", "何望舒"}
    assert all(row["网址"].startswith(f"{address}/zh-hans/speeches/") for row in found_rows)


@pytest.mark.parametrize(
    ("label", "values", "chosen", "left"),
    [
        ("年份", ["全部", "2010（1）", "2008（1）"], "2008", ["在全县抗旱会议上的讲话"]),
        ("讲话人", ["全部", "何望舒（1）", "陆启衡（1）"], "何望舒", ["在开学典礼上的讲话"]),
        ("地点", ["全部", "青澜县（1）", "青澜一中（1）"], "青澜县", ["在全县抗旱会议上的讲话"]),
        ("主题", ["全部", "改革（2）", "水利（1）", "教育（1）"], "教育", ["在开学典礼上的讲话"]),
    ],
)
def test_each_filter_counts_and_keeps(
    page: Any, address: str, label: str, values: list[str], chosen: str, left: list[str]
) -> None:
    page.goto(f"{address}/zh-hans/search.html?q=改革")
    select = page.locator(f".search-tools select[aria-label={label}]")
    select.wait_for()
    assert sorted(select.locator("option").all_inner_texts()) == sorted(values)
    select.select_option(chosen)
    page.wait_for_function("document.querySelectorAll('.search-speech').length === 1")
    assert page.locator(".search-speech h2").all_inner_texts() == left
    page.select_option(".search-tools select[aria-label=搜索结果]", "kwic")
    page.wait_for_selector(".search-kwic tbody tr")
    assert page.locator(".search-kwic tbody tr").count() == 1
    page.go_back()
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.search-speech').length === 2")


def test_speeches_are_sorted_by_date_either_way(page: Any, address: str) -> None:
    for order, first in (("newest", "在开学典礼上的讲话"), ("oldest", "在全县抗旱会议上的讲话")):
        page.goto(f"{address}/zh-hans/search.html?q=改革&sort={order}")
        page.wait_for_selector(".search-speech h2")
        assert page.locator(".search-speech h2").first.inner_text() == first


def test_a_screen_reader_is_told(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-tw/search.html?q=改革&view=kwic")
    page.wait_for_selector(".search-kwic tbody tr")
    status = page.locator(".search-status")
    assert (status.get_attribute("role"), status.get_attribute("aria-live")) == ("status", "polite")
    assert status.inner_text() == "2 段，見於 2 篇講話"
    assert page.get_by_role("search").get_by_role("searchbox").first.get_attribute("aria-label")
    assert page.get_by_role("group", name="篩選與次序").get_by_role("combobox", name="年份").count() == 1
    years = page.get_by_role("table", name="各年處數")
    assert [cell.strip() for cell in years.get_by_role("rowheader").all_inner_texts()] == ["2008", "2010"]
    assert page.get_by_role("region", name="語境對照").get_by_role("columnheader").count() == 5
    assert page.locator(".search-years svg").get_attribute("aria-hidden") == "true"
    uses = page.inner_text(".search-uses")
    assert uses.index("在全縣抗旱會議上的講話") < uses.index("在開學典禮上的講話")


@pytest.mark.parametrize("order", ["left", "right", "speech", "date"])
def test_the_concordance_is_sorted(page: Any, address: str, order: str) -> None:
    page.goto(f"{address}/zh-hans/search.html?q=干部&view=kwic&order={order}")
    page.wait_for_selector(".search-kwic tbody tr")
    column = {"left": "before", "right": "after"}.get(order)
    if column:
        texts = page.locator(f".search-kwic tbody .kwic-{column}").all_inner_texts()
        keys = [re.sub(r"\W", "", text) for text in texts]
        keys = [key[::-1] for key in keys] if order == "left" else keys
        assert len(keys) == 2
        assert keys == sorted(keys)
    page.select_option(".search-kwic-tools select", "date")
    assert "order=date" in page.url


def test_hostile_text_never_runs_in_the_concordance(page: Any, address: str) -> None:
    page.goto(
        f"{address}/zh-hans/search.html?view=kwic&q=%3Cimg%20src%3Dx%20onerror%3D%22window.hacked%3D3%22%3E%20敌意"
    )
    page.wait_for_function("!/正在/.test(document.querySelector('.search-status').textContent)")
    page.goto(f"{address}/zh-hans/search.html?view=kwic&q=敌意文字")
    page.wait_for_selector(".search-kwic tbody tr")
    assert "</mark>" in page.inner_text(".kwic-before")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#book-search img, #book-search script").count() == 0


def test_the_field_and_the_button_of_every_page_lead_to_the_search(page: Any, address: str) -> None:
    pages = ("index", "speeches/drought-2008", "guide/searching")
    for name, way in itertools.product(pages, (".search-opener", ".search-icon")):
        page.goto(f"{address}/zh-hans/{name}.html")
        page.locator(way).first.click()
        page.locator("#pst-search-dialog input").fill("旱情")
        page.keyboard.press("Enter")
        page.wait_for_selector(".search-excerpt mark")
        assert page.url.startswith(f"{address}/zh-hans/search.html?q=")


def test_marks_are_in_the_speech_and_not_in_what_stands_beside_it(page: Any, address: str) -> None:
    for query, count in (("中文行文", 0), ("陆启衡", 0), ("校勘记", 0), ("在全县抗旱会议上的讲话", 1), ("要抓", 2)):
        page.goto(f"{address}/zh-hans/speeches/drought-2008.html?q={query}", wait_until="networkidle")
        page.wait_for_function("window.SpeechbookEngine")
        assert page.locator(".search-mark").count() == count, query


def test_the_marks_bar_on_a_phone(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/zh-hans/speeches/drought-2008.html?q=干部#drought-2008-p3")
    page.wait_for_selector(".search-bar")
    for target in page.query_selector_all(".search-bar button"):
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 43.5
        assert target.get_attribute("aria-label")
    assert page.inner_text(".search-bar [role=status]") == "第 1 处，共 2 处"
    page.get_by_label("下一处").click()
    page.get_by_label("下一处").click()
    assert page.inner_text(".search-bar [role=status]") == "第 1 处，共 2 处"
    page.get_by_label("去掉标记").click()
    assert page.locator(".search-mark, .search-bar").count() == 0
    assert page.url.endswith("drought-2008.html#drought-2008-p3")


def test_on_a_phone_the_concordance_shows_what_was_asked_for(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/zh-hans/search.html?q=干部&view=kwic")
    page.wait_for_function("document.querySelector('.search-kwic-frame')?.scrollLeft > 0")
    box = page.locator(".search-kwic tbody .kwic-match").first.bounding_box()
    assert 0 < box["x"] < box["x"] + box["width"] < 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_works_from_disk(page: Any, searched_book: Path) -> None:
    page.goto((searched_book / "zh-tw" / "search.html").as_uri() + "?q=干部")
    page.wait_for_selector(".search-excerpt mark")
    assert page.inner_text(".search-excerpt mark >> nth=0") == "幹部"
    page.locator(".search-excerpt").first.click()
    page.wait_for_selector(".search-mark")


def test_it_works_below_any_address(
    page: Any, searched_book: Path, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    shutil.copytree(searched_book, tmp_path / "a" / "b")
    assert found(page, f"{serve(tmp_path)}/a/b", "抗旱保收") == {"drought-2008-p3"}


def test_our_code_needs_scripts_of_the_site_only(page: Any, address: str) -> None:
    def answer(route: Any) -> None:
        response = route.fetch()
        policy = {"Content-Security-Policy": "script-src 'self'"}
        route.fulfill(response=response, headers={**response.headers, **policy})

    page.add_init_script("""
        window.forbidden = [];
        document.addEventListener("securitypolicyviolation", event => window.forbidden.push(event.blockedURI));
    """)
    page.route("**/search.html*", answer)
    page.goto(f"{address}/zh-hans/search.html?q=干部")
    page.locator(".search-excerpt mark").first.wait_for()
    assert page.evaluate("window.forbidden") == []


def test_the_search_page_has_no_script_within(searched_book: Path) -> None:
    for edition in ("zh-hans", "zh-tw"):
        text = (searched_book / edition / "search.html").read_text(encoding="utf-8")
        assert re.search(r"<script(?![^>]*\bsrc=)", text) is None
        assert re.search(r"<[^>]*\son\w+=", text) is None
        assert "javascript:" not in text


def test_a_page_loads_nothing_of_the_index_before_a_search(page: Any, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index", "speeches/drought-2008", "search"):
        page.goto(f"{address}/zh-hans/{name}.html", wait_until="networkidle")
    assert not [url for url in asked if "/_search/" in url or "searchindex" in url]


def test_a_failed_file_is_told_and_tried_again(page: Any, address: str) -> None:
    page.route("**/_search/*-s*.js*", lambda route: route.abort())
    page.goto(f"{address}/zh-hans/search.html?q=干部")
    page.wait_for_selector(".search-results .book-button")
    assert "没有载入" in page.inner_text(".search-status")
    page.unroute("**/_search/*-s*.js*")
    page.click(".search-results .book-button")
    page.wait_for_selector(".search-excerpt mark")


def test_an_index_of_another_build_is_noticed(page: Any, address: str) -> None:
    def answer(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=re.sub(r'","\w{12}",', '","000000000000",', response.text(), count=1))

    page.route("**/_search/index.js*", answer)
    page.goto(f"{address}/zh-hans/search.html?q=干部")
    page.wait_for_selector(".search-results .book-button")
    assert "不是同一次" in page.inner_text(".search-status")


def test_targets_on_a_phone_are_large_enough(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/zh-hans/search.html?q=干部")
    page.wait_for_selector(".search-excerpt mark")
    for target in page.query_selector_all("#book-search a, #book-search button, #book-search select"):
        assert target.bounding_box()["height"] >= 43.5
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_sphinx_s_own_search_stays(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/stock-search.html?q=抗旱")
    page.wait_for_selector("#search-results li a")
