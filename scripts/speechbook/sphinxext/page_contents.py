"""The skeleton of a page, down to points: read off its doctree, shown at the right edge and as the outline view.

It stands on the page once. At the edge points are folded away; in the outline view, which is the address
`#outline_view`, everything but the skeleton is (`outline.css`), so that it needs no script and prints.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from docutils import nodes
from markupsafe import Markup

__all__ = ("Entry", "page_contents", "skeleton_of")

_OPEN = 2
"""Levels that are always shown at the edge; the theme's script opens deeper ones where the reader is."""
_POINT = "point"
_INNER = "inner-"
_OPENING_CHARS = 18
_MANY = 12
"""Paragraphs from which a page without any heading or point is listed by its paragraphs."""
_MOST = 40
"""Paragraphs that are listed then."""
_CLAUSE_ENDS = "。！？；：，,"
_CLOSING = "。；：:，,"
"""What ends a heading that runs into its paragraph, and says nothing in a list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, a point, or the opening of a paragraph, which counts as a point: it is no heading."""

    anchor: str
    text: str
    is_point: bool = False
    entries: tuple["Entry", ...] = ()


def skeleton_of(document: nodes.document | None) -> tuple[Entry, ...]:
    """Give the headings of a page below its title, with the points of their paragraphs.

    A long speech that has neither is given by the openings of its paragraphs, evenly chosen.
    """
    if document is None:
        return ()
    sections = [child for child in document.children if isinstance(child, nodes.section)]
    top = sections[0] if len(sections) == 1 else document
    entries = tuple(_entries(top))
    return entries if any(not _is_apparatus(entry) for entry in entries) else _openings(top) + entries


def _entries(parent: nodes.Element) -> Iterator[Entry]:
    for child in parent.children:
        if isinstance(child, nodes.section):
            if child["ids"] and isinstance(child[0], nodes.title):
                text = " ".join(child[0].astext().split())
                yield Entry(child["ids"][0], text.rstrip(_CLOSING) or text, entries=tuple(_entries(child)))
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.title):
            yield from _points(child)


def _points(block: nodes.Element) -> Iterator[Entry]:
    marked = [node for node in block.findall(nodes.inline) if _POINT in node["classes"] and node["ids"]]
    yield from _nested([(_depth(node), node["ids"][0], node.astext()) for node in marked], 0)


def _depth(node: nodes.inline) -> int:
    return next((int(name.removeprefix(_INNER)) for name in node["classes"] if name.startswith(_INNER)), 0)


def _nested(points: Sequence[tuple[int, str, str]], depth: int) -> Iterator[Entry]:
    place = 0
    while place < len(points):
        _, anchor, text = points[place]
        end = place + 1
        while end < len(points) and points[end][0] > depth:
            end += 1
        yield Entry(anchor, text, is_point=True, entries=tuple(_nested(points[place + 1 : end], depth + 1)))
        place = end


def _openings(top: nodes.Element) -> tuple[Entry, ...]:
    if not top.get("ids"):
        return ()
    paragraphs = [
        child for child in top.children if isinstance(child, nodes.paragraph) and child["ids"] and child.astext()
    ]
    if len(paragraphs) < _MANY:
        return ()
    step = -(-len(paragraphs) // _MOST)
    return tuple(Entry(child["ids"][0], _opening(child.astext()), is_point=True) for child in paragraphs[::step])


def _opening(text: str) -> str:
    """Give the first clause of a paragraph, cut where it is long."""
    end = next((place for place, char in enumerate(text) if char in _CLAUSE_ENDS and place > 1), len(text))
    return text[:end] if end <= _OPENING_CHARS else f"{text[:_OPENING_CHARS]}……"


def page_contents(entries: Sequence[Entry]) -> Markup:
    """Write the skeleton as nested lists; nothing when there is none.

    The classes are those that the theme's script looks for when it marks the section that is being read.
    """
    has_sections = any(not entry.is_point for entry in entries if not _is_apparatus(entry))
    return Markup("".join(_list(entries, 1, " has-sections" if has_sections else "")))  # noqa: S704 - texts and ids are escaped in _list


def _is_apparatus(entry: Entry) -> bool:
    return entry.anchor.endswith("-apparatus")


def _list(entries: Sequence[Entry], level: int, classes: str = "") -> Iterator[str]:
    if not entries:
        return
    shown = " pst-show_toc_level" if level <= _OPEN else ""
    yield f'<ul class="nav section-nav{shown}{classes}">'
    for entry in entries:
        kind = " toc-point" if entry.is_point else ""
        yield f'<li class="toc-entry{kind}"><a class="nav-link" href="#{escape(entry.anchor)}">{escape(entry.text)}</a>'
        yield from _list(entry.entries, level + 1)
        yield "</li>"
    yield "</ul>"
