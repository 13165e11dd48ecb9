"""Write the parts of a speech as LaTeX: run-in headings, roles of lines, apparatus, and the names of places.

Sphinx gives sections labels and forgets the ids of paragraphs and spans. Here each id becomes a named place in the
finished file (`book.pdf#nameddest=ID`), and a LaTeX label too when something in the book refers to it: labels cost
memory in every pass, and a book has hundreds of thousands of paragraphs. What a part looks like is in `conf/latex`.

Before each paragraph stands a comment, `%@ PAGE ID`, by which an error of LaTeX is traced to the text.
"""

import re
from typing import cast

from docutils import nodes
from docutils.nodes import Element
from sphinx.util.texescape import escape
from sphinx.writers.latex import LaTeXTranslator

from speechbook.sphinxext.folds import fold
from speechbook.sphinxext.latex.builder import BookBuilder, later_file
from speechbook.sphinxext.latex.guesses import add_guesses
from speechbook.sphinxext.latex.index import index_elements
from speechbook.sphinxext.latex.repairs import repairs_in_print
from speechbook.sphinxext.latex.text import write_text

__all__ = ("SpeechTranslator",)

_LASTING_ID = re.compile(r"(?!id\d+\Z)[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""Ids of ours; those that docutils counts may say something else in the next build."""
_PLACE = re.compile(r"\\SpeechPlace\{([a-z0-9-]+)\}")
"""A target that becomes a label too when something turns out to refer to it. It does not reach LaTeX."""
_INDEX_KIND = re.compile(r"\\SpeechIndex\{(\w+)\}")

_LONGEST_MARK = 26
"""Characters of a title that fit into the running head beside the title of the book."""

_CHAPTER = "chapter"
_SPEAKER = ("讲话人", "講話人")
_RUN_IN, _APPARATUS, _LIST, _META = "run-in", "apparatus", "speech-list", "speech-meta"


class SpeechTranslator(LaTeXTranslator):
    """Sphinx's writer with what the pages of speeches have beyond it."""

    def visit_document(self, node: Element) -> None:
        """Begin with nothing referred to."""
        super().visit_document(node)
        self._labels: dict[str, str] = {}
        self._in_apparatus = False

    def astext(self) -> str:
        """Put the document together: labels only where something refers to them, indices only of what there is."""
        body = "".join(self.body)
        self.body = [add_guesses(_PLACE.sub(self._labelled, body))]
        titles = self.config.speechbook_index_titles
        # Where a single speech names something is soon seen; it has no use for indices.
        kinds = [] if self.config.speechbook_speech else _INDEX_KIND.findall(body)
        self.elements.update(index_elements(kinds, titles))
        return super().astext()

    def visit_later_file(self, node: later_file) -> None:
        """Write a page that has waited for its turn."""
        for child in cast("BookBuilder", self.builder).open_later(node):
            child.walkabout(self)
        raise nodes.SkipNode

    def visit_section(self, node: Element) -> None:
        """Put the apparatus into an environment of its own."""
        super().visit_section(node)
        self._note_source(node)
        if _APPARATUS in node["classes"]:
            self._in_apparatus = True
            self.body.append("\\begin{SpeechApparatus}\n")

    def depart_section(self, node: Element) -> None:
        """End the apparatus."""
        if _APPARATUS in node["classes"]:
            self._in_apparatus = False
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
            self._open_heading(section, rf"SpeechRunIn{{{self._level()}}}", end=r"\ignorespaces")
        elif _APPARATUS in section["classes"]:
            self._open_heading(section, "SpeechApparatusHeading", end="\n")
        else:
            super().visit_title(node)
            self.context.append(self.context.pop() + self._short_mark(node) + _targets(section))
            if self._level() == _CHAPTER and self.config.speechbook_speech:
                self._name_file(node)

    def visit_paragraph(self, node: Element) -> None:
        """Begin a paragraph in the style of its role, and name its place."""
        self._note_source(node)
        for name in node["classes"]:
            self.body.append(f"\n\\begin{{sphinxuseclass}}{{{name}}}")
        super().visit_paragraph(node)
        self.body.append(_targets(node, "SpeechPlace"))

    def depart_paragraph(self, node: Element) -> None:
        """End a paragraph and its style."""
        super().depart_paragraph(node)
        self.body.extend("\\end{sphinxuseclass}\n" for _ in node["classes"])

    def visit_fold(self, node: fold) -> None:
        """Print the repairs of a rule in one run of small type, as footnotes of critical editions are."""
        if self._in_apparatus:
            listed = self.config.speechbook_printed_repairs == "all"
            self.body.append(repairs_in_print(node, self.encode, listed=listed))
            raise nodes.SkipNode

    def depart_fold(self, node: fold) -> None:
        """Nothing to end."""

    def visit_rubric(self, _node: nodes.rubric) -> None:
        """Write the name of a speaker above the list of speeches; no other page of the book has a rubric."""
        self.body.append("\n\\SpeechEntryGroup{")
        self.context.append("}\n")

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
            self.body.append(_targets(node, "SpeechPlace"))
        super().visit_inline(node)

    def visit_reference(self, node: Element) -> None:
        """Link, and say on which page of the book that is, where the reader is led away from the text before him."""
        super().visit_reference(node)
        uri = self._address(node)
        if not uri.startswith("%"):
            return
        page, _, name = uri[1:].partition("#")
        if name:
            self._labels[name] = f"{page}:{name}"
        if page != self.curfilestack[-1] or self._in_apparatus:
            label = self.idescape(f"{page}:{name}" if name else f"{page}::doc")
            self.context.append(self.context.pop() + rf"\SpeechSeePage{{{label}}}")

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 - docutils names nodes so
        """Write the characters; what no line or no font can hold is given a way out."""
        self.body.append(write_text(node.astext(), self.encode))

    def _address(self, node: Element) -> str:
        """Give where a reference leads: `%page#id` within the book."""
        if node.get("refid"):
            return f"%{self.curfilestack[-1]}#{node['refid']}"
        uri: str = node.get("refuri", "")
        return f"%{self.curfilestack[-1]}{uri}" if uri.startswith("#") else uri

    def _level(self) -> str:
        return str(self.sectionnames[min(self.sectionlevel, len(self.sectionnames) - 1)])

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
        """Write what a cell holds; the page of a link stands at the end of the line."""
        for paragraph in cell.children:
            for part in paragraph.children:
                if isinstance(part, nodes.inline) and any(part.findall(nodes.reference)):
                    self.body.append(rf"\hyperref[{self._label_of(part)}]{{{self.encode(part.astext())}}}")
                else:
                    part.walkabout(self)

    def _label_of(self, part: Element) -> str:
        link = next(iter(part.findall(nodes.reference)))
        return self.idescape(f"{link['refuri'][1:]}::doc")

    def _short_mark(self, title: Element) -> str:
        """Give a title that is too long for the running head a shorter form there."""
        text = title.astext()
        if self._level() != _CHAPTER or len(text) <= _LONGEST_MARK:
            return ""
        return f"\\chaptermark{{{self.escape(text[: _LONGEST_MARK - 2])}……}}\n"

    def _name_file(self, title: Element) -> None:
        """Let the file of one speech say whose speech it is; both are in the script of the edition by now."""
        boxes = (box for box in title.parent.findall(nodes.container) if _META in box["classes"])
        first = next((field for box in boxes for field in box.findall(nodes.field)), None)
        is_speaker = first is not None and first[0].astext() in _SPEAKER
        speaker = next(iter(first[1].findall(nodes.inline)), None) if first is not None and is_speaker else None
        words = {"Title": title.astext(), "Editor": speaker.astext() if speaker is not None else ""}
        self.elements["preamble"] += "".join(
            rf"\renewcommand\Book{name}{{{escape(word, 'xelatex')}}}" + "\n" for name, word in words.items()
        )
        self.elements["preamble"] += r"\hypersetup{pdftitle={\BookTitle},pdfauthor={\BookEditor},pdfsubject={}}" + "\n"

    def _labelled(self, target: re.Match[str]) -> str:
        label = self._labels.get(target[1])
        named = rf"\SpeechTarget{{{target[1]}}}"
        return rf"\phantomsection\label{{{self.idescape(label)}}}{named}" if label else named

    def _note_source(self, node: Element) -> None:
        name = next((name for name in node["ids"] if _LASTING_ID.fullmatch(name)), "")
        if name:
            self.body.append(f"\n%@ {self.curfilestack[-1]} {name}\n")


def _targets(node: Element, macro: str = "SpeechTarget") -> str:
    return "".join(f"\\{macro}{{{name}}}" for name in node["ids"] if _LASTING_ID.fullmatch(name))


def _is_in_list(node: Element) -> bool:
    """Tell whether a table lists speeches."""
    return isinstance(node.parent, nodes.container) and _LIST in node.parent["classes"]
