"""Sphinx's index gets the same titles and terms of a page by the short way as by its own."""

import pickle
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from sphinx.search import IndexBuilder

from speechbook.sphinxext.stock_search import FoldedChinese
from speechbook.sphinxext.stock_words import feed, stock_words

Build = Callable[..., Path]


def indexer() -> IndexBuilder:
    env: Any = SimpleNamespace(_search_index_entries={}, version={}, _registry=SimpleNamespace(search_languages={}))
    made = IndexBuilder.__new__(IndexBuilder)
    made.env, made.lang = env, FoldedChinese({})
    made._titles, made._filenames, made._mapping, made._title_mapping = {}, {}, {}, {}
    made._all_titles, made._index_entries = {}, {}
    return made


def fed(doctree: nodes.document, *, ours: bool) -> tuple[Any, ...]:
    made = indexer()
    if ours:
        feed(made, "page", "page.md", "题目", stock_words(doctree))
    else:
        made.feed("page", "page.md", "题目", doctree)
    return made._titles, made._filenames, made._all_titles, made._title_mapping, made._index_entries, made._mapping


@pytest.fixture(scope="session")
def plain_trees(build: Build) -> Path:
    """Give the folder of the trees of the tiny book."""
    out = build("html", "zh-hans", "-D", "speechbook_ready_pages=0", name="stock-feed")
    return out.with_name("zh-hans-doctrees")


@pytest.mark.parametrize("page", ["speeches/office-2008", "speeches/school-2009", "guide/index", "index"])
def test_what_is_fed_is_the_same(plain_trees: Path, page: str) -> None:
    doctree = pickle.loads((plain_trees / f"{page}.doctree").read_bytes())  # noqa: S301 -- our own build
    *theirs, their_words = fed(doctree, ours=False)
    *ours, our_words = fed(doctree, ours=True)
    assert ours == theirs
    assert len(ours[3]) > 0
    # A pair of characters across two nodes of one paragraph is found as well.
    assert their_words.keys() <= our_words.keys()
    assert len(our_words) < len(their_words) * 1.1 + 5


def test_what_is_not_to_be_searched_is_not_fed() -> None:
    doctree = nodes.document(None, None)
    doctree += nodes.paragraph("", "山高水长", classes=["no-search"])
    doctree += nodes.comment("", "注释")
    doctree += nodes.paragraph("", "月明星稀")
    assert fed(doctree, ours=True)[-1].keys() == set("月明星稀") | {"月明", "明星", "星稀"}
