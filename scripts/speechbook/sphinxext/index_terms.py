"""The terms of the printed index, placed at the paragraphs that name something; `latex_index` writes them.

A page of a speech ends with a directive that lists them, one a line, in the form of `speechbook.write.index_terms`. On
screen it makes nothing, and is not even read.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from speechbook.sphinxext.latex.index import visit_index_term

__all__ = ("connect_index_terms", "index_term")


class index_term(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes so
    """One entry of the index: `title` is the name, converted with the page; `kind`, `key` (pinyin), `refid`."""


class SilentTermsDirective(SphinxDirective):
    """``{index-terms}`` in builds that are not for paper: nothing."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Make nothing."""
        return []


class IndexTermsDirective(SphinxDirective):
    """``{index-terms}``: id of a paragraph, kind, name and pinyin between tabs, one a line."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Make a node for each line."""
        rows = (line.split("\t") for line in self.content)
        # The directive stands in the apparatus, which is always Simplified; the names are in the script of the speech.
        fields = self.state.document.findall(nodes.field)
        script = next((field[1].astext() for field in fields if field[0].astext() == "script"), "")
        classes = [f"script-{script}"] if script else []
        return [
            index_term(refid=row[0], kind=row[1], title=row[2], key=row[3], classes=classes)
            for row in rows
            if len(row) == 4
        ]


class PlaceIndexTerms(SphinxPostTransform):
    """Move each term to the beginning of its paragraph; what holds for a whole speech goes into its title."""

    default_priority = 20
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Move the terms of the page; one whose paragraph is not there is dropped."""
        terms = list(self.document.findall(index_term))
        if not terms:
            return
        homes = {
            name: element
            for element in self.document.findall(nodes.Element)
            if isinstance(element, nodes.paragraph | nodes.section)
            for name in element["ids"]
        }
        for term in terms:
            term.parent.remove(term)
            home = homes.get(term["refid"])
            if isinstance(home, nodes.paragraph):
                home.insert(0, term)
            elif home is not None:
                home.insert(1, term)


def connect_index_terms(app: Sphinx) -> None:
    """Add the directive, its node and the move."""
    nothing = (_skip, None)
    app.add_directive("index-terms", SilentTermsDirective)
    app.add_config_value("speechbook_prints_index_terms", default=False, rebuild="", types=(bool,))
    app.connect("builder-inited", on_builder_inited)
    app.add_node(index_term, html=nothing, epub=nothing, latex=(visit_index_term, None), text=nothing, man=nothing)
    app.add_post_transform(PlaceIndexTerms)


def on_builder_inited(app: Sphinx) -> None:
    """Read the terms where they are printed."""
    app.config.speechbook_prints_index_terms = app.builder.format == "latex"
    if app.config.speechbook_prints_index_terms:
        app.add_directive("index-terms", IndexTermsDirective, override=True)


def _skip(_self: nodes.NodeVisitor, _node: nodes.Element) -> None:
    raise nodes.SkipNode
