"""What the printed book does not hold is not read for it, save its headings, to which other pages may link.

A book of 1,000 speeches has as many pages of indices, guide and reference, which are for the screen; reading them took
a third of the time in which Sphinx makes the LaTeX of the book.
"""

import re
from collections.abc import Iterator

from sphinx.application import Sphinx

__all__ = ("connect_latex_reading", "headings_only")

_PRINTED = re.compile(r"speeches/.+|lists/(years|speakers|year-.+|speaker-.+)")
_KEPT = re.compile(r"#{1,6} .+|\([^()\s]+\)=")
_FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})")


def headings_only(source: str) -> str:
    """Cut a page down to its headings and the targets before them; it belongs to no table of contents then."""
    return "---\norphan: true\n---\n\n" + "".join(f"{line}\n\n" for line in _headings(source.split("\n")))


def _headings(lines: list[str]) -> Iterator[str]:
    fence = ""
    for line in lines:
        opening = _FENCE.match(line)
        if fence:
            if opening and line.strip() == fence:
                fence = ""
        elif opening:
            fence = opening[1]
        elif _KEPT.fullmatch(line):
            yield line


def connect_latex_reading(app: Sphinx) -> None:
    """Cut pages down where a book for paper is made."""
    app.connect("source-read", on_source_read)


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Leave the front page as it is, because its table of contents holds the book together."""
    if app.builder.format == "latex" and docname != app.config.root_doc and not _PRINTED.fullmatch(docname):
        content[0] = headings_only(content[0])
