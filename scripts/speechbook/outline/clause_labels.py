"""Find labels where a clause begins: at the start of a line or right after a mark.

An expression that asks at every character whether a mark stands before it is slow; one that looks for the mark is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ("ClauseLabels",)


@dataclass(frozen=True, slots=True)
class ClauseLabels:
    """Finds labels of one kind."""

    label: re.Pattern[str]
    """A label, with the blank that may stand before it."""
    mark: re.Pattern[str]
    """A mark with what must follow it, looked ahead at."""

    @classmethod
    def of(cls, marks: str, firsts: str, label: str) -> "ClauseLabels":
        """Look behind `marks` for labels that begin with one of `firsts`, both as inside `[...]`."""
        return cls(re.compile(rf"\s?(?:{label})"), re.compile(rf"[{marks}](?=\s?[{firsts}])"))

    def in_line(self, line: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield the labels from `start` on, none within another."""
        reached = start
        if start == 0 and (first := self.label.match(line)):
            yield first
            reached = first.end()
        for mark in self.mark.finditer(line, max(0, start - 1)):
            if mark.end() >= reached and (found := self.label.match(line, mark.end())):
                yield found
                reached = found.end()
