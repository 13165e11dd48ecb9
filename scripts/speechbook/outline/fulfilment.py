"""What follows an announcement: a labelled list of the right length, something like a list, or nothing of the kind."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from speechbook.model import Enumeration
from speechbook.outline.ranks import Ranked

__all__ = ("Fulfilment", "Surroundings", "Wanted")

_HEADING_REACH = 6
"""Lines from an announcement to the first heading of its list."""
_REST_CHARS = 600
"""Characters after a phrase in which parallel clauses are looked for."""
_LISTS_AROUND = 4
"""Lists of the same line that are looked at on either side of a phrase."""
_COUNT_REACH = 60
"""Characters from a mere count to the list that proves it."""
_STEPS = re.compile(
    r"首先|其次|再次|最后|最後|其[一二三]|第[一二三四五六七八九十]|[一二三四五六七八九十][是要、]|一[个個条條种種]是|另一|还有|還有|再就是"
)
_STOP = re.compile(r"[。！？]")
_SEGMENT = re.compile(r"[、；;，。]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An announcement in its line, and what it counts."""

    line: int
    start: int
    end: int
    count: int
    noun: str
    """The last two characters of the counted noun; empty where there is none."""


class Fulfilment(Enum):
    """How far a promise is kept."""

    EXACT = "exact"
    """A labelled list of exactly the promised length."""
    BEGUN = "begun"
    """The first item, with its label, follows the phrase at once."""
    LIKELY = "likely"
    """Something that may well be the list: other labels, parallel clauses, the counted word over and over."""
    NONE = "none"


class Surroundings:
    """What is known of a document when its announcements are checked."""

    def __init__(self, lines: Sequence[str], ranked: Sequence[Ranked], enumerations: Sequence[Enumeration]) -> None:
        """Index the headings by line and by list, the enumerations by line."""
        self._lines = lines
        self._ranked = ranked
        self._heading_lines = [entry.opening.line for entry in ranked]
        self._groups: dict[int, list[Ranked]] = defaultdict(list)
        for entry in ranked:
            self._groups[entry.group].append(entry)
        self._enumerations: dict[int, list[Enumeration]] = defaultdict(list)
        self._starts: dict[int, list[int]] = defaultdict(list)
        for enumeration in enumerations:
            self._enumerations[enumeration.line].append(enumeration)
            self._starts[enumeration.line].append(enumeration.items[0].start)

    def look_for(self, wanted: Wanted, *, is_promise: bool) -> Fulfilment:
        """Look for the list; a mere count that is no promise is proved only by a list that stands right beside it."""
        likely = False
        line = self._lines[wanted.line]
        for enumeration in self._near(wanted):
            first, last = enumeration.items[0], enumeration.items[-1]
            if len(enumeration.items) == wanted.count:
                if last.start < wanted.start < last.end and line[wanted.start - 1 : wanted.start] == "等":
                    return Fulfilment.EXACT
                follows_closely = 0 <= first.start - wanted.end <= _COUNT_REACH
                if follows_closely and (is_promise or not _STOP.search(line, wanted.end, first.start)):
                    return Fulfilment.EXACT
            likely = likely or first.start >= wanted.end
        sizes = self._sizes_of_following_list(wanted.line, _HEADING_REACH if is_promise else 1, wanted.count)
        if wanted.count in sizes:
            return Fulfilment.EXACT
        if _STEPS.match(line[wanted.end : wanted.end + 8].lstrip("”」』。：:，")):
            return Fulfilment.BEGUN
        if likely or (sizes and max(sizes) > 1):
            return Fulfilment.LIKELY
        if is_promise and self._stands_in_its_list(wanted):
            return Fulfilment.EXACT
        return self._told_without_labels(wanted)

    def _stands_in_its_list(self, wanted: Wanted) -> bool:
        """Tell whether the phrase stands below the first heading of the list it counts: 壹、前言 … 分四個部分."""
        place = bisect_right(self._heading_lines, wanted.line) - 1
        if place < 0:
            return False
        entry = self._ranked[place]
        group = self._groups[entry.group]
        return entry is group[0] and len(group) == wanted.count

    def _near(self, wanted: Wanted) -> Sequence[Enumeration]:
        """Give the lists of the line that begin shortly before or after the phrase."""
        place = bisect_right(self._starts[wanted.line], wanted.start)
        return self._enumerations[wanted.line][max(0, place - _LISTS_AROUND) : place + _LISTS_AROUND]

    def _sizes_of_following_list(self, line: int, reach: int, count: int) -> set[int]:
        """Give the length of the list of headings that begins below a line: by its items, and by its last number.

        `count` is the length that was promised.
        """
        place = bisect_right(self._heading_lines, line)
        if place >= len(self._ranked) or self._heading_lines[place] - line > reach:
            return set()
        first = self._ranked[place]
        if place and self._ranked[place - 1].group == first.group and self._ranked[place - 1].opening.line != line:
            return set()
        group = [entry for entry in self._groups[first.group] if entry.opening.line >= first.opening.line]
        before = self._ranked[place - 1] if place else None
        if before and before.level >= first.level:
            # Beside the heading before it, a list with labels of its own counts where it is as long as was promised.
            is_own = before.level == first.level and before.opening.family is not first.opening.family
            return {len(group)} & {count} if is_own and first.opening.value == 1 else set()
        values = {entry.opening.label.value or 0 for entry in group if entry.opening.label}
        return {len(group), max(values, default=0)}

    def _next_paragraph_holds(self, wanted: Wanted) -> bool:
        """Tell whether the paragraph after the announcement is itself the list of 一是, 二是 and so on."""
        return any(len(list_.items) == wanted.count for list_ in self._enumerations.get(wanted.line + 1, ()))

    def _told_without_labels(self, wanted: Wanted) -> Fulfilment:
        """Tell whether steps, parallel clauses or the counted word itself stand where the list should."""
        rest = self._lines[wanted.line][wanted.end : wanted.end + _REST_CHARS].lstrip("”」』。：:，")
        if not rest and self._next_paragraph_holds(wanted):
            return Fulfilment.EXACT
        if rest:
            many = len(_SEGMENT.findall(rest)) + 1 >= wanted.count
            return Fulfilment.LIKELY if many else Fulfilment.NONE
        place = bisect_right(self._heading_lines, wanted.line)
        next_heading = self._heading_lines[place] if place < len(self._heading_lines) else len(self._lines)
        following = self._lines[wanted.line + 1 : min(wanted.line + 1 + wanted.count, next_heading)]
        steps = sum(1 for text in following if _STEPS.match(text))
        if steps == wanted.count:
            return Fulfilment.EXACT
        repeated = wanted.noun and sum(text.count(wanted.noun) for text in following) >= wanted.count
        parallel = len(following) == wanted.count and len({text[:2] for text in following}) == 1
        return Fulfilment.LIKELY if steps > 1 or repeated or parallel else Fulfilment.NONE
