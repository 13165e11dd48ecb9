"""The theme's translator with three short cuts: how it finds its methods, writes plain tags and plain text.

Sphinx looks for the method of each node by name, up the classes of the node, and docutils makes a table of the
attributes of each tag; on a page with a thousand nodes that is most of the work. What the nodes become is the theme's.
"""

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

__all__ = ("quick_translator",)

_Visit = Callable[[Any, nodes.Node], None]

_SPECIAL = re.compile('[&<">@]')
"""Characters that docutils writes in another way."""
_PLAIN = re.compile(r"[\w ./#-]*")


def quick_translator(builder: StandaloneHTMLBuilder) -> type[HTML5Translator]:
    """Give a class that writes what the builder's own translators write."""
    base: Any = builder.get_translator_class()
    registry = builder._registry  # noqa: SLF001 -- `create_translator` hands nodes over to each object anew
    handlers = registry.translation_handlers.get(builder.name) or registry.translation_handlers.get(builder.format, {})
    members: dict[str, Any] = {"visits": {}, "departures": {}}
    for name, (visit, depart) in handlers.items():
        members[f"visit_{name}"] = visit
        if depart:
            members[f"depart_{name}"] = depart
    made: type[HTML5Translator] = type("QuickTranslator", (_ShortCuts, base), members)
    return made


class _ShortCuts:
    """What goes before the methods of a translator."""

    visits: dict[type, _Visit]
    departures: dict[type, _Visit]
    body: list[str]
    protect_literal_text: int
    in_mailto: bool

    def translate(self, node: nodes.Node) -> None:
        """Visit a node and all below it, as `walkabout` does."""
        kind = node.__class__
        depart = True
        try:
            try:
                (self.visits.get(kind) or self._find(kind))(self, node)
            except nodes.SkipNode:
                return
            except nodes.SkipDeparture:
                depart = False
            try:
                for child in node.children[:]:
                    self.translate(child)
            except nodes.SkipSiblings:
                pass
        except nodes.SkipChildren:
            pass
        if depart:
            self.departures[kind](self, node)

    def _find(self, kind: type) -> _Visit:
        """Find what Sphinx finds (`SphinxTranslator.dispatch_visit`), once for each class."""
        cls: Any = type(self)
        for names, kinds, other in (
            ("visit", self.visits, cls.unknown_visit),
            ("depart", self.departures, cls.unknown_departure),
        ):
            found = (getattr(cls, f"{names}_{one.__name__}", None) for one in kind.__mro__)
            kinds[kind] = next((method for method in found if method), other)
        return self.visits[kind]

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 - docutils names it so
        """Write text; most has nothing that must be written in another way."""
        if self.protect_literal_text or self.in_mailto or _SPECIAL.search(node):
            super().visit_Text(node)  # type: ignore[misc] # the translator's
        else:
            self.body.append(str(node))

    def starttag(self, node: nodes.Element, tagname: str, suffix: str = "\n", *rest: bool, **attributes: str) -> str:
        """Write a tag; most have an id, some classes and an address."""
        given = node.attributes if isinstance(node, nodes.Element) else {}
        ids, names = given.get("ids", ()), given.get("classes", ())
        own, address = attributes.get("class", ""), attributes.get("href", "")
        if (
            rest
            or len(ids) > 1
            or attributes.keys() - {"class", "href"}
            or (own and "language-" in own)
            or isinstance(node, nodes.table)
            or not _PLAIN.fullmatch(address)
        ):
            made: str = super().starttag(node, tagname, suffix, *rest, **attributes)  # type: ignore[misc] # as above
            return made
        tag = f"<{tagname}"
        if names or own:
            classes = " ".join(dict.fromkeys((*names, *own.split())))
            if "language-" in classes or not _PLAIN.fullmatch(classes):
                return str(super().starttag(node, tagname, suffix, *rest, **attributes))  # type: ignore[misc] # as above
            tag += f' class="{classes}"'
        if address:
            tag += f' href="{address}"'
        if ids:
            tag += f' id="{ids[0]}"'
        return f"{tag}>{suffix}"
