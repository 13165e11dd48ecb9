"""Links that last, shown on the page: the ids of sections come first, and each paragraph and point has its ¶.

docutils gives a Chinese heading an id like `id3`, counted through the page, and Sphinx links to the first id a section
has. So the explicit id is moved to the front and the counted one is dropped before Sphinx collects tables of contents.
"""

import re
from collections.abc import Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxTranslator
from sphinx.writers.html5 import HTML5Translator

__all__ = ("add_paragraph_links", "connect_permalinks", "paragraph_link")

_COUNTED = re.compile(r"id\d+")


class paragraph_link(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The ¶ after a paragraph or at a point. It has no text: what is not there is not copied, searched or converted."""


class LastingSectionIds(SphinxTransform):
    """Let the explicit id of a section be its first, and drop the one that docutils counted."""

    default_priority = 270
    """After `PropagateTargets` (260) has handed the targets to their sections, before references are resolved."""

    def apply(self, **_kwargs: object) -> None:
        """Reorder the ids of every section of the page."""
        for section in self.document.findall(nodes.section):
            ids = section["ids"]
            lasting = [name for name in ids if not _COUNTED.fullmatch(name)]
            if lasting and len(lasting) < len(ids):
                section["ids"] = lasting


class ParagraphLinks(SphinxPostTransform):
    """Add the ¶ to each paragraph and point of a speech that has an id, on web pages only."""

    default_priority = 900
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Add the links to the page of a speech."""
        if "speech" in self.env.metadata[self.env.docname]:
            add_paragraph_links(self.document.findall(nodes.paragraph), self.document.findall(nodes.inline))


def add_paragraph_links(paragraphs: Iterable[nodes.paragraph], inlines: Iterable[nodes.inline]) -> None:
    """Append a link to each paragraph that has an id, and put one at the head of each point."""
    for paragraph in paragraphs:
        if paragraph["ids"] and "doubt-note" not in paragraph["classes"]:
            paragraph.append(paragraph_link(refid=paragraph["ids"][0]))
    for point in inlines:
        if "point" in point["classes"] and point["ids"]:
            point.insert(0, paragraph_link(refid=point["ids"][0], classes=["of-point"]))


def connect_permalinks(app: Sphinx) -> None:
    """Add the node with its writers and both transforms."""
    nothing = (_skip, None)
    app.add_node(paragraph_link, html=(_visit_html, None), epub=nothing, latex=nothing, text=nothing, man=nothing)
    app.add_transform(LastingSectionIds)
    app.add_post_transform(ParagraphLinks)


def _visit_html(self: HTML5Translator, node: nodes.Element) -> None:
    is_point = bool(node["classes"])
    title = _("Link to this point") if is_point else _("Link to this paragraph")
    kind = "paragraph-link of-point" if is_point else "paragraph-link"
    link = f'<a class="{kind}" href="#{node["refid"]}" aria-label="{title}"></a>'
    self.body.append(link)
    raise nodes.SkipNode


def _skip(_self: SphinxTranslator, _node: nodes.Element) -> None:
    raise nodes.SkipNode
