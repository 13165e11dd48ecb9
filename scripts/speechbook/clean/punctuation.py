"""Punctuation that lost its width: `，！；：？` written as ASCII, as NFKC normalization and old keyboards do."""

import re
from collections.abc import Iterator

from speechbook.clean.lost_width import CHINESE, has_lost_width
from speechbook.clean.rule import Span
from speechbook.han import HAN

__all__ = ("join_ellipses", "widen_punctuation")

_WIDE = {",": "，", "!": "！", "?": "？", ";": "；", ":": "："}
_MARK = re.compile(f"[,!?;:](?:(?<=[{CHINESE}].)()|(?=[{CHINESE}])())?")
_HAN = re.compile(f"[{HAN}]")
_CHINESE = re.compile(f"[{CHINESE}]")
_BLANKS = " \t\u00a0\u3000"
_THOUSANDS = re.compile(r",[0-9]{3}(?![0-9])")
_DOTS = re.compile(r"(?<!\.)\.{3,6}(?!\.)")
_NEAR = 12


def widen_punctuation(text: str) -> Iterator[Span]:
    """Widen ASCII `, ! ? ; :` that stands beside Chinese.

    A mark with Chinese on either side belongs to a Chinese sentence. Not touched: thousands separators (1,627亿元),
    times and ratios (9:30, 1:2), addresses, marks inside Latin phrases.

    >>> list(widen_punctuation("今天,我是"))
    [(2, 3, '，')]
    """
    found = list(_decided(text))
    for step in (1, -1):  # a mark beside one that is widened has Chinese beside it, then
        before, widens = -1, False
        for number in range(len(found))[::step]:
            at, own = found[number]
            if widens and not own and not text[min(before, at) + 1 : max(before, at)].strip(_BLANKS):
                found[number] = at, own = at, True
            before, widens = at, own
    for at, widens in found:
        if widens:
            yield at, at + 1, _WIDE[text[at]]


def _decided(text: str) -> Iterator[tuple[int, bool]]:
    """Yield each mark with whether it is to be widened for its own sake."""
    damaged: bool | None = None
    line_start = line_end = -1
    in_damage = False
    for match in _MARK.finditer(text):
        at = match.start()
        if text.startswith("://", at):
            continue
        if match.lastindex:
            yield at, True
            continue
        if at >= line_end:
            damaged = has_lost_width(text) if damaged is None else damaged
            line_start, line_end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            line_end = len(text) if line_end < 0 else line_end
            in_damage = damaged and _HAN.search(text, line_start, line_end) is not None
        yield at, _belongs_to_chinese(text, at, line_start, line_end, damaged=in_damage)


def _belongs_to_chinese(text: str, at: int, line_start: int, line_end: int, *, damaged: bool) -> bool:
    """Decide about a mark with no Chinese directly beside it: across blanks, and by the damage of the whole text."""
    low, high = at - 1, at + 1
    if not damaged and text[low] not in _BLANKS and text[high : high + 1] not in _BLANKS:
        return False
    while low >= line_start and text[low] in _BLANKS:
        low -= 1
    while high < line_end and text[high] in _BLANKS:
        high += 1
    left = text[low] if low >= line_start else ""
    right = text[high] if high < line_end else ""
    if _CHINESE.match(left) or _CHINESE.match(right):
        return True
    if not damaged or not left:
        return False
    if not right or left in "%)":
        return True
    if text[at] != ",":
        return False
    if left.isdigit() and right.isdigit():
        meant = not _THOUSANDS.match(text, at)
    else:  # a comma between Latin words has a blank behind it, unless it was a full-width one
        meant = high - low == 2 and _is_letter(left) and _is_letter(right)
    return meant and not _is_latin_phrase(text, max(line_start, at - _NEAR), min(line_end, at + _NEAR))


def _is_latin_phrase(text: str, start: int, end: int) -> bool:
    """Tell whether no Han character stands near, so that the mark is inside a foreign phrase or a formula."""
    return _HAN.search(text, start, end) is None


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def join_ellipses(text: str) -> Iterator[Span]:
    """Write three to six dots beside Chinese as `……`.

    NFKC turns each … into three dots. Not touched: dots in Latin text.

    >>> list(join_ellipses("等等..."))
    [(2, 5, '……')]
    """
    if "..." not in text:
        return
    for match in _DOTS.finditer(text):
        start, end = match.span()
        if _CHINESE.match(text[start - 1 : start]) or _CHINESE.match(text, end):
            yield start, end, "……"
