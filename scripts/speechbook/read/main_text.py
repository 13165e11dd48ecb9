"""The main text of a page that is no forum: from the element where well-known systems put it, else by trafilatura.

An element that is known to hold the text gives all of it; a main-text library may lose a short paragraph or a table.
"""

import functools
from collections.abc import Callable

from lxml import etree

from speechbook.han import is_han
from speechbook.read.html_text import classes_of, text_lines
from speechbook.read.html_trees import Element

__all__ = ("main_text_lines", "main_text_version")

_KNOWN_IDS = ("UCAP-CONTENT", "js_content", "zoom", "Zoom", "zoomcon", "artibody", "ozoom", "mp-editor")
_KNOWN_CLASSES = frozenset(("TRS_Editor", "trs_editor_view", "TRS_UEDITOR", "rich_media_content", "pages_content"))
_MIN_HAN = 80


def main_text_version() -> str:
    """Name the library with its version."""
    import trafilatura  # a fifth of a second, and most runs meet no web page

    return f"trafilatura {trafilatura.__version__}"


def main_text_lines(root: Element) -> tuple[tuple[str, ...], bool]:
    """Give the lines of the main text, and whether an element that is known to hold it was found."""
    known = _known_element(root)
    if known is not None:
        return text_lines(known), True
    return _by_library()(root), False


def _known_element(root: Element) -> Element | None:
    """Find the one element that holds the text; None where there is none, or several, or little in it."""
    found: list[Element] = []
    for element in root.iter("div", "td", "article", "section"):
        is_known = element.get("id") in _KNOWN_IDS or _KNOWN_CLASSES & classes_of(element)
        if is_known and not any(parent in found for parent in element.iterancestors()):
            found.append(element)
    rich = [element for element in found if _han_count(element) >= _MIN_HAN]
    return rich[0] if len(rich) == 1 else None


def _han_count(element: Element) -> int:
    return sum(is_han(char) for line in text_lines(element) for char in line)


@functools.cache
def _by_library() -> Callable[[Element], tuple[str, ...]]:
    import trafilatura
    from trafilatura.settings import Extractor

    def extract(root: Element) -> tuple[str, ...]:
        options = Extractor(output_format="txt", comments=False, tables=True, links=False, images=False, recall=True)
        text = trafilatura.extract(etree.tostring(root, encoding="unicode", method="html"), options=options)
        return tuple(line.strip() for line in (text or "").split("\n") if line.strip())

    return extract
