"""The outline as a whole: its parts found one after another."""

from collections.abc import Sequence

from speechbook.model import Outline
from speechbook.outline.announcements import find_announcements, lost_lists
from speechbook.outline.enumerations import find_enumerations
from speechbook.outline.headings import find_headings, numbering_gaps, to_headings
from speechbook.outline.roles import find_roles
from speechbook.outline.spread_lists import find_spread_lists

__all__ = ("find_outline",)


def find_outline(lines: Sequence[str]) -> Outline:
    """Find the outline of one clean text, given as its body lines.

    Pure and total: any strings are taken, nothing is raised.
    """
    roles = find_roles(lines)
    ranked = find_headings(lines, {index for index, _ in roles})
    headings = to_headings(lines, ranked)
    text_starts = {
        heading.line: max(heading.end, entry.opening.text_start)
        for heading, entry in zip(headings, ranked, strict=True)
    }
    enumerations = tuple(
        enumeration
        for index, line in enumerate(lines)
        for enumeration in find_enumerations(index, line, text_starts.get(index, 0))
    )
    announced = find_announcements(lines, ranked, enumerations)
    diagnostics = lost_lists(lines, announced) + numbering_gaps(lines, ranked)
    return Outline(
        headings=headings,
        enumerations=enumerations,
        announced=announced,
        roles=roles,
        spread=find_spread_lists(lines, {heading.line for heading in headings}, enumerations),
        diagnostics=tuple(sorted(diagnostics, key=lambda found: (found.line, found.start))),
    )
