"""Page numbers as lines of their own, and the paragraphs they split."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from speechbook.clean.furniture import is_page_mark
from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span
from speechbook.clean.wrapping import ends_sentence, opens_paragraph, wrap_width

__all__ = ("rejoin_paragraphs_at_page_marks",)

_BARE = re.compile(r"[ \u3000]*(?:\[([0-9]{1,4})\]|([0-9]{1,4})(?: ?/ ?([0-9]{1,4}))?)[ \u3000]*")
_MIN_OF_FORM = {"[": 2, "/": 1, "": 3}
"""How many in a row prove that numbers of this form count pages."""
_MIN_PARAGRAPH = 30
_MIN_LINE = 12
_NUMBER_CHARS = 16

Line = tuple[int, str]


def rejoin_paragraphs_at_page_marks(text: str) -> Iterator[Span]:
    r"""Drop numbers that count the pages, and join the halves of a paragraph between which a page number stands.

    Bare numbers (`[3]`, `3/12`, `3`) are page numbers when they count up by one, tell the total, or split a sentence. A
    page ends where the paper ends, so the half before the mark breaks off. Not touched: single bare numbers between
    paragraphs, marks after a closed sentence, after a short line that may be a heading, and before a label.

    >>> list(rejoin_paragraphs_at_page_marks("全县的水利设施都要逐一检修，\n— 3 —\n汛前完工。"))
    [(14, 21, '')]
    """
    lines = [(start, line) for start, line in lines_of(text) if line.strip()]
    if not any(len(line) <= _NUMBER_CHARS and (_BARE.fullmatch(line) or is_page_mark(line)) for _, line in lines):
        return
    width = wrap_width(text)
    numbers = {start for start, _ in _page_numbers(lines)}
    if width:
        numbers |= _numbers_in_sentences(lines)
    marks = [start in numbers or (len(line) <= _NUMBER_CHARS and is_page_mark(line)) for start, line in lines]
    at = 0
    while at < len(lines):
        if not marks[at]:
            at += 1
            continue
        after = at
        while after < len(lines) and marks[after]:
            after += 1
        if at and after < len(lines):
            start, line = lines[at - 1]
            if width and len(line.rstrip()) >= width:
                yield start + len(line), lines[after][0], "\n"  # the lines are joined as all wrapped lines are
            elif _is_split(lines, at - 1, lines[after][1], width):
                yield start + len(line), lines[after][0], ""
            elif width or any(start in numbers for start, _ in lines[at:after]):
                yield start + len(line), lines[after][0], "\n"
        elif any(start in numbers for start, _ in lines[at:after]):
            yield lines[at][0], lines[after - 1][0] + len(lines[after - 1][1]), ""
        at = after


def _is_split(lines: Sequence[Line], before: int, following: str, width: int) -> bool:
    line = lines[before][1]
    if ends_sentence(line):
        return False
    if opens_paragraph(following):
        return False
    if not width:
        return len(line) >= _MIN_PARAGRAPH or line.endswith(("，", "、", ","))
    goes_on = before > 0 and len(lines[before - 1][1].rstrip()) >= width and not ends_sentence(lines[before - 1][1])
    return goes_on or len(line) >= _MIN_LINE


def _numbers_in_sentences(lines: Sequence[Line]) -> set[int]:
    """Find bare numbers in brackets that break a sentence: no list goes on like that."""
    return {
        start
        for (_, before), (start, line) in pairwise(lines)
        if 0 < len(line) <= _NUMBER_CHARS
        and _BARE.fullmatch(line)
        and len(before) >= _MIN_LINE
        and not ends_sentence(before)
        and not _BARE.fullmatch(before)
    }


def _page_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that are bare page numbers."""
    found: dict[str, list[tuple[int, int, Line]]] = {"[": [], "/": [], "": []}
    for number, (start, line) in enumerate(lines):
        match = _BARE.fullmatch(line) if 0 < len(line) <= _NUMBER_CHARS else None
        if match is None:
            continue
        if match[1]:
            found["["].append((number, int(match[1]), (start, line)))
        elif not match[3]:
            found[""].append((number, int(match[2]), (start, line)))
        elif int(match[2]) <= int(match[3]):
            found["/"].append((number, int(match[2]), (start, line)))
    kept: list[Line] = []
    for form, marks in found.items():
        kept += _counting(marks, _MIN_OF_FORM[form])
    yield from sorted(kept)


def _counting(marks: Sequence[tuple[int, int, Line]], least: int) -> list[Line]:
    """Keep the marks that count up by one, with other lines between them, in rows of at least `least`."""
    kept: list[Line] = []
    row: list[tuple[int, int, Line]] = []
    for mark in marks:
        if row and not (mark[1] == row[-1][1] + 1 and mark[0] > row[-1][0] + 1):
            kept += [line for _, _, line in row] if len(row) >= least else []
            row = []
        row.append(mark)
    return kept + ([line for _, _, line in row] if len(row) >= least else [])
