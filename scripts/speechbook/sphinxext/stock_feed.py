"""What Sphinx's own index gets of a page: its titles, and each term of its text once.

Sphinx cuts every text node of a page by itself and looks at each term it gets (`IndexBuilder.feed`); terms return
dozens of times in a speech, which makes it a tenth of the whole build. The index holds which pages a term is on and
nothing more, so the outcome is the same.
"""

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

__all__ = ("BookBuilder", "connect_stock_feed", "lean_doctree")

_NOT_SEARCHED = "no-search"


class BookBuilder(StandaloneHTMLBuilder):
    """Sphinx's builder of web pages, with a shorter way into its search index."""

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Feed a page to the index of Sphinx, where there is one."""
        if self.indexer is not None and title:
            super().index_page(pagename, lean_doctree(doctree), title)

    def dump_search_index(self) -> None:
        """Forget terms that no page has any more, so that an index brought up to date is the index made anew."""
        if self.indexer is not None:
            self.indexer.prune(self.env.all_docs)
            for mapping in (self.indexer._mapping, self.indexer._title_mapping):  # noqa: SLF001 -- Sphinx gives no way
                for term in [term for term, pages in mapping.items() if not pages]:
                    del mapping[term]
        super().dump_search_index()


def lean_doctree(doctree: nodes.document) -> nodes.document:
    """Give a page as its titles, with the ids of their sections, and one text."""
    lean = new_document("")
    words: list[str] = []
    _gather(doctree, lean, words)
    lean += nodes.Text("\n".join(words))
    return lean


def _gather(element: nodes.Element, lean: nodes.document, words: list[str]) -> None:
    for child in element.children:
        if isinstance(child, nodes.title):
            section = nodes.section(ids=element["ids"])
            section += nodes.title("", child.astext())
            lean += section
        elif isinstance(child, nodes.TextElement):
            if not isinstance(child, nodes.comment) and _NOT_SEARCHED not in child["classes"]:
                words.append(child.astext())
        elif isinstance(child, nodes.Element) and _NOT_SEARCHED not in child["classes"]:
            _gather(child, lean, words)


def connect_stock_feed(app: Sphinx) -> None:
    """Let the builder named `html` be ours."""
    app.add_builder(BookBuilder, override=True)
