"""Punctuation that lost its width: `，！；：？（）` written as ASCII, as NFKC normalization and old keyboards do."""

import re
from collections.abc import Iterator

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span
from speechbook.han import is_cjk_mark, is_han

__all__ = ("join_ellipses", "widen_brackets", "widen_punctuation")

_WIDE = {",": "，", "!": "！", "?": "？", ";": "；", ":": "："}
_MARK = re.compile(r"[,!?;:]")
_ASCII_MARK_AFTER_HAN = re.compile(r"(?<=[\u4e00-\u9fff”’》])[,!?;:]")
_WIDE_MARK = re.compile("[，！？；：]")
_THOUSANDS = re.compile(r",[0-9]{3}(?![0-9])")
_DOTS = re.compile(r"(?<!\.)\.{3,6}(?!\.)")
_BLANK_SET = frozenset(" \t\u00a0\u3000")
_LABEL = re.compile(r"\([0-9]{1,2}\)")
_BEFORE_LABEL = frozenset("。！？；：!?;:")
_BRACKET = re.compile("[()（）]")
_DAMAGED_SHARE = 0.25


def _is_damaged(text: str) -> bool:
    """Tell whether the text as a whole lost its full-width marks, which settles cases that one place cannot."""
    narrow = sum(1 for _ in _ASCII_MARK_AFTER_HAN.finditer(text))
    wide = sum(1 for _ in _WIDE_MARK.finditer(text))
    return narrow > _DAMAGED_SHARE * (narrow + wide)


def _is_chinese(char: str) -> bool:
    return bool(char) and (is_han(char) or is_cjk_mark(char))


def _neighbour(line: str, at: int, step: int) -> str:
    """Return the next character that is no blank, or nothing at the edge of the line."""
    at += step
    while 0 <= at < len(line) and line[at] in _BLANK_SET:
        at += step
    return line[at] if 0 <= at < len(line) else ""


def widen_punctuation(text: str) -> Iterator[Span]:
    """Widen ASCII `, ! ? ; :` that stands beside Chinese.

    A mark with Chinese on either side belongs to a Chinese sentence. Not touched: thousands separators (1,627亿元),
    times and ratios (9:30, 1:2), addresses, marks inside Latin phrases.

    >>> list(widen_punctuation("今天,我是"))
    [(2, 3, '，')]
    """
    damaged = _is_damaged(text)
    for start, line in lines_of(text):
        in_damage = damaged and _holds_han(line)
        for match in _MARK.finditer(line):
            if _belongs_to_chinese(line, match.start(), damaged=in_damage):
                yield start + match.start(), start + match.end(), _WIDE[match[0]]


def _belongs_to_chinese(line: str, at: int, *, damaged: bool) -> bool:
    left, right = _neighbour(line, at, -1), _neighbour(line, at, 1)
    if line.startswith("://", at):
        return False
    if _is_chinese(left) or _is_chinese(right):
        return True
    if not damaged or not left:
        return False
    if not right or left in "%)":
        return True
    if line[at] == "," and left.isdigit() and right.isdigit():
        return not _THOUSANDS.match(line, at) and not _is_latin_phrase(line, at)
    return False


def _is_latin_phrase(line: str, at: int) -> bool:
    """Tell whether no Han character stands near, so that the mark is inside a foreign phrase or a formula."""
    return not _holds_han(line[max(0, at - 12) : at + 12])


def _holds_han(piece: str) -> bool:
    return any(is_han(char) for char in piece)


def widen_brackets(text: str) -> Iterator[Span]:
    """Widen ASCII brackets that hold Chinese or stand in a Chinese sentence.

    Both brackets of a pair are treated alike. Not touched: pairs that hold ASCII only, such as (1) or f(x), unless the
    text lost its full-width marks as a whole and Chinese stands directly outside; the label (1) of a list is typed so.

    >>> list(widen_brackets("试行(草案)。"))
    [(2, 3, '（'), (5, 6, '）')]
    """
    damaged = _is_damaged(text)
    for start, line in lines_of(text):
        spans = []
        for opening, closing in _pairs(line):
            if _widens(line, opening, closing, damaged=damaged):
                spans += [(start + opening, start + opening + 1, "（"), (start + closing, start + closing + 1, "）")]
        yield from sorted(span for span in spans if text[span[0]] != span[2])


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for match in _BRACKET.finditer(line):
        if match[0] in "(（":
            opened.append(match.start())
        elif opened:
            yield opened.pop(), match.start()


def _widens(line: str, opening: int, closing: int, *, damaged: bool) -> bool:
    if line[opening] == "（" or line[closing] == "）":
        return True
    if _holds_han(line[opening + 1 : closing]):
        return True
    if _LABEL.fullmatch(line, opening, closing + 1) and (not opening or line[opening - 1] in _BEFORE_LABEL):
        return False
    outside = line[opening - 1 : opening], line[closing + 1 : closing + 2]
    return damaged and any(_is_chinese(char) for char in outside) and not _is_ascii_word(outside[0])


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and char.isalpha()


def join_ellipses(text: str) -> Iterator[Span]:
    """Write three to six dots beside Chinese as `……`.

    NFKC turns each … into three dots. Not touched: dots in Latin text.

    >>> list(join_ellipses("等等..."))
    [(2, 5, '……')]
    """
    for match in _DOTS.finditer(text):
        start, end = match.span()
        if _is_chinese(text[start - 1 : start]) or _is_chinese(text[end : end + 1]):
            yield start, end, "……"
