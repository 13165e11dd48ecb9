"""Thousands separators of numbers that were written out in full, in texts that lost the width of their marks."""

import re
from collections.abc import Iterator

from speechbook.clean.lost_width import CHINESE, has_lost_width, is_simplified
from speechbook.clean.rule import Span

__all__ = ("NUMBER_MARKS_RULE", "widen_number_marks")

NUMBER_MARKS_RULE = "widen_number_marks"
"""Name of the rule, for those who look for its edits."""

_NUMBER = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_IN_FULL = re.compile(r",[0-9]{3},[0-9]{3}(?![0-9])")
_CHINESE = re.compile(f"[{CHINESE}]")
_MIN_NUMBERS = 3
"""So many numbers of millions and more, written out in figures, show the habit of the text."""


def widen_number_marks(text: str) -> Iterator[Span]:
    """Widen the separators of thousands in a Simplified text that writes out its millions and lost all its commas.

    Simplified prose writes 万 and 亿; where it writes out 27，203，319，000元 all the same, its typist had one comma,
    that of full width. A converter that narrowed every comma narrowed these too. The place itself does not tell, so
    the text becomes a diagnostic. Not touched: texts that kept their commas, Traditional texts (which type
    1,627億), texts whose numbers are shorter, numbers without Chinese beside them.

    >>> list(widen_number_marks("今年收入1,000,000元,支出2,000,000元,结余3,000,000元,都对"))[0]
    (5, 6, '，')
    """
    if not _IN_FULL.search(text):
        return
    numbers = [
        match
        for match in _NUMBER.finditer(text)
        if _CHINESE.match(text, match.end()) or _CHINESE.match(text[match.start() - 1 : match.start()])
    ]
    if sum(1 for match in numbers if _IN_FULL.search(match[0])) < _MIN_NUMBERS:
        return
    if not is_simplified(text) or not has_lost_width(text):
        return
    for match in numbers:
        for at in range(match.start(), match.end()):
            if text[at] == ",":
                yield at, at + 1, "，"
