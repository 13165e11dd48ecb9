"""Private-use characters that stand for a bullet or for nothing."""

import re
from collections.abc import Iterator

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span
from speechbook.han import BLANKS, PRIVATE_USE

__all__ = ("drop_private_marks",)

_AT_START = re.compile(f"[{BLANKS}]*[\uf020-\uf0ff]+[{BLANKS}]*")
_PRIVATE = re.compile(f"[{PRIVATE_USE}]")
_BLANK_OR_PRIVATE = re.compile(f"[{BLANKS}{PRIVATE_USE}]")
_OTHER = f"[^\n{BLANKS}{PRIVATE_USE}]"
_INSIDE = re.compile(f"(?<={_OTHER})[{PRIVATE_USE}]+(?={_OTHER})")
_MIN_MARKS = 2
_CLOSING = frozenset("。！？：；”’』」）》…!?:;)")


def drop_private_marks(text: str) -> Iterator[Span]:
    r"""Drop private-use characters that are a bullet at the start of a line or a mark at the end of a paragraph.

    U+F020–F0FF at the start of a line are bullets of the Symbol and Wingdings fonts. After a closing mark at the end of
    a line nothing is missing, so nothing is lost; where that happens twice and more and never inside a line, those
    after a heading are such marks too. Not touched: one inside a word or at the end of a name, where a character was
    lost: it is reported.

    >>> list(drop_private_marks("开会。\ue004"))
    [(3, 4, '')]
    """
    if not _PRIVATE.search(text):
        return
    places = [_ends(start, line) for start, line in lines_of(text) if _PRIVATE.search(line)]
    after_mark = sum(1 for _, at, end in places if at < end and text[at - 1] in _CLOSING)
    only_marks = after_mark >= _MIN_MARKS and not _INSIDE.search(text)
    for start, at, end in places:
        if start < 0:
            yield at, end, ""
            continue
        head = _AT_START.match(text, start, at)
        if head:
            yield *head.span(), ""
        if at < end and (only_marks or text[at - 1] in _CLOSING):
            yield at, end, ""


def _ends(start: int, line: str) -> tuple[int, int, int]:
    """Give the start of a line and the span of the private-use characters at its end; -1 for a line of nothing else."""
    at = len(line)
    while at and _BLANK_OR_PRIVATE.match(line, at - 1):
        at -= 1
    if not at:
        return -1, start, start + len(line)
    marked = _PRIVATE.search(line, at) is not None
    return start, start + at if marked else start + len(line), start + len(line)
