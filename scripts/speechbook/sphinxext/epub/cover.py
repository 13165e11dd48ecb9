"""Draw a cover from what the book says of itself: an SVG whose text the reader's device sets in its own fonts.

A title of Han characters stands upright on a slip, as on a thread-bound book; each character is placed on its own,
since not every reader knows vertical text in SVG. Any other title stands in lines.
"""

import math
import unicodedata
from collections.abc import Iterator
from html import escape

from speechbook.han import is_han
from speechbook.variants import Script
from speechbook.visible import visible_controls

__all__ = ("COVER_HEIGHT", "COVER_WIDTH", "cover_svg")

COVER_WIDTH = 1600
COVER_HEIGHT = 2400
"""Units of the drawing; book shops ask for a shape of about 2 : 3."""

_GROUND, _PAPER, _INK, _QUIET = "#2b4152", "#f6f1e6", "#1d2429", "#d9d2c0"
_FONTS = {
    "hans": "Songti SC, STSong, Noto Serif CJK SC, Source Han Serif SC, SimSun, serif",
    "hant": "Songti TC, Noto Serif CJK TC, Source Han Serif TC, PMingLiU, MingLiU, serif",
}
_TURNED = dict(zip("（）《》〈〉「」『』“”‘’—…：", "︵︶︽︾︿﹀﹁﹂﹃﹄﹁﹂﹃﹄︱︙︓", strict=True))
"""Marks that turn with the line, and their vertical forms."""

_LONGEST_COLUMN, _MOST_COLUMNS = 11, 2
"""A longer title takes a second column, then lines."""
_SLIP_TOP, _SLIP_HEIGHT, _SLIP_MARGIN = 240, 1560, 70
_PANEL_WIDTH, _PANEL_HEIGHT = 1240, 1240
_LARGEST, _SMALL = 150, 60
"""Sizes of type."""


def cover_svg(title: str, subtitle: str, editor: str, script: Script) -> str:
    """Draw the cover. Any text comes out as its characters, however long it is."""
    title, subtitle, editor = (visible_controls(text).strip() for text in (title, subtitle, editor))
    is_upright = len(title) <= _LONGEST_COLUMN * _MOST_COLUMNS and all(map(_stands_upright, title))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {COVER_WIDTH} {COVER_HEIGHT}" '
        f'width="{COVER_WIDTH}" height="{COVER_HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{COVER_WIDTH}" height="{COVER_HEIGHT}" fill="{_GROUND}"/>',
        f'<g font-family="{_FONTS[script]}" text-anchor="middle">',
        *(_slip(title) if is_upright else _panel(title)),
        *_foot(subtitle, editor),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _stands_upright(char: str) -> bool:
    return is_han(char) or char in _TURNED or char in "·、，。；！？　"


def _slip(title: str) -> Iterator[str]:
    """Put the title into one column or two, read from the right, on a slip of paper."""
    columns = math.ceil(len(title) / _LONGEST_COLUMN) or 1
    length = math.ceil(len(title) / columns)
    step = min(210.0, (_SLIP_HEIGHT - 2 * _SLIP_MARGIN) / max(length, 1))
    size = step * 0.82
    width = size * 1.32 * columns + 2 * _SLIP_MARGIN
    height = step * length + 2 * _SLIP_MARGIN
    left = (COVER_WIDTH - width) / 2
    yield from _paper(left, _SLIP_TOP, width, height)
    for number, char in enumerate(title):
        column, row = divmod(number, length)
        x = left + width - _SLIP_MARGIN - size * 1.32 * (column + 0.5)
        y = _SLIP_TOP + _SLIP_MARGIN + step * (row + 0.5)
        yield _text(_TURNED.get(char, char), x, y + size * 0.36, size, _INK)


def _panel(title: str) -> Iterator[str]:
    """Put a title that is not Han alone, or is long, into lines of a size at which all of them have room."""
    size = float(_LARGEST)
    while len(lines := list(_broken(title, _PANEL_WIDTH / size))) * size * 1.5 > _PANEL_HEIGHT:
        size *= 0.9
    height = len(lines) * size * 1.5 + 4 * _SLIP_MARGIN
    left = (COVER_WIDTH - _PANEL_WIDTH) / 2 - _SLIP_MARGIN
    yield from _paper(left, 420, _PANEL_WIDTH + 2 * _SLIP_MARGIN, height)
    for number, line in enumerate(lines):
        yield _text(line, COVER_WIDTH / 2, 420 + 2 * _SLIP_MARGIN + size * (1.5 * number + 1.1), size, _INK)


def _foot(subtitle: str, editor: str) -> Iterator[str]:
    """Put subtitle and editor at the foot, the last of them lowest."""
    lines = [*_broken(subtitle, 22), *_broken(editor, 22)][:6]
    for number, line in enumerate(lines):
        yield _text(line, COVER_WIDTH / 2, COVER_HEIGHT - 170 - (len(lines) - 1 - number) * 95, _SMALL, _QUIET)


def _paper(left: float, top: float, width: float, height: float) -> Iterator[str]:
    yield f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{_PAPER}"/>'
    yield (
        f'<rect x="{left + 18:.1f}" y="{top + 18:.1f}" width="{width - 36:.1f}" height="{height - 36:.1f}" '
        f'fill="none" stroke="{_INK}" stroke-width="5"/>'
    )


def _text(text: str, x: float, y: float, size: float, colour: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" fill="{colour}">{escape(text)}</text>'


def _broken(text: str, room: float) -> Iterator[str]:
    """Break text into lines of at most `room` ems; words of letters stay whole where they fit."""
    line, width = "", 0.0
    for word in _words(text):
        needed = sum(map(_ems, word))
        if line and width + needed > room:
            yield line.strip()
            line, width = "", 0.0
        for char in word:  # one word may be longer than a line
            if line and width + _ems(char) > room:
                yield line.strip()
                line, width = "", 0.0
            line, width = line + char, width + _ems(char)
    if line.strip():
        yield line.strip()


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        if _ems(char) == 1 or char == " ":
            yield from (word, char) if word else (char,)
            word = ""
        else:
            word += char
    if word:
        yield word


def _ems(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    return 1 if unicodedata.east_asian_width(char) in "WFA" else 0.56
