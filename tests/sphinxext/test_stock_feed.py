"""Sphinx's index gets the same titles and terms of a page by the short way as by its own."""

import pickle
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.search import WordStore, _feed_visit_nodes

from speechbook.sphinxext.stock_feed import lean_doctree
from speechbook.sphinxext.stock_search import FoldedChinese


def fed(doctree: nodes.document) -> tuple[set[str], list[tuple[str, str | None]], set[str]]:
    store = WordStore()
    _feed_visit_nodes(doctree, word_store=store, split=FoldedChinese({}).split, language="zh")
    return set(store.words), store.titles, set(store.title_words)


@pytest.mark.parametrize("page", ["speeches/office-2008", "speeches/school-2009", "guide/index", "index"])
def test_what_is_fed_is_the_same(site: Path, page: str) -> None:
    doctree = pickle.loads((site / "zh-hans-doctrees" / f"{page}.doctree").read_bytes())  # noqa: S301 -- our own build
    words, titles, title_words = fed(doctree)
    assert len(words) > len(title_words) > 0
    lean_words, lean_titles, lean_title_words = fed(lean_doctree(doctree))
    assert lean_titles == titles
    assert lean_title_words == title_words
    # A pair of characters across two nodes of one paragraph is found as well.
    assert words <= lean_words


def test_what_is_not_to_be_searched_is_not_fed() -> None:
    doctree = nodes.document(None, None)  # type: ignore[arg-type]
    doctree += nodes.paragraph("", "山高水长", classes=["no-search"])
    doctree += nodes.comment("", "注释")
    doctree += nodes.paragraph("", "月明星稀")
    assert fed(lean_doctree(doctree))[0] == set("月明星稀") | {"月明", "明星", "星稀"}
