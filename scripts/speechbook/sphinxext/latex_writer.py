"""Write the parts of a speech as LaTeX: run-in headings, roles of lines, apparatus, and the names of places.

Sphinx gives sections labels and forgets the ids of paragraphs and spans. Here each id becomes a named place in the
finished file (`book.pdf#nameddest=ID`), and a LaTeX label too when something in the book refers to it: labels cost
memory in every pass, and a book has hundreds of thousands of paragraphs. What a part looks like is in `conf/latex`.
"""

import re

from docutils import nodes
from docutils.nodes import Element
from sphinx import addnodes
from sphinx.writers.latex import LaTeXTranslator

__all__ = ("SpeechTranslator",)

_LASTING_ID = re.compile(r"(?!id\d+\Z)[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""Ids of ours; those that docutils counts may say something else in the next build."""

_LONGEST_MARK = 26
"""Characters of a title that fit into the running head beside the title of the book."""

_CHAPTER = "chapter"
_RUN_IN, _APPARATUS, _LIST = "run-in", "apparatus", "speech-list"


class SpeechTranslator(LaTeXTranslator):
    """Sphinx's writer with what the pages of speeches have beyond it."""

    _referred_to: frozenset[str] = frozenset()

    def visit_document(self, node: Element) -> None:
        """Find out which ids are referred to, before any of them is written."""
        super().visit_document(node)
        if not any(entry["entries"] for entry in node.findall(addnodes.index)):
            self.elements.update(makeindex="", printindex="")  # upmendex fails when there is nothing to sort
        self._referred_to = frozenset(
            reference.get("refid") or reference.get("refuri", "").rpartition("#")[2]
            for reference in node.findall(nodes.reference)
        )

    def visit_section(self, node: Element) -> None:
        """Put the apparatus into an environment of its own."""
        super().visit_section(node)
        if _APPARATUS in node["classes"]:
            self.body.append("\\begin{SpeechApparatus}\n")

    def depart_section(self, node: Element) -> None:
        """End the apparatus."""
        if _APPARATUS in node["classes"]:
            self.body.append("\n\\end{SpeechApparatus}\n")
        super().depart_section(node)

    def visit_title(self, node: Element) -> None:
        """Write a heading; one that runs in, or that of the apparatus, stands in no table of contents."""
        section = node.parent
        if not isinstance(section, nodes.section) or self.this_is_the_title:
            super().visit_title(node)
            return
        if _RUN_IN in section["classes"]:
            # No line end may become a blank between the heading and the text that it runs into.
            self._open_heading(section, "SpeechRunIn", end=r"\ignorespaces")
        elif _APPARATUS in section["classes"]:
            self._open_heading(section, "SpeechApparatusHeading", end="\n")
        else:
            super().visit_title(node)
            self.context.append(self.context.pop() + self._short_mark(node) + _targets(section))

    def visit_paragraph(self, node: Element) -> None:
        """Begin a paragraph in the style of its role, and name its place."""
        for name in node["classes"]:
            self.body.append(f"\n\\begin{{sphinxuseclass}}{{{name}}}")
        super().visit_paragraph(node)
        self._name_place(node)

    def depart_paragraph(self, node: Element) -> None:
        """End a paragraph and its style."""
        super().depart_paragraph(node)
        self.body.extend("\\end{sphinxuseclass}\n" for _ in node["classes"])

    def visit_table(self, node: Element) -> None:
        """Write a list of speeches as entries with pages: a table of four columns is too wide for paper."""
        if not _is_in_list(node):
            super().visit_table(node)
            return
        for row in node.findall(nodes.row):
            link = next(iter(row.findall(nodes.reference)), None)
            if link is not None and link.get("refuri", "").startswith("%"):
                self._write_entry(row, link)
        raise nodes.SkipNode

    def visit_inline(self, node: Element) -> None:
        """Name the place of a span that has an id, such as a point."""
        if not self.in_title:
            self._name_place(node)
        super().visit_inline(node)

    def _open_heading(self, section: nodes.section, macro: str, end: str) -> None:
        self.body.append(f"\\{macro}{{")
        self.context.append("}" + self.hypertarget_to(section, anchor=True) + _targets(section) + end)
        self.in_title = 1

    def _write_entry(self, row: Element, link: nodes.reference) -> None:
        """Write one row: the cell with the link, the label of its page, the other cells that hold something."""
        cells = [cell for cell in row.children if isinstance(cell, nodes.entry)]
        first = next(cell for cell in cells if link in cell.findall(nodes.reference))
        self.body.append("\n\\SpeechEntry{")
        self._write_cell(first)
        self.body.append(f"}}{{{self.idescape(link['refuri'][1:] + '::doc')}}}{{")
        for number, cell in enumerate(cell for cell in cells if cell is not first and cell.astext()):
            self.body.append("　" if number else "")
            self._write_cell(cell)
        self.body.append("}\n")

    def _write_cell(self, cell: nodes.entry) -> None:
        for paragraph in cell.children:
            for part in paragraph.children:
                part.walkabout(self)

    def _short_mark(self, title: Element) -> str:
        """Give a title that is too long for the running head a shorter form there."""
        text = title.astext()
        if self.sectionnames[self.sectionlevel : self.sectionlevel + 1] != [_CHAPTER] or len(text) <= _LONGEST_MARK:
            return ""
        return f"\\chaptermark{{{self.escape(text[: _LONGEST_MARK - 2])}……}}\n"

    def _name_place(self, node: Element) -> None:
        for name in node["ids"]:
            if name in self._referred_to:
                self.body.append(self.hypertarget(name))
        self.body.append(_targets(node))


def _targets(node: Element) -> str:
    return "".join(f"\\SpeechTarget{{{name}}}" for name in node["ids"] if _LASTING_ID.fullmatch(name))


def _is_in_list(node: Element) -> bool:
    """Tell whether a table lists speeches."""
    return isinstance(node.parent, nodes.container) and _LIST in node.parent["classes"]
