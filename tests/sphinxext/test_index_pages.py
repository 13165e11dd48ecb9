"""Index pages in both orders, through real builds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

_PEOPLE = """---
script: hans
---

# 人名索引

```{index-list} people
=\tpeople-1\t丁一\thans\tding yi\t1\t1\t
-\toffice\t在全县会议上的讲话\thans\t2008年3月12日\t* p1 s2-1\t3
=\tpeople-2\t龙在田\thans\tlong zai tian\t1\t1\t
-\toffice\t在全县会议上的讲话\thans\t\tp1\t0
=\tpeople-3\t陸啟衡\thant\tlu qi heng\t50\t1200\tpeople-of-lu-qi-heng
=\tpeople-4\t<b>\thans\tb\t1\t1\t
-\tgone\t没有这一篇\thans\t\tp1\t0
broken\trow
```
"""
_HEADS = """# 文献索引

```{index-list} works
^\t张\thans\tzhang\tpeople-of-lu-qi-heng
^\t張\thant\tzhang\tpeople-of-lu-qi-heng
^\t丁\thans\tding\tpeople
```
"""
_SPEECH = "---\nspeech: office\nscript: hans\n---\n\n(office)=\n# 在全县会议上的讲话\n\n{#office-p1}\n请读书。\n"


@pytest.fixture
def built(bare_build: Callable[[dict[str, str], str, str], Path]) -> Callable[[str], Callable[[str], BeautifulSoup]]:
    pages = {
        "index": "# 书\n\n```{toctree}\nlists/people\nlists/people-of-lu-qi-heng\nlists/works\nspeeches/office\n```\n",
        "lists/people": _PEOPLE,
        "lists/people-of-lu-qi-heng": "# 陆启衡\n",
        "lists/works": _HEADS,
        "speeches/office": _SPEECH,
    }

    def build(edition: str) -> Callable[[str], BeautifulSoup]:
        out = bare_build(pages, "html", edition)
        return lambda name: BeautifulSoup((out / f"{name}.html").read_text(encoding="utf-8"), "html.parser")

    return build


def outline(page: BeautifulSoup) -> list[str]:
    return [
        element.get_text() if element.name == "h2" else element.select_one(".index-name").get_text()
        for element in page.select(".index-group h2, .index-entry")
    ]


def test_simplified_editions_go_by_pinyin(built: Callable[[str], Callable[[str], BeautifulSoup]]) -> None:
    page = built("zh-hans")("lists/people")
    assert outline(page) == ["B", "<b>", "D", "丁一", "L", "龙在田", "陆启衡"]
    assert [link["href"] for link in page.select(".index-jumps a")] == ["#group-b", "#group-d", "#group-l"]
    assert page.select_one(".index-jumps")["aria-label"] == "跳到"


def test_traditional_editions_go_by_strokes(built: Callable[[str], Callable[[str], BeautifulSoup]]) -> None:
    page = built("zh-tw")("lists/people")
    assert outline(page) == ["二畫", "丁一", "十一畫", "陸啟衡", "十六畫", "龍在田", "#", "<b>"]


def test_each_line_leads_to_its_paragraphs(built: Callable[[str], Callable[[str], BeautifulSoup]]) -> None:
    page = built("zh-hans")("lists/people")
    links = [(link.get_text(), link["href"]) for link in page.select("#people-1 a")]
    assert links == [
        ("在全县会议上的讲话", "../speeches/office.html"),
        ("全篇", "../speeches/office.html"),
        ("1", "../speeches/office.html#office-p1"),
        ("§2.1", "../speeches/office.html#office-s2-1"),
    ]
    assert page.select_one("#people-1 li").get_text().strip().endswith("等 3 处")
    assert page.select_one("#people-3").get_text(strip=True) == "陆启衡50 篇 1,200 处"
    assert page.select_one("#people-3 a")["href"] == "people-of-lu-qi-heng.html"


def test_a_speech_that_is_not_there_is_no_link(built: Callable[[str], Callable[[str], BeautifulSoup]]) -> None:
    entry = built("zh-hans")("lists/people").select_one("#people-4")
    assert entry.get_text(" ", strip=True) == "<b> 没有这一篇 1"
    assert not entry.select("a")


def test_first_characters_lead_to_the_pages_of_a_large_index(
    built: Callable[[str], Callable[[str], BeautifulSoup]],
) -> None:
    simplified, traditional = built("zh-hans")("lists/works"), built("zh-tw")("lists/works")
    heads = [[head.get_text(strip=True) for head in page.select(".index-head")] for page in (simplified, traditional)]
    assert heads == [["丁", "张"], ["丁", "張"]]


def test_ids_and_links_are_those_of_all_editions(built: Callable[[str], Callable[[str], BeautifulSoup]]) -> None:
    pages = [built(edition)("lists/people").select_one(".index-list") for edition in ("zh-hans", "zh-tw")]
    for attribute in ("id", "href"):
        one, other = (
            sorted(str(e[attribute]) for e in page.select(f"[{attribute}]") if not e.get("data-edition"))
            for page in pages
        )
        assert one == other
