"""The lists of a speech as links see them: numbered headings that belong together, and the points of a paragraph.

Both are made from the outline; what differs is only where an item stands and what its permalink is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from speechbook.han import NUMERALS, numeral_value
from speechbook.model import Enumeration, Heading, Paragraph, Section, Speech

__all__ = ("ListItem", "Place", "TextList", "lists_of")

Place = tuple[int, int]
"""A line, and a character within it."""

_END = 1 << 30
_NUMERAL = re.compile(rf"[{NUMERALS}]+|\d+")
_ENCLOSED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ORDER_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3}
_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖甲乙丙丁戊己庚辛壬癸", (*range(1, 10), *range(1, 11)), strict=True))


class ListItem(NamedTuple):
    """One item of a list."""

    id: str
    """Its permalink; empty for a point that has none."""
    value: int
    """Its number, counted where its label has none."""
    label: str
    place: Place
    """Where it begins."""
    end: Place
    """Where it ends."""
    heading: Heading | None = None
    """Of an item that is a heading or a numbered paragraph."""


@dataclass(frozen=True, slots=True)
class TextList:
    """Items that belong together."""

    items: tuple[ListItem, ...]
    level: int
    """Level of its headings; 0 for the points of a paragraph."""
    scope: Place
    """Where the part of the text begins that it belongs to; `(-1, 0)` for the whole speech."""
    is_numbered: bool
    """Its items carry numbers; bare titles do not."""

    @property
    def start(self) -> Place:
        """Where its first item begins."""
        return self.items[0].place

    @property
    def end(self) -> Place:
        """Where its last item ends; for the last heading of a text, its very end."""
        return self.items[-1].end

    def item(self, value: int) -> ListItem | None:
        """Find the item with a number."""
        return next((item for item in self.items if item.value == value), None)


def lists_of(speech: Speech) -> tuple[TextList, ...]:
    """Give the lists of a speech in the order in which they begin."""
    found = [*_heading_lists(speech), *_point_lists(speech)]
    return tuple(sorted(found, key=lambda one: (one.start, one.level == 0)))


def _heading_lists(speech: Speech) -> Iterator[TextList]:
    names = {block.heading.line: block.id for block in speech.blocks if isinstance(block, Section)}
    for block in speech.blocks:
        if isinstance(block, Paragraph):
            names.setdefault(block.line, block.id)
    open_lists: list[list[Heading]] = []
    closed: list[tuple[list[Heading], Place]] = []
    scopes: dict[int, Place] = {}
    for heading in speech.outline.headings:
        here = (heading.line, heading.start)
        while open_lists and open_lists[-1][0].level > heading.level:
            closed.append((open_lists.pop(), here))
        siblings = open_lists[-1] if open_lists and open_lists[-1][0].level == heading.level else None
        if siblings is not None and _starts_anew(siblings, heading):
            closed.append((open_lists.pop(), here))
            siblings = None
        if siblings is None:
            parent = open_lists[-1][-1] if open_lists else None
            scopes[id(heading)] = (parent.line, parent.start) if parent else (-1, 0)
            open_lists.append([heading])
        else:
            siblings.append(heading)
    closed += [(left, (_END, 0)) for left in reversed(open_lists)]
    for headings, end in closed:
        ends = [*((later.line, later.start) for later in headings[1:]), end]
        values = [_value(heading.label) for heading in headings]
        items = tuple(
            ListItem(names.get(h.line, ""), value or n, h.label, (h.line, h.start), until, h)
            for n, (h, until, value) in enumerate(zip(headings, ends, values, strict=True), 1)
        )
        yield TextList(items, headings[0].level, scopes[id(headings[0])], all(values))


def _starts_anew(siblings: list[Heading], heading: Heading) -> bool:
    """Tell whether numbering begins again: another list at the same level."""
    value, last = _value(heading.label), _value(siblings[-1].label)
    return (value == 1 and last is not None) or ((value is None) != (last is None) and value in (None, 1))


def _point_lists(speech: Speech) -> Iterator[TextList]:
    starts = [(h.line, h.start) for h in speech.outline.headings]
    places = {
        (block.line, point.start): name
        for block in speech.blocks
        if isinstance(block, Paragraph)
        for name, point in block.points
    }
    at = 0
    for enumeration in sorted(speech.outline.enumerations, key=lambda e: (e.line, e.items[0].start)):
        begin = (enumeration.line, enumeration.items[0].start)
        while at < len(starts) and starts[at] <= begin:
            at += 1
        items = tuple(_point_items(enumeration, places))
        if all(item.id for item in items):
            yield TextList(items, 0, starts[at - 1] if at else (-1, 0), is_numbered=True)


def _point_items(enumeration: Enumeration, places: dict[Place, str]) -> Iterator[ListItem]:
    for number, point in enumerate(enumeration.items, 1):
        place = (enumeration.line, point.start)
        yield ListItem(places.get(place, ""), number, point.label, place, (enumeration.line, point.end))


def _value(label: str) -> int | None:
    """Read the number of a label; None where it has none.

    >>> [_value(label) for label in ("一、", "（十二）", "3.", "②", "其次", "——", "")]
    [1, 12, 3, 2, 2, None, None]
    """
    found = _NUMERAL.search(label)
    if found:
        return numeral_value(found[0])
    if label[:1] in _ENCLOSED and label:
        return _ENCLOSED.index(label[0]) + 1
    return _ORDER_WORDS.get(label[:2]) or _FORMAL.get(label[:1])
