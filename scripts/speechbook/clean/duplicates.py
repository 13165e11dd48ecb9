"""Lines that were copied twice."""

import re
from collections import Counter
from collections.abc import Iterator

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span
from speechbook.clean.wrapping import wrap_width

__all__ = ("drop_repeated_lines",)

_NO_LETTERS = re.compile(r"[\W_]+")
_OPENING = re.compile(r"[\W_]*([^\W_])[\W_]*([^\W_])[\W_]*([^\W_])[\W_]*([^\W_])[\W_]*([^\W_])")
"""The first letters of a line: only lines that agree in them need to be compared."""
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
    lines = [(start, line, _opening(line)) for start, line in lines_of(text)]
    openings = Counter(opening for _, _, opening in lines if opening)
    if not any(count > 1 for count in openings.values()):
        return
    seen: set[str] = set()
    before = ""
    width = wrap_width(text)
    apart = int(width * _SHARE_OF_WIDTH) if width else _MIN_APART
    for start, line, opening in lines:
        if len(line) < _MIN_ADJACENT:
            before = "" if line.strip() else before
            continue
        if not opening or openings[opening] == 1:
            before = opening
            continue
        key = _NO_LETTERS.sub("", line)
        if (key == before and len(key) >= _MIN_ADJACENT) or (len(key) >= apart and key in seen):
            yield max(0, start - 1), start + len(line), ""
        seen.add(key)
        before = key


def _opening(line: str) -> str:
    match = _OPENING.match(line) if len(line) >= _MIN_ADJACENT else None
    return "".join(match.groups()) if match else ""
