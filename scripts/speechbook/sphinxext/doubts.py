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
    """A mark; `refid` is the id of its note, `title` what it shows."""


class DoubtRole(SphinxRole):
    """``{doubt}`NOTE-ID LABEL` ``: put a mark that shows the label and leads to the note."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the node."""
        name, _, label = self.text.partition(" ")
        return [doubt_mark(refid=name, title=label)], []


def connect_doubts(app: Sphinx) -> None:
    """Add the role and the writers of its node."""
    app.add_role("doubt", DoubtRole())
    nothing = (_skip, None)
    on_screen, on_paper = (_visit_html, None), (_visit_latex, None)
    app.add_node(doubt_mark, html=on_screen, epub=(_visit_epub, None), latex=on_paper, text=nothing, man=nothing)


def _visit_html(self: HTML5Translator, node: nodes.Element) -> None:
    label = self.encode(node["title"])
    name = node["refid"]
    self.body.append(
        f'<a class="doubt-mark" id="{name}-mark" href="#{name}" data-label="{label}" aria-label="{label}"></a>'
    )
    raise nodes.SkipNode


def _visit_epub(self: HTML5Translator, node: nodes.Element) -> None:
    label, name = self.encode(node["title"]), node["refid"]
    self.body.append(f'<a class="doubt-mark" id="{name}-mark" epub:type="noteref" href="#{name}">〔{label}〕</a>')
    raise nodes.SkipNode


def _visit_latex(self: LaTeXTranslator, node: nodes.Element) -> None:
    self.body.append(rf"\DoubtMark{{{self.encode(node['title'])}}}")
    raise nodes.SkipNode


def _skip(_self: nodes.NodeVisitor, _node: nodes.Element) -> None:
    raise nodes.SkipNode
