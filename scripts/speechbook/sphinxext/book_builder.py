"""The builder of our web pages: Sphinx's, with shorter ways for what it does to each page."""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from speechbook.sphinxext.quick_builder import QuickBuilder, with_numbers
from speechbook.sphinxext.ready_page import ready_page_of
from speechbook.sphinxext.stock_search import FoldedChinese
from speechbook.sphinxext.stock_words import StockWords, feed, stock_words
from speechbook.sphinxext.web_pages import THEME

__all__ = ("BookBuilder", "connect_book_builder")

_UNSEARCHED = {"nosearch", "no-search"}
"""Front matter of a page that is not to be found."""


class BookBuilder(QuickBuilder):
    """Sphinx's builder of web pages, with a shorter way to write speeches and into its search index."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write a page, from its HTML where it has been made with its reading."""
        page = ready_page_of(doctree)
        if page is None:
            super().write_doc(docname, doctree)
            return
        numbers = self.env.toc_secnumbers.get(docname, {})
        body = with_numbers(page["body"], numbers, self.config.html_secnumber_suffix)
        context = self.get_doc_context(docname, body, page["metatags"])
        context["has_maths_elements"] = False
        self.handle_page(docname, context, event_arg=doctree)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Collect what templates ask for; ours ask for no table of contents of Sphinx, and `page` names neighbours."""
        if self.config.html_theme != THEME or self.config.html_copy_source:
            return super().get_doc_context(docname, body, metatags)
        parents, titles = [], self.env.titles
        row = self.relations.get(docname)
        while row and row[0]:
            parents.append({"link": self.get_relative_uri(docname, row[0]), "title": self._title(titles.get(row[0]))})
            row = self.relations.get(row[0])
        return {
            "parents": parents[-2::-1],
            "prev": None,
            "next": None,
            "title": self._title(self.env.longtitles.get(docname)),
            "meta": self.env.metadata.get(docname),
            "body": body,
            "metatags": metatags,
            "rellinks": self.globalcontext["rellinks"][:],
            "sourcename": "",
            "toc": "",
            "display_toc": self.env.toc_num_entries[docname] > 1,
            "page_source_suffix": str(self.env.doc2path(docname, base=False))[len(docname) :],
        }

    def _title(self, node: nodes.Element | None) -> str:
        """Give a title as HTML; one that has no markup needs no translator."""
        if node is None:
            return ""
        if all(isinstance(child, nodes.Text) for child in node.children):
            return node.astext().translate(HTML5Translator.special_characters)
        return self.render_partial(node)["title"]

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Feed a page to the index of Sphinx, where there is one."""
        if self.indexer is None or not title:
            return
        if not isinstance(self.indexer.lang, FoldedChinese) or _UNSEARCHED & self.env.metadata[pagename].keys():
            super().index_page(pagename, doctree, title)
            return
        page = ready_page_of(doctree)
        words = StockWords(page["titles"], page["words"]) if page else stock_words(doctree)
        feed(self.indexer, pagename, str(self.env.doc2path(pagename, base=False)), title, words)

    def dump_search_index(self) -> None:
        """Forget terms that no page has any more, so that an index brought up to date is the index made anew.

        Sphinx would look through all terms for pages that have left the book; it did when it loaded the index.
        """
        if self.indexer is None:
            return
        for mapping in (self.indexer._mapping, self.indexer._title_mapping):  # noqa: SLF001 -- Sphinx gives no way
            for term in [term for term, pages in mapping.items() if not pages]:
                del mapping[term]
        path = Path(self.outdir) / self.searchindex_filename
        temporary = path.with_name(f"{path.name}.tmp")
        with temporary.open("w", encoding="utf-8") as file:
            self.indexer.dump(file, self.indexer_format)
        temporary.replace(path)


def connect_book_builder(app: Sphinx) -> None:
    """Let the builder named `html` be ours."""
    app.add_builder(BookBuilder, override=True)
