"""Lines whose letters were set apart, as headings in PDF files and old pages are."""

import re
from collections.abc import Iterator

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span
from speechbook.han import BLANKS, is_han

__all__ = ("close_letter_spacing",)

_GAP = re.compile(f"[{BLANKS}]+")
_MIN_CHARS = 4
_MAX_CHARS = 160
_MIN_DOUBLED = 4
_SPACED_FIGURE = re.compile("(?<=[\u4e00-\u9fff])[ ]?[0-9.](?: [0-9.]){2,}[ ]?(?=[\u4e00-\u9fff%％])")
_MAY_BE_FIGURE = re.compile("[0-9.] [0-9.] [0-9.]")


def close_letter_spacing(text: str) -> Iterator[Span]:
    """Close lines in which every character is set apart by the same gap, and figures set apart inside a sentence.

    Four and more single characters at equal distance over a whole line are a letter-spaced heading; when the closed
    line says the same thing twice, the text layer drew it twice, and one stays. Not touched: lines without Chinese
    (A B C D), names of two or three characters, lines with a word among the single characters.

    >>> list(close_letter_spacing("各 位 代 表 ： 2 0 2 4"))
    [(0, 17, '各位代表：2024')]
    """
    if " " not in text and "\u3000" not in text:
        return
    figures = _MAY_BE_FIGURE.search(text) is not None
    for start, line in lines_of(text):
        if " " not in line and "\u3000" not in line:
            continue
        gap = _GAP.search(line[:8].lstrip(), 1)
        closed = _closed(line.strip(" "), gap[0]) if gap and 1 < len(line) <= _MAX_CHARS else None
        if closed is not None:
            yield start, start + len(line), closed
        elif figures:
            for match in _SPACED_FIGURE.finditer(line):
                yield start + match.start(), start + match.end(), match[0].replace(" ", "")


def _closed(line: str, gap: str) -> str | None:
    """Close a line whose characters are all set apart by `gap`; nothing when it is another kind of line."""
    step = 1 + len(gap)
    kept = line[::step]
    if len(kept) >= _MIN_CHARS and gap.join(kept) == line:
        return kept if any(map(is_han, kept)) else None
    pieces = line.split(gap)
    half, rest = divmod(len(pieces), 2)
    closed = "".join(pieces)
    middle = half if rest else -1
    single = all(len(piece) == 1 or (number == middle and len(piece) == 2) for number, piece in enumerate(pieces))
    doubled = len(closed) // 2
    if single and doubled >= _MIN_DOUBLED and closed[:doubled] * 2 == closed and any(map(is_han, closed)):
        return closed[:doubled]
    return None
