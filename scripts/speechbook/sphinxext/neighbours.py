"""The page before and the page after: a speech leads to a speech, also from one year to the next.

Sphinx's order of pages runs through the lists as well, so the last speech of a year would lead to the list of the next.
"""

from posixpath import dirname
from typing import TypedDict

from markupsafe import Markup, escape
from sphinx.builders.html import StandaloneHTMLBuilder

__all__ = ("Neighbour", "neighbours")

_FARTHEST = 3
"""Pages of other kinds that are stepped over: the list of a year, or of an empty one beside it."""

_PREVIOUS, _NEXT = 1, 2
"""Places in the rows of `env.collect_relations()`."""

_WITHOUT = ("", "lists")
"""Folders whose pages are no sequence to read on in."""


class Neighbour(TypedDict):
    """What the theme's templates expect of `prev` and `next`."""

    link: str
    title: Markup


def neighbours(builder: StandaloneHTMLBuilder, page: str) -> tuple[Neighbour | None, Neighbour | None]:
    """Give the pages of the same kind before and after a page in reading order, each `None` where there is none."""
    return _neighbour(builder, page, _PREVIOUS), _neighbour(builder, page, _NEXT)


def _neighbour(builder: StandaloneHTMLBuilder, page: str, side: int) -> Neighbour | None:
    folder = dirname(page)
    if folder in _WITHOUT:
        return None
    other: str | None = page
    for _step in range(_FARTHEST):
        row = builder.relations.get(other or "")
        other = row[side] if row else None
        if other is not None and dirname(other) == folder:
            title = builder.env.titles[other].astext()
            return Neighbour(link=builder.get_relative_uri(page, other), title=escape(title))
    return None
