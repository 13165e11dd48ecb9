"""Levels of headings, found for each document: which list a label continues, and below which list a new one goes.

The text is walked once with a stack of open lists. A label first looks for the list that it continues by its number, in
its own family or, where the numbering changes its form midway (一、 二、 3. 4.), in another. A label that begins a new
list goes below every open list of a higher family. Which family is higher is asked of the document first (see
`family_order`): one whose numbers run on across complete lists of another (一、, then 1. 2. 3., then 二、) stands above
it. Only where the text is silent do custom, and then the order of first appearance, decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from speechbook.outline.family_order import FamilyOrder
from speechbook.outline.labels import LabelClass
from speechbook.outline.openings import Opening, Shape

__all__ = ("Gap", "Ranked", "rank")

_KINDRED: dict[LabelClass, tuple[LabelClass, ...]] = {
    LabelClass.ARABIC: (LabelClass.COMMA, LabelClass.FORMAL),
    LabelClass.COMMA: (LabelClass.ARABIC, LabelClass.FORMAL),
    LabelClass.FORMAL: (LabelClass.COMMA,),
    LabelClass.ARABIC_PAREN: (LabelClass.PAREN,),
    LabelClass.ARABIC_HALF: (LabelClass.PAREN, LabelClass.ARABIC_PAREN),
    LabelClass.PAREN: (LabelClass.ARABIC_PAREN,),
}
"""Families that differ in the numerals only."""
_SET_BESIDE = (LabelClass.DASH, LabelClass.PARALLEL)
"""Families whose items, when a plain paragraph introduces them, stand beside the run-in headings before it."""

_LEADS = (LabelClass.SHORT_SENTENCE, LabelClass.PARALLEL, LabelClass.DASH, LabelClass.BULLET, LabelClass.ITEM_WORD)
"""Families that never hold a bare title."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where the numbers of a list do not follow on."""

    expected: int
    """The number that should stand here."""
    found: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """An opening in its place in the document."""

    opening: Opening
    level: int
    group: int
    """Openings with the same number are items of one list."""
    gap: Gap | None


@dataclass(slots=True)
class _OpenList:
    """A list that can still be continued. Lives only while one document is ranked."""

    family: LabelClass
    level: int
    group: int
    value: int | None
    run_in: bool = False
    """Its last item is a paragraph, so that a plain paragraph after it may stand beside it rather than below."""
    pinned: bool = False
    """An editor gave it its level: it is closed only by a list of the same level or a higher one."""
    beside: "_OpenList | None" = None
    """The list that an editor's heading without number was set into; its numbers may go on after it."""
    aliases: set[LabelClass] = field(default_factory=set)
    """Other families in which its numbering went on."""


def rank(openings: Sequence[Opening], after_plain: Sequence[bool]) -> tuple[Ranked, ...]:
    """Give each opening its level, its list and, where numbers do not follow on, the gap.

    `after_plain[i]` tells whether a plain paragraph stands directly before opening `i`.
    """
    ranking = _Ranking(FamilyOrder(openings))
    return tuple(
        ranking.enter(position, opening, after_plain=after_plain[position]) for position, opening in enumerate(openings)
    )


