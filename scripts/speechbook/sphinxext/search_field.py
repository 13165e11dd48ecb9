"""``{search-field}``: the field that leads to the book's search, where a page wants one; a form without any script.

Only web pages have it: paper and e-books have no search page.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from speechbook.sphinxext.web_pages import THEME

__all__ = ("connect_search_field",)


class search_field(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The place of the field."""


class SearchFieldDirective(SphinxDirective):
    """Put a search field here."""

    def run(self) -> list[nodes.Node]:
        """Make the node."""
        return [search_field()]


def connect_search_field(app: Sphinx) -> None:
    """Add directive and node."""
    app.add_directive("search-field", SearchFieldDirective)
    nothing = (_skip, None)
    app.add_node(search_field, html=(_visit_field, None), epub=nothing, latex=nothing, text=nothing, man=nothing)


def _visit_field(self: HTML5Translator, _node: nodes.Element) -> None:
    if self.builder.name != "epub" and self.config.html_theme == THEME:
        form = self.builder.templates.render("search-form.html", _context(self))
        self.body.append(f'<div class="landing-search">\n{form}</div>\n')
    raise nodes.SkipNode


def _context(self: HTML5Translator) -> dict[str, object]:
    builder, page = self.builder, self.builder.current_docname
    return {"pathto": lambda name: builder.get_relative_uri(page, name)}


def _skip(_self: nodes.NodeVisitor, _node: nodes.Element) -> None:
    raise nodes.SkipNode
