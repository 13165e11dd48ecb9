"""Headings of a document: openings that its neighbours confirm, with level, kind and words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from speechbook.diagnostics import Diagnostic, DiagnosticCode, excerpt_of
from speechbook.model import Heading, HeadingKind
from speechbook.outline.enumerations import find_enumerations
from speechbook.outline.labels import LabelClass
from speechbook.outline.marks import is_kept_plain
from speechbook.outline.openings import Opening, Shape, read_opening
from speechbook.outline.ranks import Ranked, rank
from speechbook.outline.unlabelled import unlabelled_openings

__all__ = ("find_headings", "numbering_gaps", "to_headings")

_SURE_LEAD_CHARS = 18
"""A run-in heading up to this length stands by itself, whatever the rest of its list looks like."""
_KINDS = {
    Shape.LINE: HeadingKind.LINE,
    Shape.RUN_IN: HeadingKind.RUN_IN,
    Shape.NUMBERED: HeadingKind.NUMBERED,
}


def find_headings(lines: Sequence[str], occupied: Collection[int]) -> tuple[Ranked, ...]:
    """Find and rank what opens a section; lines that are `occupied` by front matter or close are passed over.

    An editor's `#` counts on any line.
    """
    openings: list[Opening] = []
    for index, line in enumerate(lines):
        opening = read_opening(index, line)
        if opening and (index not in occupied or opening.forced is not None):
            openings.append(opening)
    openings = _without_lists_in_one_line(_without_unconfirmed(openings), lines)
    taken = {opening.line for opening in openings} | set(occupied)
    taken |= {index for index, line in enumerate(lines) if is_kept_plain(line)}
    openings += unlabelled_openings(lines, taken)
    openings.sort(key=lambda opening: opening.line)
    opened = {opening.line for opening in openings}
    after_plain = [opening.line > 0 and opening.line - 1 not in opened for opening in openings]
    is_text = [index not in opened and index not in occupied for index in range(len(lines))]
    return _with_settled_leads(_with_settled_sentences(rank(openings, after_plain), is_text))


def _without_unconfirmed(openings: Sequence[Opening]) -> list[Opening]:
    """Drop doubtful labels that no neighbour of their family confirms.

    The first item needs a second after it, every other its forerunner before it.
    """
    values: dict[LabelClass, list[tuple[int, int]]] = defaultdict(list)
    for position, opening in enumerate(openings):
        if opening.label and opening.label.value is not None:
            values[opening.family].append((position, opening.label.value))
    dropped: set[int] = set()
    for numbers in values.values():
        last_kept = 0
        for place, (position, value) in enumerate(numbers):
            label = openings[position].label
            if label and label.doubtful and openings[position].forced is None:
                following = numbers[place + 1][1] if place + 1 < len(numbers) else 0
                if not (following == 2 if value == 1 else last_kept == value - 1):
                    dropped.add(position)
                    continue
            last_kept = value
    return [opening for position, opening in enumerate(openings) if position not in dropped]


def _without_lists_in_one_line(openings: Sequence[Opening], lines: Sequence[str]) -> list[Opening]:
    """Drop a first item whose second stands in the same line: 第一，修渠。第二，守库。 is a paragraph with a list."""
    kept: list[Opening] = []
    for place, opening in enumerate(openings):
        following = openings[place + 1] if place + 1 < len(openings) else None
        goes_on = following is not None and following.family is opening.family and following.value == 2
        if opening.value == 1 and opening.forced is None and opening.shape is not Shape.LINE and not goes_on:
            inline = find_enumerations(opening.line, lines[opening.line])
            if inline and inline[0].items[0].start == opening.start:
                continue
        kept.append(opening)
    return kept


def _with_settled_sentences(ranked: Sequence[Ranked], is_text: Sequence[bool]) -> tuple[Ranked, ...]:
    """Decide for labelled one-sentence lines: headings where text stands under most items of their list, else items.

    `is_text[i]` tells whether line `i` is neither an opening nor front matter or close.
    """
    headed: dict[int, int] = defaultdict(int)
    size: dict[int, int] = defaultdict(int)
    for place, entry in enumerate(ranked):
        shape, line = entry.opening.shape, entry.opening.line
        following = ranked[place + 1] if place + 1 < len(ranked) else None
        is_parent = following is not None and following.level > entry.level
        has_text = line + 1 < len(is_text) and is_text[line + 1]
        size[entry.group] += shape is not Shape.RUN_IN
        headed[entry.group] += shape is Shape.LINE or (shape is Shape.SENTENCE and (has_text or is_parent))
    return tuple(
        replace(entry, opening=_settled(entry.opening, is_heading=2 * headed[entry.group] > size[entry.group]))
        if entry.opening.shape is Shape.SENTENCE
        else entry
        for entry in ranked
    )


def _with_settled_leads(ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Take back long run-in headings in a list that consists of paragraphs for the most part.

    There the first sentence only happened to be short enough.
    """
    shapes: dict[int, Counter[Shape]] = defaultdict(Counter)
    for entry in ranked:
        shapes[entry.group][entry.opening.shape] += 1
    return tuple(
        replace(entry, opening=_settled(entry.opening, is_heading=False))
        if entry.opening.shape is Shape.RUN_IN
        and entry.opening.text_end - entry.opening.text_start > _SURE_LEAD_CHARS
        and shapes[entry.group][Shape.NUMBERED] > shapes[entry.group][Shape.RUN_IN]
        else entry
        for entry in ranked
    )