class _Ranking:
    """The walk through one document: the stack of open lists, and the last number of each family's unbroken run."""

    def __init__(self, order: FamilyOrder) -> None:
        self._order = order
        self._stack: list[_OpenList] = []
        self._running: dict[LabelClass, int] = {}

    def enter(self, position: int, opening: Opening, *, after_plain: bool) -> Ranked:
        """Put the next opening in its place."""
        gap = None
        if opening.forced is not None:
            self._enter_forced(position, opening, opening.forced)
        elif opening.value is None:
            self._enter_unnumbered(position, opening.family, after_plain=after_plain)
        else:
            gap = self._enter_numbered(position, opening, opening.value, after_plain=after_plain)
            self._follow_run(opening.family, opening.value)
        top = self._stack[-1]
        top.run_in = _is_paragraph(opening)
        return Ranked(opening, top.level, top.group, gap)

    def _enter_forced(self, position: int, opening: Opening, level: int) -> None:
        beside = None
        while self._stack and self._stack[-1].level >= level:
            closed = self._stack.pop()
            beside = closed if closed.level == level else None
        if beside and opening.value is not None and beside.family is opening.family:
            beside.value = opening.value
            self._stack.append(beside)
            return
        if beside and beside.beside:
            beside = beside.beside
        self._stack.append(_OpenList(opening.family, level, position, opening.value, pinned=True, beside=beside))

    def _enter_unnumbered(self, position: int, family: LabelClass, *, after_plain: bool) -> None:
        depth = self._depth_of(family)
        if depth is not None:
            del self._stack[depth + 1 :]
            return
        self._close_below(family)
        if after_plain and self._stack and self._stack[-1].run_in and family in _SET_BESIDE:
            self._stack.pop()
        self._push(position, family, None)

    def _enter_numbered(self, position: int, opening: Opening, value: int, *, after_plain: bool) -> Gap | None:
        family = opening.family
        continued = self._depth_of(family, value - 1) if value > 1 else None
        if continued is not None:
            self._continue(continued, value)
            return None
        own = self._depth_of(family)
        if value > 1 and own is None and self._resume_beside(family, value):
            return None
        if value > 1:
            if own is None and self._order.runs_through(family) and self._running.get(family) == value - 1:
                self._open_below(position, family, value)
                return None
            joined = self._depth_to_join(opening, value, own)
            if joined is not None:
                self._stack[joined].aliases.add(family)
                return self._continue(joined, value)
        if own is not None:
            gap = self._continue(own, value)
            if value == 1:
                self._stack[own].group = position
            return gap
        if after_plain and value == 1:
            while self._stack and self._stack[-1].family in _LEADS and self._stack[-1].run_in:
                self._stack.pop()  # The paragraph between does not belong to the last dash.
        self._open_below(position, family, value)
        return None if value == 1 else Gap(1, value)

    def _resume_beside(self, family: LabelClass, value: int) -> bool:
        """Go on with a list after an editor's heading that was set between two of its items."""
        for depth, entry in enumerate(self._stack):
            beside = entry.beside
            if beside and beside.family is family and beside.value == value - 1:
                self._stack[depth:] = [beside]
                beside.value = value
                return True
        return False

    def _continue(self, depth: int, value: int) -> Gap | None:
        """Go on with the list at `depth`; everything below it is closed."""
        del self._stack[depth + 1 :]
        entry = self._stack[depth]
        expected = (entry.value or 0) + 1
        entry.value = value
        return None if expected == value else Gap(expected, value)

    def _open_below(self, position: int, family: LabelClass, value: int) -> None:
        self._close_below(family)
        self._push(position, family, value)

    def _close_below(self, family: LabelClass) -> None:
        while self._stack and not self._stack[-1].pinned:
            top = self._stack[-1].family
            is_title_over_lead = family is LabelClass.UNLABELLED and top in _LEADS
            if not is_title_over_lead and not self._order.is_above(family, top):
                break
            self._stack.pop()

    def _push(self, position: int, family: LabelClass, value: int | None) -> None:
        level = self._stack[-1].level + 1 if self._stack else 1
        self._stack.append(_OpenList(family, level, position, value))

    def _depth_of(self, family: LabelClass, value: int | None = None) -> int | None:
        """Find the deepest open list of the family, with `value` the one whose last number it is."""
        for depth in range(len(self._stack) - 1, -1, -1):
            entry = self._stack[depth]
            if entry.family is family and (value is None or entry.value == value):
                return depth
        return None

    def _depth_to_join(self, opening: Opening, value: int, own: int | None) -> int | None:
        """Find the list of another family that this label continues: the number fits, or the family joined it before.

        A family whose numbers are set in the same way (三、 as 3.) is preferred. Where the label's own family is open,
        too, the other list must stand above it and look the same on the page.
        """
        depths = [
            depth
            for depth in range(len(self._stack) - 1, -1, -1)
            if self._stack[depth].value == value - 1 or opening.family in self._stack[depth].aliases
        ]
        if own is not None:
            looks = _is_paragraph(opening)
            if self._stack[own].run_in is looks and value > (self._stack[own].value or 0):
                return None
            depths = [depth for depth in depths if depth < own and self._stack[depth].run_in is looks]
        kindred = [depth for depth in depths if self._stack[depth].family in _KINDRED.get(opening.family, ())]
        return next(iter(kindred or depths), None)

    def _follow_run(self, family: LabelClass, value: int) -> None:
        if value == 1 or self._running.get(family) == value - 1:
            self._running[family] = value
        else:
            self._running.pop(family, None)


def _is_paragraph(opening: Opening) -> bool:
    return opening.shape in (Shape.RUN_IN, Shape.NUMBERED)
