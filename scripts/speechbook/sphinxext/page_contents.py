"""The outline of the page at its right edge, made from the nodes Sphinx has, without parsing HTML again."""

from collections.abc import Iterator
from html import escape

from docutils import nodes
from markupsafe import Markup

__all__ = ("page_contents",)

_OPEN = 2
"""Levels that are always shown; the theme's script opens deeper ones where the reader is."""

_DEEPEST = 3
"""Levels below the title that are listed; deeper headings are found by reading on."""


def page_contents(toc: nodes.Element | None) -> Markup:
    """Give the headings of a page below its title as nested lists; nothing when there are none.

    `toc` is what Sphinx keeps in `env.tocs`: bullet lists of references. The classes are those that the theme's script
    looks for when it marks the section that is being read.
    """
    if toc is None:
        return Markup("")
    return Markup("".join(_list(_sections_below_title(toc), 1)))  # noqa: S704 - titles and ids are escaped in _list


def _sections_below_title(toc: nodes.Element) -> list[nodes.Element]:
    top = _items(toc)
    return _subsections(top[0]) if len(top) == 1 else top


def _items(entries: nodes.Element) -> list[nodes.Element]:
    return [item for item in entries.children if isinstance(item, nodes.list_item)]


def _subsections(item: nodes.Element) -> list[nodes.Element]:
    return [section for part in item.children if isinstance(part, nodes.bullet_list) for section in _items(part)]


def _list(sections: list[nodes.Element], level: int) -> Iterator[str]:
    if not sections or level > _DEEPEST:
        return
    shown = " pst-show_toc_level" if level <= _OPEN else ""
    yield f'<ul class="nav section-nav flex-column{shown}">'
    for section in sections:
        link = next(iter(section.findall(nodes.reference)), None)
        if link is None:
            continue
        anchor = escape(link["anchorname"] or "#")
        yield f'<li class="toc-entry toc-h{level + 1}"><a class="nav-link" href="{anchor}">{escape(link.astext())}</a>'
        yield from _list(_subsections(section), level + 1)
        yield "</li>"
    yield "</ul>"
