"""Which family of labels stands above which, as one document shows it."""

from collections import Counter
from collections.abc import Sequence

from speechbook.outline.labels import LabelClass
from speechbook.outline.openings import Opening, Shape

__all__ = ("FamilyOrder",)


class FamilyOrder:
    """Answers about the families of one document, counted once from all its openings."""

    def __init__(self, openings: Sequence[Opening]) -> None:
        """Count which families run on across complete lists of others, where they begin, and how they stand."""
        self._evidence: Counter[tuple[LabelClass, LabelClass]] = Counter()
        self._beginnings: Counter[LabelClass] = Counter()
        self._lines: Counter[LabelClass] = Counter()
        self._all: Counter[LabelClass] = Counter()
        last_seen: dict[LabelClass, tuple[int, int]] = {}
        last_one: dict[LabelClass, int] = {}
        for position, opening in enumerate(openings):
            family, value = opening.family, opening.value
            self._all[family] += 1
            self._lines[family] += opening.shape is Shape.LINE
            if value is None:
                continue
            previous = last_seen.get(family)
            if previous and previous[1] + 1 == value:
                for other, begun in last_one.items():
                    if other is not family and begun > previous[0]:
                        self._evidence[family, other] += 1
            if value == 1:
                last_one[family] = position
                self._beginnings[family] += 1
            last_seen[family] = (position, value)

    def is_above(self, family: LabelClass, other: LabelClass) -> bool:
        """Tell whether `family` stands above `other`; False also where nothing is known."""
        with_, against = self._evidence[family, other], self._evidence[other, family]
        if with_ != against:
            return with_ > against
        if family.convention is not None and other.convention is not None:
            return family.convention < other.convention
        return family.convention is not None and self._stands_alone(family) and not self._stands_alone(other)

    def runs_through(self, family: LabelClass) -> bool:
        """Tell whether the family is numbered once through the whole text, across the sections above it."""
        return self._beginnings[family] == 1

    def _stands_alone(self, family: LabelClass) -> bool:
        """Tell whether labels of the family open lines of their own more often than paragraphs."""
        return 2 * self._lines[family] > self._all[family]
