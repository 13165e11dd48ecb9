"""From the tree of a page to its lines, as a browser would show them.

A block element or a `<br>` ends a line; a run of blanks in the source is one blank, U+3000 is a character like others.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from speechbook.read.cell_border import CELL_BORDER
from speechbook.read.html_trees import Element

__all__ = ("classes_of", "drop_hidden", "text_lines")

_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "caption",
    )
)
_CELLS = frozenset(("td", "th"))
_NOT_TEXT = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "select",
        "option",
        "textarea",
        "button",
        "input",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
        "ignore_js_op",
    )
)
_COLLAPSIBLE = re.compile("[ \t\r\n\f]+")
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|font-size\s*:\s*0+(?:\.0+)?\s*(?:px|pt|em|rem|%)?)\s*(?:!\s*important\s*)?(?:;|$)",
    re.IGNORECASE,
)
_BREAK = "\n"
_CELL = "\x1f"
"""Stands between cells of one row until the line is known; no text holds it, for the walk takes it out."""


def classes_of(element: Element) -> frozenset[str]:
    """Give the classes of an element."""
    return frozenset((element.get("class") or "").split())


def is_hidden(element: Element) -> bool:
    """Tell whether an element is there for no reader: Discuz's jammer, or hidden by its own style."""
    if "jammer" in classes_of(element) or element.get("hidden") is not None:
        return True
    return _HIDING.search(element.get("style") or "") is not None


def drop_hidden(root: Element, is_unwanted: Callable[[Element], bool] = lambda _: False) -> Counter[str]:
    """Take out of a tree what no reader sees, and what is unwanted besides; the text behind each stays.

    Returns how often which was found: `jammer`, `hidden`, `unwanted`.
    """
    counts: Counter[str] = Counter()
    for element in list(root.iter("*")):
        if is_hidden(element):
            counts["jammer" if "jammer" in classes_of(element) else "hidden"] += 1
        elif is_unwanted(element):
            counts["unwanted"] += 1
        else:
            continue
        _remove(element)
    return counts


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def text_lines(root: Element) -> tuple[str, ...]:
    """Give the lines of an element in order, without empty ones.

    Cells of a row stand on one line with ｜ between them, unless a cell holds lines of its own.
    """
    pieces: list[str] = []
    # A stack of our own: pages nest deeper than Python's.
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, is_end = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if is_end:
            pieces.append(_end_mark(tag))
            if element is not root:
                pieces.append(_plain(element.tail))
            continue
        if tag in _NOT_TEXT or not tag:
            if element is not root:
                pieces.append(_plain(element.tail))
            continue
        if tag in _BLOCKS or tag == "br":
            pieces.append(_BREAK)
        pieces.append(_plain(element.text, keeps_breaks=tag == "pre"))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    return tuple(_lines("".join(pieces)))


def _end_mark(tag: str) -> str:
    if tag in _CELLS:
        return _CELL
    return _BREAK if tag in _BLOCKS else ""


def _plain(text: str | None, *, keeps_breaks: bool = False) -> str:
    if not text:
        return ""
    text = text.replace(_CELL, "")
    return text if keeps_breaks else _COLLAPSIBLE.sub(" ", text)


def _lines(text: str) -> Iterable[str]:
    for line in text.split(_BREAK):
        cells = [_COLLAPSIBLE.sub(" ", cell).strip(" \xa0") for cell in line.split(_CELL)]
        shown = CELL_BORDER.join(cell for cell in cells if cell.strip("\u3000"))
        if shown:
            yield shown
