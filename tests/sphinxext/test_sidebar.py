"""The sidebar shows where the reader is, and no page carries the whole book."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from docutils import nodes
from sphinx.application import Sphinx

from speechbook.sphinxext.long_branches import LONG
from speechbook.sphinxext.sidebar import WINDOW, Sidebar

Build = Callable[..., Path]
YEARS = 30


def make_sidebar(speeches_a_year: int) -> Sidebar:
    years = [f"lists/year-{1980 + year}" for year in range(YEARS)]
    children = {"index": ["lists/years", "guide/index"], "lists/years": years}
    for year in years:
        children[year] = [f"speeches/{year[-4:]}-{number}" for number in range(speeches_a_year)]
    docs = {"index", *children["index"], *years, *(doc for year in years for doc in children[year])}
    env = SimpleNamespace(
        toctree_includes=children,
        titles={doc: nodes.title("", f"{doc} <&>") for doc in docs},
        config=SimpleNamespace(root_doc="index"),
    )
    return Sidebar(cast("Any", env), cast("Any", SimpleNamespace(get_target_uri=lambda doc: f"{doc}.html")))


def links(html: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', html)


def test_the_current_page_is_marked_once_and_titles_are_escaped() -> None:
    html = make_sidebar(3).html("speeches/1985-1")
    assert html.count("aria-current") == 1
    assert '<a href="1985-1.html" class="active" aria-current="page">speeches/1985-1 &lt;&amp;&gt;</a>' in html


def test_only_the_open_year_shows_its_speeches() -> None:
    sidebar = make_sidebar(3)
    assert [link for link in links(sidebar.html("speeches/1985-1")) if "/" not in link] == [
        "1985-0.html",
        "1985-1.html",
        "1985-2.html",
    ]
    assert "../speeches/1985-2.html" in links(sidebar.html("lists/year-1985"))
    assert "../speeches/1986-2.html" not in links(sidebar.html("lists/year-1985"))
    assert not [link for link in links(sidebar.html("index")) if link.startswith("speeches/")]


def test_pages_of_one_folder_share_a_tree_but_not_the_mark() -> None:
    sidebar = make_sidebar(3)
    first, second = sidebar.html("speeches/1985-0"), sidebar.html("speeches/1985-1")
    assert links(first) == links(second)
    assert 'href="1985-0.html" class="active"' in first
    assert 'href="1985-0.html" class="active"' not in second


@pytest.mark.parametrize("number", [0, 500, 999])
def test_a_long_year_shows_the_neighbourhood_and_the_way_to_the_rest(number: int) -> None:
    shown = links(make_sidebar(1000).html(f"speeches/1985-{number}"))
    near = [link for link in shown if "/" not in link]
    assert f"1985-{number}.html" in near
    assert len(near) <= 2 * WINDOW + 1
    assert shown.count("../lists/year-1985.html") == 2
    assert len(shown) < YEARS + LONG


def test_a_page_outside_the_tree_gets_the_sections() -> None:
    assert "lists/years.html" in links(make_sidebar(3).html("search"))
    assert "aria-current" not in make_sidebar(3).html("search")


def test_the_theme_never_builds_a_tree_of_its_own(
    book_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forbidden:
        def __init__(self, *_args: object, **_kwargs: object) -> None:
            raise AssertionError("the theme parsed or resolved a table of contents")

    for name in ("BeautifulSoup", "_get_ancestor_pagename", "get_nonroot_toctree"):
        monkeypatch.setattr(f"pydata_sphinx_theme.toctree.{name}", Forbidden)
    monkeypatch.setattr("sphinx.environment.adapters.toctree.global_toctree_for_doc", Forbidden)
    docs, conf = str(book_root / "docs"), str(book_root / "conf")
    app = Sphinx(docs, conf, str(tmp_path / "out"), str(tmp_path / "doctrees"), "html", status=None, freshenv=True)
    app.build()
    assert (tmp_path / "out" / "speeches" / "office-2008.html").is_file()


def test_every_link_of_the_sidebar_leads_to_a_page(site: Path) -> None:
    for page in (site / "zh-tw").rglob("*.html"):
        tree = re.search(r'<ul class="tree">.*?</nav>', page.read_text(encoding="utf-8"), re.DOTALL)
        if tree:
            for link in links(tree[0]):
                assert (page.parent / link).resolve().is_file(), (page, link)


def test_a_speech_leads_to_the_next_one_across_the_year(site: Path) -> None:
    html = (site / "zh-hans" / "speeches" / "drought-2008.html").read_text(encoding="utf-8")
    assert re.findall(r'class="(left-prev|right-next)" rel="\w+" href="([^"]+)"', html) == [
        ("left-prev", "office-2008.html"),
        ("right-next", "school-2009.html"),
    ]
    year = (site / "zh-hans" / "lists" / "year-2008.html").read_text(encoding="utf-8")
    assert "prev-next-area" not in year


def test_a_new_speech_appears_beside_its_neighbours_and_costs_no_other_page(book_root: Path, build: Build) -> None:
    out = build("html", "zh-hans", name="growing")
    docs = book_root / "docs"
    old = {page: page.stat().st_mtime_ns for page in out.rglob("speeches/*.html")}
    speech, year = docs / "speeches" / "evening-2009.md", docs / "lists" / "year-2009.md"
    list_before = year.read_text(encoding="utf-8")
    try:
        speech.write_text("---\nspeech: evening-2009\n---\n\n(evening-2009)=\n# 在晚会上的讲话\n", encoding="utf-8")
        year.write_text(
            list_before.replace("school-2009\n```", "school-2009\n../speeches/evening-2009\n```"), encoding="utf-8"
        )
        build("html", "zh-hans", name="growing")
    finally:
        speech.unlink()
        year.write_text(list_before, encoding="utf-8")
    assert 'href="evening-2009.html">在晚会上的讲话' in (out / "speeches" / "school-2009.html").read_text(
        encoding="utf-8"
    )
    rewritten = {page.stem for page, time in old.items() if page.stat().st_mtime_ns != time}
    assert rewritten == {"school-2009"}
