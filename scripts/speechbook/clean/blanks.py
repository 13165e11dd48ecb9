"""Stray blanks inside Chinese text, as Word fields, justified pages and copying leave them."""

import re
from collections.abc import Iterator

from speechbook.clean.rule import Span
from speechbook.han import BLANKS, CURLY_QUOTES, is_cjk_mark, is_han

__all__ = ("close_blanks_between_han",)

_BLANK_RUN = re.compile(f"[{BLANKS}]+")
_SIGNATURE = re.compile(r"[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff]")
_OPENING_QUOTES = "“‘"
_CLOSING_QUOTES = "”’"


def close_blanks_between_han(text: str) -> Iterator[Span]:
    """Drop blanks that have Chinese on both sides, or stand inside quotation marks.

    Chinese is written without blanks. Not touched: one U+3000 between two Han characters (a mark of respect before a
    name, a separator the writer typed), a line that is only a two-character name, blanks beside Latin words, figures.

    >>> list(close_blanks_between_han("其中 的 酸甜"))
    [(2, 3, ''), (4, 5, '')]
    """
    for match in _BLANK_RUN.finditer(text):
        start, end = match.span()
        left, right = text[start - 1 : start], text[end : end + 1]
        if not left or not right or left == "\n" or right == "\n":
            continue
        if _is_stray(left, right) and not _is_meant(text, start, end, left, right):
            yield start, end, ""


def _is_stray(left: str, right: str) -> bool:
    if left in _OPENING_QUOTES or right in _CLOSING_QUOTES:
        return True
    if _is_chinese(left) and _is_chinese(right):
        return True
    if left in CURLY_QUOTES or right in CURLY_QUOTES:
        return (_is_chinese(left) and right.isdigit()) or (_is_chinese(right) and left.isdigit())
    return is_cjk_mark(left) or is_cjk_mark(right)


def _is_meant(text: str, start: int, end: int, left: str, right: str) -> bool:
    if text[start:end] == "\u3000" and is_han(left) and is_han(right):
        return True
    if end - start > 2:
        return False
    opens = start == 1 or text[start - 2] == "\n"
    closes = end + 1 == len(text) or text[end + 1] == "\n"
    return opens and closes and _SIGNATURE.fullmatch(text, start - 1, end + 1) is not None


def _is_chinese(char: str) -> bool:
    return is_han(char) or is_cjk_mark(char)
