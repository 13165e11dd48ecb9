"""Characters that cannot be seen: they break search and copying and say nothing in Chinese text."""

import re
from collections.abc import Iterator

from speechbook.clean.rule import Span
from speechbook.han import INVISIBLE

__all__ = ("drop_control_characters", "drop_invisible_characters")

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]+")
_JOINERS = frozenset("\u200c\u200d")


def drop_invisible_characters(text: str) -> Iterator[Span]:
    r"""Drop zero-width characters, bidi marks, soft hyphens and stray byte-order marks.

    Chinese text has no use for them; web pages and copy protection leave them behind. Not touched: variation selectors,
    which belong to their character, and joiners that hold an emoji or a word of another script together.

    >>> list(drop_invisible_characters("制\u200b度"))
    [(1, 2, '')]
    """
    for match in _INVISIBLE.finditer(text):
        start, end = match.span()
        if end - start == 1 and match[0] in _JOINERS and _joins(text, start):
            continue
        yield start, end, ""


def _joins(text: str, at: int) -> bool:
    """Tell whether a joiner stands between two characters that it can join: emoji, Arabic, Indic."""
    return 0 < at < len(text) - 1 and _joinable(text[at - 1]) and _joinable(text[at + 1])


def _joinable(char: str) -> bool:
    code = ord(char)
    return 0x0600 <= code <= 0x0DFF or 0x2600 <= code <= 0x27BF or code == 0xFE0F or 0x1F000 <= code <= 0x1FAFF


def drop_control_characters(text: str) -> Iterator[Span]:
    r"""Drop C0 control characters other than tab and line ends.

    They are remains of forum noise and of binary formats, and no page can show them.

    >>> list(drop_control_characters("一\x01二"))
    [(1, 2, '')]
    """
    for match in _CONTROLS.finditer(text):
        yield match.start(), match.end(), ""
