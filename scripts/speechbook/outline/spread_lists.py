"""Lists whose points stand in several paragraphs: 一是 in one, 二是 at the head of a later one.

Each paragraph gets its own point, with its anchor and its emphasis; the paragraphs stay as they are. Points that are
headings of their own, or lists within one paragraph, are found elsewhere.
"""

import re
from collections.abc import Collection, Sequence

from speechbook.han import NUMERALS, numeral_value
from speechbook.model import Enumeration, Point
from speechbook.outline.clause_labels import ClauseLabels

__all__ = ("find_spread_lists",)

_LABELS = ClauseLabels.of(
    "。；：！？;:!?”」",
    f"{NUMERALS}第",
    rf"(?P<word>[{NUMERALS}]{{1,3}})(?P<tail>是|要)|第(?P<ordinal>[{NUMERALS}]{{1,3}})[，、：]",
)
_CLAUSE_END = re.compile(r"[。；：！？;:!?]|[，,](?!\d)|(?<!\d)[，,]")
"""A comma between digits stands for thousands."""
_MOST_APART = 4
"""Paragraphs that one point may take."""


def find_spread_lists(
    lines: Sequence[str], heading_lines: Collection[int], enumerations: Sequence[Enumeration]
) -> tuple[Enumeration, ...]:
    """Find the points of such lists, one enumeration a paragraph.

    A list opens with a first item that no list of its own line holds, and goes on only at the beginning of a paragraph,
    before the next heading, with the next number written the same way.
    """
    taken = {(found.line, point.start) for found in enumerations for point in found.items}
    found: dict[int, list[Point]] = {}
    for index, line in enumerate(lines):
        if index in heading_lines:
            continue
        for label in _LABELS.in_line(line):
            if _value(label) == 1 and (index, _start(label)) not in taken:
                items = [(index, label), *_following(lines, index, label, heading_lines)]
                if len(items) > 1:
                    for at, one in items:
                        point = _point(lines[at], one)
                        if (at, point.start) not in taken:
                            taken.add((at, point.start))
                            found.setdefault(at, []).append(point)
    return tuple(Enumeration(at, (point,)) for at in sorted(found) for point in found[at])


def _following(
    lines: Sequence[str], index: int, first: re.Match[str], heading_lines: Collection[int]
) -> list[tuple[int, re.Match[str]]]:
    items: list[tuple[int, re.Match[str]]] = []
    last = index
    for at in range(index + 1, len(lines)):
        if at in heading_lines or at - last > _MOST_APART:
            break
        label = _LABELS.label.match(lines[at])
        if label and _family(label) == _family(first):
            if _value(label) != len(items) + 2:
                break
            items.append((at, label))
            last = at
    return items


def _family(label: re.Match[str]) -> str:
    return label["tail"] or "第"


def _value(label: re.Match[str]) -> int:
    return numeral_value(label["word"] or label["ordinal"]) or 0


def _start(label: re.Match[str]) -> int:
    return label.start() + label[0][0].isspace()


def _point(line: str, label: re.Match[str]) -> Point:
    start = _start(label)
    clause = _CLAUSE_END.search(line, label.end())
    lead = line[start : clause.start() if clause else len(line)].rstrip("、 ")
    return Point(line[start : label.end()].rstrip("，、："), start, len(line), lead)
