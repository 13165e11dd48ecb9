"""Lines that were copied twice."""

import re
from collections.abc import Iterator

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span
from speechbook.clean.wrapping import wrap_width

__all__ = ("drop_repeated_lines",)

_NO_LETTERS = re.compile(r"[\W_]+")
_MIN_ADJACENT = 13
_MIN_APART = 40
_SHARE_OF_WIDTH = 0.8


def drop_repeated_lines(text: str) -> Iterator[Span]:
    r"""Drop a line that repeats the line before it, or a long line that stood in the text already.

    Pages that are fetched in parts and text layers repeat a paragraph word for word; the first one stays. Blanks and
    marks do not count, because damage differs between the copies. Not touched: short lines (refrains, calls, headings
    that come again), and long ones that differ in a single character.

    >>> list(drop_repeated_lines("今年全县粮食又获得了大丰收。\n今年全县粮食又获得了大丰收。\n"))
    [(14, 29, '')]
    """
    seen: set[str] = set()
    before = ""
    width = wrap_width(text)
    apart = int(width * _SHARE_OF_WIDTH) if width else _MIN_APART
    for start, line in lines_of(text):
        if len(line) < _MIN_ADJACENT:
            before = "" if line.strip() else before
            continue
        key = _NO_LETTERS.sub("", line)
        if (key == before and len(key) >= _MIN_ADJACENT) or (len(key) >= apart and key in seen):
            yield max(0, start - 1), start + len(line), ""
        seen.add(key)
        before = key
