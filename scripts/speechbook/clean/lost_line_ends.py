"""Texts whose line ends were lost, so that a whole speech is one line: only the indents of its paragraphs are left."""

import re
from collections.abc import Iterator

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span
from speechbook.han import BLANKS, is_han

__all__ = ("break_lines_at_indents",)

_BLANKS = re.compile(f"[{BLANKS}]{{2,}}")
_WIDE = "\u3000\u3000"
_ENDING = frozenset("。！？…：；”’』」）")
_MIN_CHARS = 200
_MIN_INDENTS = 3
_SALUTATION = re.compile(
    "(?:各位(?:代表|委员|同志|领导|来宾|老师|同学)|同志们|朋友们|各位(?:委員|領導|來賓|老師|同學)|同志們|朋友們)[^，。]{0,12}[：:]"
)
_MAX_SIGNED = 30
"""Characters of a line in which the speaker and the salutation run together."""


def break_lines_at_indents(text: str) -> Iterator[Span]:
    r"""Break a line before each indent of two or more U+3000 inside it.

    Known by the line: two hundred characters or more, with three such indents or more, at least a third of them where a
    sentence has ended. No paragraph has these; a page whose line ends were lost when it was copied has nothing else. In
    such a line a speaker and the salutation that follows without a blank are parted, too. Not touched: lines of usual
    length, verse and tables with blanks between their columns, single U+3000.

    >>> list(break_lines_at_indents("春" * 200 + "。\u3000\u3000夏。\u3000\u3000秋。\u3000\u3000冬。"))[0]
    (201, 203, '\n')
    """
    for start, line in lines_of(text):
        if len(line) < _MIN_CHARS:
            continue
        blanks = (run for run in _BLANKS.finditer(line) if run.start() > 0 and run.end() < len(line))
        indents = [run for run in blanks if _WIDE in run[0]]
        ended = sum(1 for indent in indents if line[indent.start() - 1] in _ENDING)
        if ended < _MIN_INDENTS or 3 * ended < len(indents):
            continue
        before = 0
        for indent in (*indents, None):
            end = indent.start() if indent else len(line)
            if salutation := _joined_salutation(line, before, end):
                yield start + salutation, start + salutation, "\n"
            if indent:
                yield start + indent.start(), start + indent.end(), "\n"
                before = indent.end()


def _joined_salutation(line: str, start: int, end: int) -> int:
    """Give the place where a salutation begins that a name runs into; 0 where there is none."""
    if end - start > _MAX_SIGNED:
        return 0
    found = _SALUTATION.search(line, start + 1, end)
    return found.start() if found and found.end() == end and is_han(line[found.start() - 1]) else 0
