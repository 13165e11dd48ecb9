"""What a hand changed: the machine text and the clean text, compared paragraph by paragraph."""

import difflib
from collections.abc import Iterator, Sequence

from speechbook.model import EditorChange

__all__ = ("editor_changes",)

_CONTEXT = 2
"""Characters of unchanged text shown around a change within a paragraph."""
_MAX_CHARS = 2_000
"""A rewritten passage longer than this is shown as replaced whole: comparing takes quadratic time."""


def editor_changes(machine: Sequence[str], clean: Sequence[str]) -> tuple[EditorChange, ...]:
    """List the differences from the machine text to the clean text, in the order of the clean text."""
    if list(machine) == list(clean):
        return ()
    matcher = difflib.SequenceMatcher(None, machine, clean, autojunk=False)
    changes: list[EditorChange] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        paired = min(i2 - i1, j2 - j1)
        for offset in range(paired):
            changes += _within(j1 + offset, machine[i1 + offset], clean[j1 + offset])
        changes += [
            EditorChange(max(0, min(j1 + paired, len(clean) - 1)), line, "") for line in machine[i1 + paired : i2]
        ]
        changes += [EditorChange(j, "", clean[j]) for j in range(j1 + paired, j2)]
    return tuple(changes)


def _within(line: int, before: str, after: str) -> Iterator[EditorChange]:
    low = _common_prefix(before, after)
    high = _common_prefix(before[low:][::-1], after[low:][::-1])
    middle = before[low : len(before) - high], after[low : len(after) - high]
    if max(map(len, middle)) > _MAX_CHARS:
        yield EditorChange(line, *middle)
        return
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
        if tag != "equal":
            left = max(0, low + i1 - _CONTEXT), max(0, low + j1 - _CONTEXT)
            yield EditorChange(line, before[left[0] : low + i2 + _CONTEXT], after[left[1] : low + j2 + _CONTEXT])


def _common_prefix(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
