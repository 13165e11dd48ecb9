"""Every word of the interface is Chinese, in the script of the edition."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from speechbook.variants import convert

FOREIGN_WORDS = {"JavaScript", "GB", "BibLaTeX", "CSL", "JSON", "EB", "OL", "Atom"}
"""Latin words a reader may meet in the interface; the pages of the tiny book have none of their own."""

UNSEEN = {"script", "style", "noscript-style", "title-of-svg"}
READ_OUT = {"title", "aria-label", "placeholder", "alt", "content-description"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Words(HTMLParser):
    """Gathers what a reader sees or hears of a page; parts in another language are left out."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.hidden = 0
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        foreign = tag in UNSEEN or values.get("lang", self.language) != self.language
        if not self.hidden and not foreign:
            self.found += [values[name] or "" for name in READ_OUT & values.keys()]
            if tag == "input" and values.get("type") in ("submit", "button"):
                self.found.append(values.get("value") or "")
            if tag == "meta" and values.get("name") == "description":
                self.found.append(values.get("content") or "")
        if tag not in VOID:
            self.open.append((tag, foreign))
            self.hidden += foreign

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            opened, foreign = self.open.pop()
            self.hidden -= foreign
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.hidden and data.strip():
            self.found.append(data.strip())


def words_of(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    language = re.search(r'<html[^>]* lang="([^"]+)"', text)
    assert language, page
    reader = Words(language[1])
    reader.feed(text)
    return reader.found


def pages(site: Path, edition: str) -> Iterator[Path]:
    return (page for page in sorted((site / edition).rglob("*.html")) if "_static" not in page.parts)


@pytest.mark.parametrize("edition", ["zh-hans", "zh-tw", "zh-hk"])
def test_no_page_says_anything_in_english(site: Path, edition: str) -> None:
    said = {
        (page.name, text)
        for page in pages(site, edition)
        for text in words_of(page)
        if set(re.findall(r"[A-Za-z]{2,}", text)) - FOREIGN_WORDS
    }
    assert said == set()


@pytest.mark.parametrize("edition", ["zh-tw", "zh-hk"])
def test_no_page_of_a_traditional_edition_is_simplified_anywhere(site: Path, edition: str) -> None:
    said = {
        (page.name, text, convert(text, "hans", edition))
        for page in pages(site, edition)
        for text in words_of(page)
        if convert(text, "hans", edition) != text
    }
    assert said == set()


def test_the_walk_sees_text_and_attributes_and_honours_language() -> None:
    reader = Words("zh")
    reader.feed(
        '<p title="One">Two<br><a lang="en" title="no">no</a><script>no</script><input placeholder="Three">Four'
    )
    assert reader.found == ["One", "Two", "Three", "Four"]


@pytest.mark.parametrize(("edition", "language"), [("zh-hans", "zh_CN"), ("zh-tw", "zh_TW"), ("zh-hk", "zh_TW")])
def test_scripts_have_chinese_for_all_they_say(site: Path, edition: str, language: str) -> None:
    static = site / edition / "_static"
    said: set[str] = set()
    for script in ("searchtools.js", "sphinx_highlight.js"):
        code = (static / script).read_text(encoding="utf-8")
        for call in re.findall(r'(?:\b_|gettext)\(\s*"([^"]+)"', code):
            said.add(call)
    ours = (static / f"words-{language}.js").read_text(encoding="utf-8")
    assert {text for text in said if f'"{text}"' not in ours and f"  {text}:" not in ours} == set()
