"""What Sphinx's own index gets of a page: its titles, and each term of its text once.

Sphinx cuts every text node of a page by itself and looks at each term it gets (`IndexBuilder.feed`); terms return
dozens of times in a speech, which makes it a tenth of the whole build. The index holds which pages a term is on and
nothing more, so the outcome is the same.
"""

from typing import NamedTuple

from docutils import nodes
from sphinx.search import IndexBuilder

from speechbook.search.bigrams import unique_terms

__all__ = ("StockWords", "feed", "stock_words")

_NOT_SEARCHED = "no-search"


class StockWords(NamedTuple):
    """What is found of a page."""

    titles: tuple[tuple[tuple[str, ...], str], ...]
    """Each heading with the ids of its section."""
    text: str


def stock_words(doctree: nodes.document) -> StockWords:
    """Gather the titles and the text of a page."""
    titles: list[tuple[tuple[str, ...], str]] = []
    words: list[str] = []
    _gather(doctree, titles, words)
    return StockWords(tuple(titles), "\n".join(words))


def _gather(element: nodes.Element, titles: list[tuple[tuple[str, ...], str]], words: list[str]) -> None:
    for child in element.children:
        if isinstance(child, nodes.title):
            titles.append((tuple(element["ids"]), child.astext()))
        elif isinstance(child, nodes.TextElement):
            if not isinstance(child, nodes.comment) and _NOT_SEARCHED not in child["classes"]:
                words.append(child.astext())
        elif isinstance(child, nodes.Element) and _NOT_SEARCHED not in child["classes"]:
            _gather(child, titles, words)


def feed(indexer: IndexBuilder, docname: str, filename: str, title: str, words: StockWords) -> None:
    """Enter a page into Sphinx's index, as `IndexBuilder.feed` would with the terms of `FoldedChinese`."""
    # Its tables are private; a test holds what is entered against what Sphinx enters.
    title_terms = {term for _, text in words.titles for term in unique_terms(text)}
    indexer._titles[docname] = title  # noqa: SLF001 -- as above
    indexer._filenames[docname] = filename  # noqa: SLF001 -- as above
    indexer._all_titles[docname] = [  # noqa: SLF001 -- as above
        (text, ids[0] if number and ids else None) for number, (ids, text) in enumerate(words.titles)
    ]
    indexer._index_entries[docname] = []  # noqa: SLF001 -- as above
    for mapping, terms in (
        (indexer._title_mapping, title_terms),  # noqa: SLF001 -- as above
        (indexer._mapping, unique_terms(words.text) - title_terms),  # noqa: SLF001 -- as above
    ):
        for term in terms:
            pages = mapping.get(term)
            if pages is None:
                mapping[term] = {docname}
            else:
                pages.add(docname)
