"""The list of all speeches in a browser, from disk: 1,200 speeches."""

import json
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx

from speechbook.model import SpeechCard
from speechbook.sphinxext.speech_list import ROWS
from speechbook.write import speech_list_page, speech_list_rows

COUNT = 1_200
SPEAKERS = ("陆启衡", "沈若棠", "曾国藩")
_CONF = """
extensions = ["myst_parser", "speechbook.sphinxext"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "fieldlist", "colon_fence"]
language = "zh_CN"
"""


def card(number: int) -> SpeechCard:
    return SpeechCard(
        id=f"speech-{number}",
        title=f"第{number}篇<b>讲话",
        speaker=SPEAKERS[number % 3] if number % 10 else "",
        date=f"{2000 + number // 100}-03-12" if number < COUNT - 5 else "",
        place="临江" if number % 2 else "",
        occasion=f"第{number % 400}次会议",
        script="hans",
        char_count=100,
    )


@pytest.fixture(scope="module", params=["zh-hans", "zh-tw"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    root = tmp_path_factory.mktemp("list")
    lists = root / "docs" / "lists"
    lists.mkdir(parents=True)
    (root / "conf").mkdir()
    (root / "conf" / "conf.py").write_text(_CONF, encoding="utf-8")
    (root / "conf" / "book.toml").write_text("", encoding="utf-8")
    pages = {"index": "```{toctree}\nlists/speeches\nlists/years\nlists/speakers\nlists/indices\n```\n"}
    pages |= {f"lists/{name}": "# 列表\n" for name in ("years", "speakers", "indices")}
    for name, text in {**pages, "index": f"# 书\n\n{pages['index']}", "lists/speeches": speech_list_page()}.items():
        (root / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    topics = {f"speech-{number}": ["抗旱", "水利"] if number % 7 else ["读书"] for number in range(0, COUNT, 5)}
    rows = "".join(speech_list_rows(map(card, range(COUNT)), topics))
    (lists / "speeches.jsonl").write_text(rows, encoding="utf-8")
    out = root / "out"
    Sphinx(
        root / "docs",
        root / "conf",
        out,
        root / "doctrees",
        "html",
        confoverrides={"speechbook_edition": request.param},
        status=None,
        warningiserror=True,
    ).build()
    return request.param, out


def open_list(page: Any, site: tuple[str, Path], hash_: str = "") -> None:
    page.goto("about:blank")  # else only the hash would change
    page.goto(f"file://{site[1]}/lists/speeches.html{hash_}")
    page.wait_for_function("!document.querySelector('.speech-list-status').textContent.includes('……')")


def status(page: Any) -> str:
    return str(page.inner_text(".speech-list-status"))


def titles(page: Any) -> list[str]:
    return [str(text) for text in page.locator(".speech-list-results a").all_inner_texts()]


def names(site: tuple[str, Path]) -> tuple[str, str]:
    return ("陆启衡", "抗旱") if site[0] == "zh-hans" else ("陸啟衡", "抗旱")


def test_the_page_itself_names_no_speech(site: tuple[str, Path]) -> None:
    html = (site[1] / "lists" / "speeches.html").read_text(encoding="utf-8")
    assert "speech-1" not in html
    assert "years.html" in html
    assert "speech-list.js" in html
    assert "speech-list.js" not in (site[1] / "lists" / "years.html").read_text(encoding="utf-8")


def test_rows_lie_in_small_shards(site: tuple[str, Path]) -> None:
    shards = sorted((site[1] / "_static" / "speech-list").glob("rows-*.js"))
    assert len(shards) == COUNT // ROWS
    assert max(path.stat().st_size for path in shards) < 12_000


def test_it_loads_only_what_it_shows(page: Any, site: tuple[str, Path]) -> None:
    open_list(page, site)
    loaded = page.eval_on_selector_all("script[src*='speech-list/']", "all => all.map(one => one.src)")
    assert len([name for name in loaded if "rows-" in name]) <= 3
    assert not any(name.endswith(("occasion.js", "topic.js", "place.js")) for name in loaded)
    assert "1200" in status(page)
    assert len(titles(page)) == 30
    assert titles(page)[0].startswith("第1194篇<b>")


def test_it_filters_by_several_things_and_the_address_keeps_them(page: Any, site: tuple[str, Path]) -> None:
    speaker, topic = names(site)
    open_list(page, site)
    page.select_option("#speech-list-year", "2003")
    page.focus("#speech-list-topic")
    page.wait_for_selector(f"#speech-list-topic option[value='{topic}']", state="attached")
    page.select_option("#speech-list-topic", topic)
    page.wait_for_function("document.querySelector('.speech-list-status').textContent.includes(' 17 ')")
    page.reload()
    page.wait_for_function("document.querySelector('.speech-list-status').textContent.includes(' 17 ')")
    assert page.input_value("#speech-list-topic") == topic
    expected = [n for n in range(300, 400) if n % 5 == 0 and n % 7]
    assert [int(title[1:4]) for title in titles(page)] == expected[::-1]
    page.click(".speech-list-clear")
    page.wait_for_function("document.querySelector('.speech-list-status').textContent.includes('1200')")
    assert "#" not in page.url
    open_list(page, site, f"#speaker={speaker}&place=-&year=2001")
    assert [int(title[1:4]) for title in titles(page)] == [
        n for n in range(199, 99, -1) if n % 10 and n % 3 == 0 and n % 2 == 0
    ]


def test_it_sorts_as_the_edition_is_read(page: Any, site: tuple[str, Path]) -> None:
    open_list(page, site, "#sort=old")
    assert titles(page)[0].startswith("第0篇")
    open_list(page, site, "#year=2000&sort=speaker")
    page.wait_for_function("document.querySelectorAll('.speech-list-results li').length === 30")
    first = page.inner_text(".speech-list-results li .about")
    assert first.startswith("陆启衡" if site[0] == "zh-hans" else "沈若棠")  # lu < shen < zeng; 7 < 11 < 12 strokes


def test_what_has_no_such_value_is_found_too_and_nothing_says_so(page: Any, site: tuple[str, Path]) -> None:
    open_list(page, site, "#year=-")
    assert len(titles(page)) == 5
    open_list(page, site, "#year=1899")
    assert titles(page) == []
    assert status(page).startswith(("没有符合", "沒有符合"))


def test_many_values_are_typed(page: Any, site: tuple[str, Path]) -> None:
    open_list(page, site)
    page.focus("#speech-list-occasion")
    page.wait_for_selector("input#speech-list-occasion")
    value = "第7次会议" if site[0] == "zh-hans" else "第7次會議"
    page.keyboard.type(value)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.speech-list-status').textContent.includes(' 3 ')")
    assert len(titles(page)) == 3


def test_the_keyboard_goes_on_where_more_is_shown(page: Any, site: tuple[str, Path]) -> None:
    open_list(page, site, "#year=2005")
    page.focus(".speech-list-more")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.speech-list-results li').length === 60")
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == titles(page)[30]
    labels = page.eval_on_selector_all(
        ".speech-list-form :is(select, input)", "all => all.map(one => one.labels.length)"
    )
    assert labels == [1] * 6
    assert page.get_attribute(".speech-list-status", "role") == "status"


def test_rows_are_json_and_hold_no_line_ends() -> None:
    (row,) = speech_list_rows([card(3)], {"speech-3": ["水利"]})
    assert json.loads(row) == [
        "speech-3",
        "第3篇<b>讲话",
        "hans",
        "2000-03-12",
        "陆启衡",
        "临江",
        "第3次会议",
        ["水利"],
    ]
