"""Line ends and empty lines: a clean text has one paragraph a line and nothing between."""

import re
from collections.abc import Iterator

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span

__all__ = ("drop_empty_lines", "end_last_line", "strip_line_edges", "unify_line_ends")

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_EMPTY_LINES = re.compile("\n{2,}")
_BLANKS = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def unify_line_ends(text: str) -> Iterator[Span]:
    r"""Write every kind of line end as one line feed.

    Windows, old Macintosh, vertical tab, form feed and Unicode separators end lines in files from different systems;
    all of them are control characters that no text needs for itself.

    >>> list(unify_line_ends("一\r\n二"))
    [(1, 3, '\n')]
    """
    for match in _LINE_END.finditer(text):
        yield match.start(), match.end(), "\n"


def strip_line_edges(text: str) -> Iterator[Span]:
    r"""Drop blanks at both ends of a line, paragraph indents of U+3000 included.

    The page sets its own indent; a blank at the edge of a line carries nothing.

    >>> list(strip_line_edges("\u3000\u3000今天。 "))
    [(0, 2, ''), (5, 6, '')]
    """
    for start, line in lines_of(text):
        kept = line.lstrip(_BLANKS)
        indent = len(line) - len(kept)
        if indent:
            yield start, start + indent, ""
        rest = len(kept.rstrip(_BLANKS))
        if rest < len(kept):
            yield start + indent + rest, start + len(line), ""


def drop_empty_lines(text: str) -> Iterator[Span]:
    r"""Drop empty lines, and those at the beginning and end of the text.

    A paragraph is one line; what separates paragraphs in the source is a matter of its typist.

    >>> list(drop_empty_lines("一\n\n二\n"))
    [(1, 3, '\n')]
    """
    if not text.startswith("\n") and "\n\n" not in text:
        return
    if text.startswith("\n"):
        start = len(text) - len(text.lstrip("\n"))
        yield 0, start, ""
        if start == len(text):
            return
    for match in _EMPTY_LINES.finditer(text):
        if match.start() and match.end() < len(text):
            yield match.start(), match.end(), "\n"
    last = len(text.rstrip("\n"))
    if text and len(text) - last > 1:
        yield last, len(text), "\n"


def end_last_line(text: str) -> Iterator[Span]:
    r"""End the last line as the others end.

    A text file ends in a line feed; tools that read line by line lose or join the last line otherwise.

    >>> list(end_last_line("一"))
    [(1, 1, '\n')]
    """
    if text and not text.endswith("\n"):
        yield len(text), len(text), "\n"
