"""How a line opens: its label, and whether a heading, a run-in heading or a numbered paragraph follows it."""

import re
from dataclasses import dataclass
from enum import Enum

from speechbook.han import BLANKS, HAN
from speechbook.outline.labels import Label, LabelClass, read_label
from speechbook.outline.marks import forced_level, is_kept_plain, mark_length

__all__ = ("Opening", "Shape", "lead_end", "read_opening")

_LINE_HEADING_CHARS = 100
"""A labelled line without any closing mark is a heading up to this length."""
_SENTENCE_HEADING_CHARS = 90
"""A labelled line that is one closed sentence may be a heading up to this length."""
_RUN_IN_CHARS = 45
"""A first sentence up to this length may be a run-in heading."""
_RUN_IN_COMMAS = 2
"""A first sentence with more commas tells something; it does not name it."""

_SENTENCE_MARKS = re.compile(r"[。！？：；?!;:]")
_BRACKETS = {"（": "）", "(": ")", "“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉", "〔": "〕", "【": "】"}
_BRACKET_OR_MARK = re.compile(r"[（(“「『《〈〔【）)”」』》〉〕】。！？：；?!;:]")
_NARRATIVE = re.compile(r"\d[億亿]|\d[\d,，.]{0,15}[萬万餘余多]{0,2}[元%％]|\d{1,2}月\d{1,2}日")
"""Sums, percentages and dates: a first sentence that holds them reports, it is no heading."""
_SPACED = re.compile(rf"[{HAN}“”]{{2,16}}[{BLANKS}]{{1,4}}(?=[{HAN}“《])(?![貴贵大鈞钧總总鈞])(?=.{{8}}.*[。！？；])")
"""A name set off by a blank: 一、修渠　今年冬天动工。 The blank before 貴委員會 is one of respect."""
_TOPIC = re.compile(r"(?:对于|對於|关于|關於|有关|有關|至于|至於|就|在)[^，。：；]{2,40}(?:部分|方面|问题|問題)，")
"""A topic set before the sentence: 第五点，关于经费的部分，…."""


class Shape(Enum):
    """What the words after a label look like."""

    LINE = "line"
    """The whole line, with nothing that closes a sentence."""
    SENTENCE = "sentence"
    """The whole line is one closed sentence: heading or list item, which only its neighbours can tell."""
    RUN_IN = "run-in"
    """A short first sentence, then more."""
    NUMBERED = "numbered"
    """A paragraph."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open a section."""

    line: int
    label: Label | None
    shape: Shape
    start: int
    """Where the label begins: after an editor's mark."""
    text_start: int
    text_end: int
    """The heading's words are `line[text_start:text_end]`, closing mark excluded."""
    end: int
    """One past the closing mark of a run-in heading; otherwise one past the words."""
    forced: int | None = None
    """Level an editor asked for."""

    @property
    def family(self) -> LabelClass:
        """The family that is ranked: that of the label, or of headings which only an editor's mark shows."""
        return self.label.family if self.label else LabelClass.MARKED

    @property
    def value(self) -> int | None:
        """The number of the label; None without one."""
        return self.label.value if self.label else None

    @property
    def is_whole_line(self) -> bool:
        """Tell whether nothing but the heading stands in its line."""
        return self.shape is Shape.LINE


def lead_end(line: str, start: int, limit: int = _LINE_HEADING_CHARS) -> int | None:
    """Find the mark that closes the first sentence, brackets and quotations passed over; None within `limit`.

    A bracket that is not closed within the limit is taken as an ordinary character.

    >>> lead_end("（一）调整（试点）结构。公有制", 3)
    11
    """
    closing: list[str] = []
    held: int | None = None
    for found in _BRACKET_OR_MARK.finditer(line, start, min(len(line), start + limit)):
        char = found[0]
        if char in _BRACKETS:
            closing.append(_BRACKETS[char])
        elif closing and char == closing[-1]:
            closing.pop()
            if not closing:
                held = None
        elif _SENTENCE_MARKS.match(char):
            if not closing:
                return found.start()
            held = held if held is not None else found.start()
    return held if closing else None


def read_opening(index: int, line: str) -> Opening | None:
    """Read the opening of a line by itself; None when nothing marks it as one.

    Neighbours are not looked at here: a doubtful label is returned as it is, and `SENTENCE` is left open.
    """
    if is_kept_plain(line):
        return None
    forced = forced_level(line)
    start = mark_length(line)
    label = read_label(line, start)
    if forced is not None:
        begin = label.end if label and not label.doubtful else start
        end = len(line.rstrip(BLANKS))
        return Opening(
            index, None if label and label.doubtful else label, Shape.LINE, start, begin, max(begin, end), end, forced
        )
    if label is None:
        return None
    shape, text_end, end = _shape(line, label)
    return Opening(index, label, shape, start, label.end, text_end, end)


def _shape(line: str, label: Label) -> tuple[Shape, int, int]:
    """Tell the shape, where the words end, and where the heading ends."""
    begin = label.end
    length = len(line.rstrip(BLANKS))
    if label.family is LabelClass.ARTICLE:
        return Shape.NUMBERED, begin, begin
    topic = _TOPIC.match(line, begin) if label.family is LabelClass.ORDINAL else None
    if topic:
        return Shape.RUN_IN, topic.end() - 1, topic.end()
    spaced = _SPACED.match(line, begin)
    if spaced:
        return Shape.RUN_IN, len(spaced[0].rstrip(BLANKS)) + begin, spaced.end()
    closing = lead_end(line, begin)
    if closing is None:
        is_open = length - begin > _LINE_HEADING_CHARS or line[length - 1] in "，、,"
        return (Shape.NUMBERED, begin, begin) if is_open else (Shape.LINE, max(begin, length), max(begin, length))
    shape = _shape_of_sentence(line, begin, closing) if closing + 1 >= length else _shape_of_lead(line, begin, closing)
    return (shape, begin, begin) if shape is Shape.NUMBERED else (shape, closing, closing + 1)


def _shape_of_sentence(line: str, begin: int, closing: int) -> Shape:
    """Tell the shape of a line that is one closed sentence."""
    if line[closing] in "；;" or closing == begin:
        return Shape.NUMBERED
    if line[closing] in "：:":
        return Shape.LINE if closing - begin <= _RUN_IN_CHARS else Shape.NUMBERED
    return Shape.SENTENCE if closing - begin <= _SENTENCE_HEADING_CHARS else Shape.NUMBERED


def _shape_of_lead(line: str, begin: int, closing: int) -> Shape:
    """Tell the shape of a line whose first sentence is followed by more."""
    is_name = (
        line[closing] not in "；;"
        and 0 < closing - begin <= _RUN_IN_CHARS
        and line.count("，", begin, closing) <= _RUN_IN_COMMAS
        and not _NARRATIVE.search(line, begin, closing)
    )
    return Shape.RUN_IN if is_name else Shape.NUMBERED
