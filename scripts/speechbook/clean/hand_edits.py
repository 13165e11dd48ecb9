"""What a hand did to a text, as edits in whole paragraphs, so that the text before it can be made again."""

import difflib
from collections.abc import Sequence
from itertools import accumulate

from speechbook.clean.edits import undo_edits
from speechbook.errors import UsageError
from speechbook.model import Edit

__all__ = ("BY_HAND", "before_hand_edits", "hand_edits")

BY_HAND = "by_hand"
"""Stands in such an edit for the name of a rule."""


def hand_edits(machine: Sequence[str], clean: Sequence[str]) -> tuple[Edit, ...]:
    """Give the edits from the lines of the machine text to those of the clean text.

    Offsets count characters of the machine text with a line feed after each line.
    """
    if list(machine) == list(clean):
        return ()
    starts = [0, *accumulate(len(line) + 1 for line in machine)]
    matcher = difflib.SequenceMatcher(None, machine, clean, autojunk=False)
    return tuple(
        Edit(
            starts[old_start], starts[old_end], _joined(machine[old_start:old_end]), _joined(clean[start:end]), BY_HAND
        )
        for tag, old_start, old_end, start, end in matcher.get_opcodes()
        if tag != "equal"
    )


def before_hand_edits(clean: Sequence[str], edits: Sequence[Edit]) -> tuple[str, ...] | None:
    """Give the lines of the machine text; None where the clean text has changed since the edits were noted."""
    try:
        text = undo_edits(_joined(clean), edits)
    except UsageError:
        return None
    return tuple(text.split("\n")[:-1])


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
