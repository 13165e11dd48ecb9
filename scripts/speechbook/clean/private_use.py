"""Private-use characters that stand for a bullet or for nothing."""

import re
from collections.abc import Iterator

from speechbook.clean.rule import Span
from speechbook.han import BLANKS, PRIVATE_USE

__all__ = ("drop_private_marks",)

_AT_START = re.compile(f"^[{BLANKS}]*([\uf020-\uf0ff]+)[{BLANKS}]*", re.MULTILINE)
_AT_END = re.compile(f"[{BLANKS}]*([{PRIVATE_USE}]+)[{BLANKS}]*$", re.MULTILINE)
_ALONE = re.compile(f"^[{BLANKS}]*[{PRIVATE_USE}]+[{BLANKS}]*$", re.MULTILINE)
_PRIVATE = re.compile(f"[{PRIVATE_USE}]")
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
    ends = [match for match in _AT_END.finditer(text) if match.start()]
    after_mark = sum(1 for match in ends if text[match.start() - 1] in _CLOSING)
    only_marks = after_mark >= _MIN_MARKS and not _INSIDE.search(text)
    spans = {match.span() for match in (*_AT_START.finditer(text), *_ALONE.finditer(text))}
    spans |= {match.span() for match in ends if only_marks or text[match.start() - 1] in _CLOSING}
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached and end > start:
            yield start, end, ""
            reached = end
