"""Marks in the text where a reader must know of a doubt, each leading to its note in the apparatus.

A mark has no text of its own: what a speech says stays what is copied, searched, converted and counted.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.latex import LaTeXTranslator

__all__ = ("connect_doubts", "doubt_mark")


class doubt_mark(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A mark; `refid` is the id of its note, `name` its own, `title` what it shows."""


class DoubtRole(SphinxRole):
    """``{doubt}`NOTE-ID LABEL` ``: put a mark that shows the label and leads to the note.

    The second mark that leads to a note is written `NOTE-ID/2`, and so on.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the node."""
        place, _, label = self.text.partition(" ")
        note, _, turn = place.partition("/")
        name = f"{note}-mark-{turn}" if turn else f"{note}-mark"
        return [doubt_mark(refid=note, name=name, title=label)], []


def connect_doubts(app: Sphinx) -> None:
    """Add the role and the writers of its node; `epub_pages` makes the notes of an e-book pop up."""
    app.add_role("doubt", DoubtRole())
    nothing = (_skip, None)
    on_screen, on_paper = (_visit_html, None), (_visit_latex, None)
    app.add_node(doubt_mark, html=on_screen, epub=(_visit_epub, None), latex=on_paper, text=nothing, man=nothing)


def _visit_html(self: HTML5Translator, node: nodes.Element) -> None:
    label, name = self.encode(node["title"]), node["name"]
    self.body.append(
        f'<a class="doubt-mark" id="{name}" href="#{node["refid"]}" data-label="{label}" aria-label="{label}"></a>'
    )
    raise nodes.SkipNode


def _visit_epub(self: HTML5Translator, node: nodes.Element) -> None:
    label, name = self.encode(node["title"]), node["name"]
    self.body.append(f'<a class="doubt-mark" id="{name}" epub:type="noteref" href="#{node["refid"]}">〔{label}〕</a>')
    raise nodes.SkipNode


def _visit_latex(self: LaTeXTranslator, node: nodes.Element) -> None:
    mark = rf"\DoubtMark{{{self.encode(node['title'])}}}"
    self.body.append(rf"\hyperlink{{{node['refid']}}}{{{mark}}}")
    raise nodes.SkipNode


def _skip(_self: nodes.NodeVisitor, _node: nodes.Element) -> None:
    raise nodes.SkipNode
