"""Brackets that lost their width."""

import re
from collections.abc import Iterator, Sequence

from speechbook.clean.lines import lines_of
from speechbook.clean.lost_width import CHINESE, has_lost_width, is_simplified
from speechbook.clean.rule import Span
from speechbook.han import HAN

__all__ = ("widen_brackets",)

_BRACKET = re.compile("[()（）]")
_HAN = re.compile(f"[{HAN}]")
_CHINESE = re.compile(f"[{CHINESE}]")
_CHINESE_BEYOND = re.compile(f"[,.;:!?]?(?:[{CHINESE}]|$)")
_LABEL = re.compile(r"\([0-9]{1,2}\)")
_BEFORE_LABEL = frozenset("。！？；：!?;:")
_LATIN_WORDS = re.compile(r"\([A-Za-z][^()\n]{0,200}[A-Za-z. -][^()\n]{0,200}\)")
_MAX_INSIDE = 400
"""Chinese further from an opening bracket than this does not stand in it alone."""
_MIN_LATIN = 5
"""Shorter than this a pair after a Latin letter may be the argument of a function."""


def widen_brackets(text: str) -> Iterator[Span]:
    """Widen ASCII brackets that hold Chinese or stand in a Chinese sentence.

    Both brackets of a pair are treated alike. Not touched: pairs that hold ASCII only, such as (1) or f(x), unless the
    text lost its full-width marks as a whole and Chinese stands directly outside. The label (1) of a list stays in
    Traditional texts, which type it so; official format in Simplified texts is （1）.

    >>> list(widen_brackets("试行(草案)。"))
    [(2, 3, '（'), (5, 6, '）')]
    """
    if "(" not in text and ")" not in text:
        return
    damaged = has_lost_width(text)
    wide_labels = damaged and is_simplified(text)
    left_open: list[int] = []
    spans: list[Span] = []
    for start, line in lines_of(text):
        if "(" not in line and ")" not in line:
            left_open = [] if line.strip() else left_open
            continue
        in_damage = damaged and _HAN.search(line) is not None
        pairs, closed_later, left_open = _pairs(line, start, left_open if damaged else [])
        for opening, closing in pairs:
            if _widens(line, opening, closing, damaged=in_damage, wide_labels=wide_labels):
                spans += [(start + opening, start + opening + 1, "（"), (start + closing, start + closing + 1, "）")]
        for opening, closing in closed_later:
            if _HAN.match(text, opening + 1) or text[opening + 1].isdigit():
                spans += [(opening, opening + 1, "（"), (closing, closing + 1, "）")]
    yield from sorted(span for span in spans if text[span[0]] != span[2])


def _pairs(
    line: str, start: int, before: Sequence[int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[int]]:
    """Pair the brackets of a line; also with those that the line `before` left open, and tell what it leaves open.

    The first list counts from the start of the line, the others from that of the text.
    """
    opened: list[int] = []
    waiting = list(before)
    pairs: list[tuple[int, int]] = []
    across: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(line):
        if match[0] in "(（":
            opened.append(match.start())
        elif opened:
            pairs.append((opened.pop(), match.start()))
        elif waiting:
            across.append((waiting.pop(), start + match.start()))
    return pairs, across, [start + at for at in opened]


def _widens(line: str, opening: int, closing: int, *, damaged: bool, wide_labels: bool) -> bool:
    if line[opening] == "（" or line[closing] == "）":
        return True
    if _HAN.search(line, opening + 1, min(closing, opening + _MAX_INSIDE)):
        return True
    if not damaged:
        return False
    before = line[opening - 1 : opening]
    if _LABEL.fullmatch(line, opening, closing + 1) and (not before or before in _BEFORE_LABEL):
        return wide_labels
    outside = _CHINESE.match(before) or _CHINESE.match(line, closing + 1)
    if outside and not (before.isascii() and before.isalpha()):
        return True
    return closing - opening >= _MIN_LATIN and _is_latin(line, opening, closing)


def _is_latin(line: str, opening: int, closing: int) -> bool:
    """Tell whether a pair holds Latin words, and Chinese goes on behind it."""
    return (
        _CHINESE_BEYOND.match(line, closing + 1) is not None
        and _LATIN_WORDS.fullmatch(line, opening, closing + 1) is not None
    )