def _settled(opening: Opening, *, is_heading: bool) -> Opening:
    if is_heading:
        return replace(opening, shape=Shape.LINE)
    return replace(opening, shape=Shape.NUMBERED, text_end=opening.text_start, end=opening.text_start)


def to_headings(lines: Sequence[str], ranked: Iterable[Ranked]) -> tuple[Heading, ...]:
    """Turn ranked openings into headings of the model."""
    return tuple(
        Heading(
            line=entry.opening.line,
            level=entry.level,
            kind=_KINDS[entry.opening.shape],
            label=entry.opening.label.text if entry.opening.label else "",
            text=lines[entry.opening.line][entry.opening.text_start : entry.opening.text_end],
            start=entry.opening.start,
            end=entry.opening.end,
        )
        for entry in ranked
    )


def numbering_gaps(lines: Sequence[str], ranked: Sequence[Ranked]) -> tuple[Diagnostic, ...]:
    """Report the places where the numbers of a list of headings do not follow on.

    A list that begins again after a paragraph ending in a colon is a new list, as is one inside an article.
    """
    by_line: Mapping[int, Ranked] = {entry.opening.line: entry for entry in ranked}
    found: list[Diagnostic] = []
    for entry in ranked:
        if entry.gap is None or entry.opening.label is None:
            continue
        index = entry.opening.line
        line = lines[index]
        if _goes_on_from_paragraph(lines, entry):
            continue
        introduced = index > 0 and index - 1 not in by_line and lines[index - 1].endswith(("：", ":"))
        if entry.gap.found == 1 and (introduced or entry.opening.shape is Shape.NUMBERED):
            continue
        start = entry.opening.start
        end = start + len(entry.opening.label.text)
        restarts = entry.gap.found == 1
        code = DiagnosticCode.NUMBERING_RESTART if restarts else DiagnosticCode.NUMBERING_GAP
        detail = (
            f"从“{entry.opening.label.text}”重新编起"
            if restarts
            else f"此处应为第 {entry.gap.expected} 项，却是第 {entry.gap.found} 项"
        )
        found.append(Diagnostic(code, index, start, end, excerpt_of(line, start, end), detail))
    return tuple(found)


def _goes_on_from_paragraph(lines: Sequence[str], entry: Ranked) -> bool:
    """Tell whether a label below a paragraph goes on with the list that stands in it: （一）…（二）…, then （三）."""
    index, label = entry.opening.line, entry.opening.label
    if index == 0 or label is None or label.value is None or entry.gap is None or entry.gap.expected != 1:
        return False
    before = [len(list_.items) for list_ in find_enumerations(index - 1, lines[index - 1])]
    return label.value - 1 in before
