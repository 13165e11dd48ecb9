"""Paragraphs that were broken into lines of one width, as e-mail, PDF text layers and old files have them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span
from speechbook.han import BLANKS

__all__ = ("ends_sentence", "join_wrapped_lines", "opens_paragraph", "wrap_width")

_MIN_WIDTH = 16
_MAX_WIDTH = 80
_MIN_LINES = 6
_SLACK = 2
"""A line may be longer than the width by closing marks that cannot open the next one."""
_MIN_SHARE = 0.33
_MIN_SHARE_OF_WIDTH = 0.15
_MAX_LONGER = 0.04
_MIN_OPEN = 0.6
_BLANK = re.compile(f"[{BLANKS}]+")
_CLOSING = frozenset("。！？：；…”’』」）》!?")
_ENDING = frozenset("。！？…!?")
_CALLING = frozenset("！!")
_SENTENCE_START = re.compile("[。！？](?=([^\n]))")
_PRIOR = 6
"""How many places the shares of the whole text count for, beside those of one character."""
_OPENS = re.compile(
    "[（(]?[一二三四五六七八九十壹贰貳叁參肆伍]{1,3}[）)、]|第[一二三四五六七八九十百]{1,4}[，、章节條条部]"
    "|[0-9]{1,2}[.．、]|#{1,6} ?|——|[（(][0-9]{1,2}[）)]|[各诸諸]位|同志们|同志們|谢谢|謝謝|主席、"
)
_WORD_END = re.compile("[a-z]{2,}$")
_WORD_START = re.compile("[a-z]{2,}")


def _is_spaced(line: str) -> bool:
    """Tell whether every second character of a line is a blank, as in a letter-spaced heading."""
    return len(line) > 1 and (not line[1::2].strip(BLANKS) or not line[::2].strip(BLANKS))


def wrap_width(text: str) -> int:
    """Give the width at which the paragraphs of a text were broken; 0 when they were not.

    Known by the lengths of the lines: many of the same length, hardly any longer, and most of those end in the middle
    of a sentence. Verse is too short, lists of full sentences end in full stops.
    """
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    lengths = Counter(len(line.rstrip()) for line in lines)
    total = len(lines)
    if total < _MIN_LINES:
        return 0
    best = (
        max(
            (sum(lengths[width + more] for more in range(_SLACK + 1)), -width)
            for width in {length - less for length in lengths for less in range(_SLACK + 1)}
            if _MIN_WIDTH <= width <= _MAX_WIDTH
        )
        if any(_MIN_WIDTH <= length <= _MAX_WIDTH for length in lengths)
        else (0, 0)
    )
    count, width = best[0], -best[1]
    if count < _MIN_LINES or count < _MIN_SHARE * total:
        return 0
    longer = sum(number for length, number in lengths.items() if length > width + _SLACK)
    if longer > _MAX_LONGER * total:
        return 0
    full = [line for line in lines if width <= len(line.rstrip()) <= width + _SLACK]
    open_lines = sum(1 for line in full if line.rstrip()[-1] not in _CLOSING)
    if open_lines < _MIN_OPEN * len(full):
        return 0
    return _narrowest(full, width)


def _narrowest(full: Sequence[str], width: int) -> int:
    """Give the length from which on a line is full: shorter ones end with their sentence, as last lines do."""
    for length in range(width, width + _SLACK):
        of_length = [line for line in full if len(line.rstrip()) == length]
        broken = sum(1 for line in of_length if line.rstrip()[-1] not in _CLOSING)
        if len(of_length) >= _MIN_SHARE_OF_WIDTH * len(full) and broken >= _MIN_OPEN * len(of_length):
            return length
    return width + _SLACK


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends in a mark after which a paragraph may end."""
    return line.rstrip()[-1:] in _CLOSING


def opens_paragraph(line: str) -> bool:
    """Tell whether a line begins as paragraphs begin: with a label, a dash, a salutation."""
    return _OPENS.match(line.lstrip()) is not None


def _openings(text: str, lines: Sequence[tuple[int, str]], width: int) -> frozenset[str]:
    """Name the characters with which paragraphs of this text begin oftener than sentences inside a paragraph.

    The beginnings after a short closed line are certain, and so are those of sentences within a line. A character seen
    in neither counts as the rest of them do.
    """
    paragraphs = Counter(
        following.lstrip()[0]
        for (_, line), (_, following) in pairwise(lines)
        if len(line) < width and following.strip() and line.rstrip()[-1:] in _ENDING
    )
    sentences = Counter(match[1] for match in _SENTENCE_START.finditer(text))
    total = paragraphs.total() + sentences.total()
    lead = _PRIOR * (sentences.total() - paragraphs.total()) / total if total else 0
    return frozenset(char for char, count in paragraphs.items() if count > sentences[char] + lead)


def join_wrapped_lines(text: str) -> Iterator[Span]:
    r"""Join the lines of a paragraph that was broken at a fixed width.

    In a text whose lines have one width, a line of that width goes on in the next one. Not touched: line ends after
    shorter lines, before an indented line where paragraphs are indented, and, when the sentence is closed, before a
    label (一、 （二） 第三，), a salutation, or a character that opens paragraphs of this text and hardly a sentence.
    A blank between two Latin words is put back.

    >>> list(join_wrapped_lines("春风又一次吹过青澜河两岸的每一块田\n野。\n" * 6))[0]
    (17, 18, '')
    """
    width = wrap_width(text)
    if not width:
        return
    lines = list(lines_of(text))
    indents = sum(1 for _, line in lines if line.startswith(("\u3000", "  ")))
    opens = _openings(text, lines, width)
    indented = indents >= _MIN_LINES // 2 and indents < len(lines) // 2
    for (start, line), (next_start, following) in pairwise(lines):
        if not following.strip() or not width <= len(line) <= width + 2 * _SLACK:
            continue
        blank = _BLANK.match(following)
        if indented and blank:
            continue
        last = line.rstrip()[-1]
        if last in _ENDING and (last in _CALLING or opens_paragraph(following) or following.lstrip()[0] in opens):
            continue
        if _is_spaced(line) != _is_spaced(following) and len(following.strip()) > 1:
            continue
        end = next_start + (blank.end() if blank and len(blank[0]) > 1 else 0)
        latin = _WORD_END.search(line[-20:]) and _WORD_START.match(following)
        yield start + len(line), end, " " if latin else ""
