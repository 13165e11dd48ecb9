"""Parts of a page that a reader opens when they are wanted: a line to click, and what it stands for.

On the web and in EPUB they are `<details>`, closed at first; on paper, and where a reading system does not know them,
everything is shown.
"""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import RSTState
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec
from sphinx.writers.html5 import HTML5Translator

__all__ = ("connect_folds", "fold", "fold_title")


class fold(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A title and what it hides."""


class fold_title(nodes.TextElement):  # noqa: N801 - as above
    """The line that is always shown."""


class Fold(SphinxDirective):
    """`:::{fold} TITLE`: hide the content behind its title."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"class": directives.class_option}
    state: RSTState

    def run(self) -> list[nodes.Node]:
        """Make the node of title and content."""
        words, messages = self.state.inline_text(self.arguments[0], self.lineno)
        node = fold("", fold_title("", "", *words), classes=self.options.get("class", []))
        node += self.parse_content_to_nodes()
        return [node, *messages]


def connect_folds(app: Sphinx) -> None:
    """Add the directive and the writers of its nodes."""
    app.add_directive("fold", Fold)
    through = (_nothing, _nothing)
    details, summary = (_open_details, _close_details), (_open_summary, _close_summary)
    line = (_end_line, _end_line)
    app.add_node(fold, html=details, epub=details, latex=through, text=through, man=through)
    app.add_node(fold_title, html=summary, epub=summary, latex=line, text=through, man=through)


def _open_details(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "details", ""))


def _close_details(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append("</details>\n")


def _open_summary(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "summary", ""))


def _close_summary(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append("</summary>\n")


def _end_line(self: nodes.NodeVisitor, _node: nodes.Element) -> None:
    self.body.append("\n\n")  # type: ignore[attr-defined] # every writer has a body


def _nothing(_self: nodes.NodeVisitor, _node: nodes.Element) -> None:
    pass
