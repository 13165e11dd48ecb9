"""Edits: apply them, undo them, and compose the work of one rule after another into edits of the source text.

An edit list is sorted by `start`, does not overlap, and never holds an edit that changes nothing. Two edits may touch.
All functions are linear in the number of edits and the length of the text.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from speechbook.clean.rule import Span
from speechbook.errors import UsageError
from speechbook.model import Edit

__all__ = ("apply_edits", "compose", "edits_of", "undo_edits")


def edits_of(text: str, spans: Iterable[Span], rule: str) -> tuple[Edit, ...]:
    """Turn the spans of one rule into edits of the text it was given; spans that change nothing are dropped.

    Raises `UsageError` when a rule breaks its contract.
    """
    edits = []
    position = 0
    for start, end, new in spans:
        if not position <= start <= end <= len(text):
            raise UsageError(f"规则 {rule} 给出的位置 {start}–{end} 不合规则：应递增、不重叠")
        old = text[start:end]
        if old != new:
            edits.append(Edit(start, end, old, new, rule))
        position = end
    return tuple(edits)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Make the changed text. Raises `UsageError` when the edits are not of this text."""
    pieces = []
    position = 0
    for edit in edits:
        if edit.start < position or text[edit.start : edit.end] != edit.old:
            raise UsageError(f"修改记录与文本不符：第 {edit.start} 字处应为“{edit.old[:20]}”")
        pieces.append(text[position : edit.start])
        pieces.append(edit.new)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def undo_edits(text: str, edits: Sequence[Edit]) -> str:
    """Give back the text that `apply_edits` was given. Raises `UsageError` when the edits did not make this text."""
    pieces = []
    position = 0
    shift = 0
    for edit in edits:
        start = edit.start + shift
        end = start + len(edit.new)
        if start < position or text[start:end] != edit.new:
            raise UsageError(f"修改记录与文本不符：第 {start} 字处应为“{edit.new[:20]}”")
        pieces.append(text[position:start])
        pieces.append(edit.old)
        position = end
        shift += len(edit.new) - len(edit.old)
    pieces.append(text[position:])
    return "".join(pieces)


def compose(source: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Make one edit list of `source` out of `first` (edits of `source`) and `second` (edits of what `first` made).

    Edits that only touch stay apart. Where an edit of `second` reaches into the new text of edits of `first`, or spans
    a place where one deleted something, they become one edit whose rule names all of them, in order. The text
    between, which `first` made, is called the middle text; it is never built whole.
    """
    if not first or not second:
        return tuple(first) + tuple(second)
    made: list[Edit] = []
    # how much longer the middle text is than the source before each edit of `first`, and where each ends in it
    shift = 0
    shifts, highs = [0], []
    for start, _, old, new, _ in first:
        highs.append(start + shift + len(new))
        shift += len(new) - len(old)
        shifts.append(shift)
    i = j = 0
    while j < len(second):
        start, end, old, new, rule = second[j]
        if i < len(first) and highs[i] < start:
            before = bisect_left(highs, start, i)
            made += first[i:before]
            i = before
        shift = shifts[i]
        low, high = (first[i].start + shift, highs[i]) if i < len(first) else (_END, _END)
        if end <= low:
            made.append(Edit(start - shift, end - shift, old, new, rule))
            j += 1
        elif start >= high:
            made.append(first[i])
            i += 1
        else:
            i_end, j_end = _overlapping_run(first, second, i, j, shift)
            merged = _melt(source, first[i:i_end], second[j:j_end], shift)
            if merged.old != merged.new:
                made.append(merged)
            i, j = i_end, j_end
    made += first[i:]
    return tuple(made)


_END = 1 << 62


def _growth(edit: Edit) -> int:
    return len(edit.new) - len(edit.old)


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, edit.old, edit.new, edit.rule)


def _span_in_middle(edit: Edit, shift: int) -> tuple[int, int]:
    low = edit.start + shift
    return low, low + len(edit.new)


def _overlapping_run(first: Sequence[Edit], second: Sequence[Edit], i: int, j: int, shift: int) -> tuple[int, int]:
    """Find how far the run of edits goes that overlap one another, beginning with `first[i]` and `second[j]`."""
    reach = max(_span_in_middle(first[i], shift)[1], second[j].end)
    shift += _growth(first[i])
    i, j = i + 1, j + 1
    while True:
        if i < len(first) and first[i].start + shift < reach:
            reach = max(reach, _span_in_middle(first[i], shift)[1])
            shift += _growth(first[i])
            i += 1
        elif j < len(second) and second[j].start < reach:
            reach = max(reach, second[j].end)
            j += 1
        else:
            return i, j


def _melt(source: str, first: Sequence[Edit], second: Sequence[Edit], shift: int) -> Edit:
    """Make one edit of a run of overlapping ones; `shift` is that before the run."""
    growth = sum(map(_growth, first))
    middle_start = min(first[0].start + shift, second[0].start)
    middle_end = max(first[-1].end + shift + growth, second[-1].end)
    start, end = middle_start - shift, middle_end - shift - growth
    old = source[start:end]
    middle = apply_edits(old, [_moved(edit, -start) for edit in first])
    new = apply_edits(middle, [_moved(edit, -middle_start) for edit in second])
    names = dict.fromkeys(name for edit in (*first, *second) for name in edit.rule.split("+"))
    return Edit(start, end, old, new, "+".join(names))
