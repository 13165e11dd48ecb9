"""Where in the source text the lines of the machine text begin."""

from collections.abc import Sequence
from itertools import accumulate

from speechbook.han import BLANKS
from speechbook.model import Edit

__all__ = ("line_sources",)


def line_sources(source: str, edits: Sequence[Edit], machine: str) -> tuple[int, ...]:
    """Give for each line of the machine text, empty ones left out, where in the source text it begins.

    What was deleted before it in the same line of the source, and blanks there, belong to it: a cut at the place given
    leaves no half of a line behind. The places ascend.
    """
    found = []
    shift = number = 0
    lines = machine.split("\n")
    for line, at in zip(lines, accumulate((len(line) + 1 for line in lines), initial=0), strict=False):
        if not line:
            continue
        while number < len(edits) and edits[number].start + shift + len(edits[number].new) <= at:
            if edits[number].start + shift == at and not edits[number].new:
                break  # Deleted at the very place where the line begins: it belongs to the line.
            shift += len(edits[number].new) - len(edits[number].old)
            number += 1
        found.append(_start_of_line(source, edits, number, _place(edits, number, shift, at)))
    return tuple(found)


def _place(edits: Sequence[Edit], number: int, shift: int, at: int) -> int:
    """Give the place in the source of a character of the machine text; edits before `number` end before it."""
    if number == len(edits) or edits[number].start + shift >= at:
        return at - shift
    edit = edits[number]
    before = edit.new[: at - shift - edit.start]
    # The line begins within the new words: it takes as many lines of the old ones as it can.
    cut = edit.old.rfind("\n") + 1 if before.strip("\n" + BLANKS) == "" else 0
    return edit.start + cut


def _start_of_line(source: str, edits: Sequence[Edit], number: int, place: int) -> int:
    """Go back to the start of the source's line where nothing of the machine text comes from what lies between."""
    start = source.rfind("\n", 0, place) + 1
    kept = place
    while number and edits[number - 1].start >= start:
        number -= 1
        edit = edits[number]
        if edit.end > kept or edit.new.strip("\n" + BLANKS) or source[edit.end : kept].strip(BLANKS):
            return place
        kept = edit.start
    return place if source[start:kept].strip(BLANKS) else start
