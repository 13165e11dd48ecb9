"""Links that last: explicit ids come first, each paragraph has its ¶ on the web, and nothing of it elsewhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

Build = Callable[..., Path]
PAGE = "speeches/office-2008.html"


def test_sections_link_to_their_lasting_ids_only(site: Path) -> None:
    html = (site / "zh-hans" / PAGE).read_text(encoding="utf-8")
    assert re.findall(r'class="headerlink" href="#([^"]+)" title="本节链接"', html) == [
        "office-2008",
        "office-2008-s1",
        "office-2008-s1-1",
        "office-2008-s2",
        "office-2008-apparatus",
    ]
    assert not re.findall(r'id="id\d+"', html)


def test_every_paragraph_of_the_speech_has_its_link(site: Path) -> None:
    html = (site / "zh-tw" / PAGE).read_text(encoding="utf-8")
    expected = [f"office-2008-p{number}" for number in range(1, 9)]
    link = r'<a class="paragraph-link" href="#([^"]+)" aria-label="本段連結"></a></p>'
    assert re.findall(link, html) == expected
    assert re.findall(r'<p (?:class="\w+" )?id="(office[^"]+)"', html) == expected


def test_every_point_has_its_link(site: Path) -> None:
    html = (site / "zh-tw" / PAGE).read_text(encoding="utf-8")
    links = re.findall(r'<a class="paragraph-link of-point" href="#([^"]+)" aria-label="本點連結"></a><strong>', html)
    assert links == ["office-2008-p3-1", "office-2008-p3-2"]


def test_other_pages_have_none(site: Path) -> None:
    assert "paragraph-link" not in (site / "zh-hans" / "guide" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("builder", "pattern"), [("text", "*.txt"), ("latex", "*.tex"), ("epub", "*.xhtml")])
def test_other_builders_show_none(build: Build, builder: str, pattern: str) -> None:
    written = list(build(builder, "zh-hans", "-D", "version=1").rglob(pattern))
    assert written
    for file in written:
        text = file.read_text(encoding="utf-8")
        assert "¶" not in text
        assert "paragraph_link" not in text


def test_the_page_outline_links_to_lasting_ids(site: Path) -> None:
    html = (site / "zh-hans" / PAGE).read_text(encoding="utf-8")
    outline = re.search(r'<nav id="pst-page-toc-nav".*?</nav>', html, re.DOTALL)
    assert outline
    assert re.findall(r'href="#([^"]+)"', outline[0]) == [
        "office-2008-p3-1",
        "office-2008-p3-2",
        "office-2008-s1",
        "office-2008-s1-1",
        "office-2008-s2",
        "office-2008-apparatus",
    ]
