"""What pages of the e-book are that pages of the web site are not.

The landing page becomes the title page; what explains the program stays out, and links to it become words; a note that
a mark leads to pops up; a table of speeches becomes a list, since four columns fit no phone; in vertical text short
numbers stand upright.
"""

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from speechbook.config import Book
from speechbook.sphinxext.doubts import doubt_mark
from speechbook.sphinxext.edition import book_settings, current_edition
from speechbook.sphinxext.epub.builder import SpeechEpubBuilder
from speechbook.sphinxext.upright import upright_parts
from speechbook.write.markdown import escape

__all__ = ("connect_epub_pages",)

_TOCTREE = re.compile(r"^```+\{toctree\}.*?^```+$", re.MULTILINE | re.DOTALL)
_ENTRY_TARGET = re.compile(r"<([^<>]+)>\s*$")
_RUN_IN_END = re.compile(r'(<section class="run-in"[^>]*>\n<h\d[^>]*>[^\n]*</h\d>)\n(?=<p)')
"""A line end between a heading that runs in and its paragraph would show as a blank."""
_LIST = "speech-list"
_PAGE_SUFFIX = re.compile(r"\.(md|xhtml)$")


class popup_note(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A note that a reading system shows beside its mark."""


class EpubPages:
    """Knows the settings of one build."""

    def __init__(self) -> None:
        """Begin without settings."""
        self._book = Book()
        self._left_out: tuple[str, ...] = ()

    def on_builder_inited(self, app: Sphinx) -> None:
        """Leave pages out before Sphinx looks for them."""
        if isinstance(app.builder, SpeechEpubBuilder):
            settings = book_settings(app)
            self._book, self._left_out = settings.book, settings.epub.leave_out
            app.config.exclude_patterns = [
                *app.config.exclude_patterns,
                *(pattern for name in self._left_out for pattern in (f"{name}/**", f"{name}.md", f"{name}.txt")),
            ]

    def on_source_read(self, app: Sphinx, docname: str, content: list[str]) -> None:
        """Write a title page in place of the landing page, with the contents that the landing page has."""
        if isinstance(app.builder, SpeechEpubBuilder) and docname == app.config.root_doc:
            content[0] = self._title_page(content[0], current_edition(app.config).label)

    def on_doctree_read(self, app: Sphinx, doctree: nodes.document) -> None:
        """Turn links to pages that are left out into words."""
        if not isinstance(app.builder, SpeechEpubBuilder):
            return
        for link in list(doctree.findall(addnodes.pending_xref)):
            target = link.get("reftargetdoc") or link.get("reftarget", "")
            if self._is_left_out(_PAGE_SUFFIX.sub("", target.lstrip("/"))):
                link.parent.replace(link, link.children)

    def on_doctree_resolved(self, app: Sphinx, doctree: nodes.document, _docname: str) -> None:
        """Make notes that marks lead to pop up, tables of speeches fit a phone, and numbers stand upright."""
        if not isinstance(app.builder, SpeechEpubBuilder):
            return
        _wrap_notes(doctree)
        _list_speeches(doctree)
        if app.builder.is_vertical:
            _set_numbers_upright(doctree)

    def on_html_page_context(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], _doctree: nodes.document | None
    ) -> str | None:
        """Choose the template of the e-book, and say what it needs."""
        if not isinstance(app.builder, SpeechEpubBuilder):
            return None
        context["page_language"] = current_edition(app.config).html_lang
        context["sheets"] = app.builder.sheets
        if "body" in context:
            context["body"] = _RUN_IN_END.sub(r"\1", context["body"])
        context["page_part"] = "titlepage" if pagename == app.config.root_doc else "bodymatter"
        return "speechbook-epub.html" if templatename == "page.html" else None

    def _title_page(self, landing: str, edition_label: str) -> str:
        book = self._book
        lines = [
            ("book-subtitle", book.subtitle),
            ("book-editor", book.editor),
            ("book-about", book.description),
            ("book-rights", book.rights),
        ]
        parts = [f"---\nscript: {book.script}\n---\n\n{{.book-title}}\n# {escape(book.title)}\n"]
        parts += [f"{{.{name}}}\n{escape(text)}\n" for name, text in lines if text.strip()]
        parts.append(f"{{.book-edition .nocc}}\n[{escape(edition_label)}]{{.nocc}}\n")
        parts += [self._contents(match[0]) for match in _TOCTREE.finditer(landing)]
        return "\n".join(parts)

    def _contents(self, toctree: str) -> str:
        """Drop from a table of contents what is left out."""
        kept = []
        for line in toctree.split("\n"):
            target = _ENTRY_TARGET.search(line)
            name = (target[1] if target else line).strip().lstrip("/")
            if not self._is_left_out(_PAGE_SUFFIX.sub("", name)):
                kept.append(line)
        return "\n".join(kept) + "\n"

    def _is_left_out(self, page: str) -> bool:
        return any(page == name or page.startswith(f"{name}/") for name in self._left_out)


def _wrap_notes(doctree: nodes.document) -> None:
    marked = {mark["refid"] for mark in doctree.findall(doubt_mark)}
    if not marked:
        return
    for paragraph in list(doctree.findall(nodes.paragraph)):
        names = [name for name in paragraph["ids"] if name in marked]
        if names:
            paragraph["ids"] = [name for name in paragraph["ids"] if name not in names]
            paragraph.replace_self(popup_note("", paragraph.deepcopy(), ids=names))


def _list_speeches(doctree: nodes.document) -> None:
    """Write a table of speeches as entries: the title, and below it what the other columns say."""
    for container in list(doctree.findall(nodes.container)):
        if _LIST not in container["classes"]:
            continue
        for table in list(container.findall(nodes.table)):
            rows = [row for body in table.findall(nodes.tbody) for row in body.findall(nodes.row)]
            table.parent.replace(table, [line for row in rows for line in _entry(row)])


def _entry(row: nodes.row) -> Iterator[nodes.paragraph]:
    cells = [cell for cell in row.findall(nodes.entry) if cell.astext().strip()]
    titles = [cell for cell in cells if next(iter(cell.findall(nodes.reference)), None) is not None][:1]
    for cell in titles:
        yield nodes.paragraph("", "", *_inline(cell), classes=["entry"])
    facts: list[nodes.Node] = []
    for cell in cells:
        if cell not in titles:
            facts += [nodes.Text("　")] if facts else []
            facts += _inline(cell)
    if facts:
        yield nodes.paragraph("", "", *facts, classes=["entry-facts"])


def _inline(cell: nodes.entry) -> list[nodes.Node]:
    return [node for block in cell.children for node in block.children]


def _set_numbers_upright(doctree: nodes.document) -> None:
    for text in list(doctree.findall(nodes.Text)):
        parts = list(upright_parts(text.astext()))
        if isinstance(text.parent, nodes.literal | nodes.FixedTextElement) or all(not name for _, name in parts):
            continue
        text.parent.replace(
            text, [nodes.inline("", part, classes=[name]) if name else nodes.Text(part) for part, name in parts]
        )


def _open_note(self: HTML5Translator, node: nodes.Element) -> None:
    tag = self.starttag(node, "aside", CLASS="popup-note")
    self.body.append(tag.replace("<aside", '<aside epub:type="footnote"', 1))


def _close_note(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append("</aside>\n")


def connect_epub_pages(app: Sphinx) -> None:
    """Register the node of notes and what changes pages."""
    pages = EpubPages()
    app.add_node(popup_note, epub=(_open_note, _close_note))
    app.connect("builder-inited", pages.on_builder_inited, priority=400)
    app.connect("source-read", pages.on_source_read)
    app.connect("doctree-read", pages.on_doctree_read, priority=100)
    app.connect("doctree-resolved", pages.on_doctree_resolved)
    app.connect("html-page-context", pages.on_html_page_context)
