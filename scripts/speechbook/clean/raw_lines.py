"""Which raw text stands behind each line of a clean text, and what the rules did to it."""

import difflib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from speechbook.model import Edit, RawPart

__all__ = ("lines_in_clean", "raw_lines")


def raw_lines(
    source: str, edits: Sequence[Edit], machine: str, clean: Sequence[str]
) -> tuple[tuple[RawPart, ...], ...]:
    """Give for each line of the clean text the raw text that it came from, in parts.

    Nothing of the source text is left out: what stood between two lines is with the line before it, what stood before
    the first with the first, and a line that an editor deleted with the one that stands in its place. The parts of all
    lines, their old words joined, are the source text without the line ends that were kept.
    """
    parts = _parts_of_lines(source, edits, machine)
    place = lines_in_clean([line for line in machine.split("\n") if line], clean)
    found: list[list[RawPart]] = [[] for _ in clean]
    for number, line in enumerate(parts):
        if found:
            found[min(place[number], len(found) - 1)] += line
    return tuple(map(tuple, found))


def lines_in_clean(machine: Sequence[str], clean: Sequence[str]) -> tuple[int, ...]:
    """Give for each line of the machine text the line of the clean text that has its place.

    Lines that were edited are paired in order; a deleted one has the place where the text goes on.
    """
    if list(machine) == list(clean):
        return tuple(range(len(machine)))
    place: list[int] = []
    matcher = difflib.SequenceMatcher(None, machine, clean, autojunk=False)
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        last = max(new_start, new_end - 1)
        place += [min(new_start + offset, last) for offset in range(old_end - old_start)]
    return tuple(max(0, min(line, len(clean) - 1)) for line in place)


def _parts_of_lines(source: str, edits: Sequence[Edit], machine: str) -> list[list[RawPart]]:
    """Cut the source text by the lines of the machine text; an empty line belongs to the next that is not."""
    lines = machine.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    numbers = list(accumulate((1 if line else 0 for line in lines), initial=0))
    count = numbers[-1]
    found: list[list[RawPart]] = [[] for _ in range(count)]
    for at, part in _parts(source, edits):
        row = bisect_right(starts, at) - 1
        if count:
            found[min(numbers[min(row, len(lines) - 1)], count - 1)].append(part)
    return found


def _parts(source: str, edits: Sequence[Edit]) -> Iterator[tuple[int, RawPart]]:
    """Yield kept and changed parts with the place in the machine text at which they begin, a kept line at a time."""
    position = at = 0
    for edit in (*edits, None):
        kept = source[position : edit.start if edit else len(source)]
        for line in kept.split("\n"):
            if line:
                yield at, RawPart(line, line)
            at += len(line) + 1
        at -= 1
        if edit:
            yield at, RawPart(edit.old, edit.new, edit.rule)
            at += len(edit.new)
            position = edit.end
