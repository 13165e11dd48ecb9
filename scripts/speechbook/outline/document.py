"""Put a clean text and its outline together: sections, paragraphs and points with their permalinks."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import NamedTuple

from speechbook.model import (
    Block,
    Heading,
    HeadingKind,
    Inference,
    LineRole,
    Metadata,
    Outline,
    Paragraph,
    Point,
    Section,
    Speech,
)
from speechbook.outline.marks import plain_line
from speechbook.outline.permalinks import Part, assign_ids
from speechbook.trail import LedgerEntry

__all__ = ("build_speech",)

_TEXT_KEYS = frozenset(field.name for field in fields(Metadata) if field.type is str)


class _Draft(NamedTuple):
    """A block before it has its id."""

    fresh: str
    line: int
    start: int
    text: str
    heading: Heading | None = None
    depth: int = 0
    role: LineRole | None = None
    points: tuple[Point, ...] = ()


def build_speech(
    meta: Metadata,
    lines: Sequence[str],
    outline: Outline,
    inferred: Sequence[Inference],
    ledger: Sequence[LedgerEntry],
) -> tuple[Speech, tuple[LedgerEntry, ...]]:
    """Make the document of one speech, and the ledger as it must be kept.

    `meta.id` must be set. What was inferred fills the keys that the editor left empty, and only those stay in
    `Speech.inferred`.
    """
    drafts = _drafts(lines, outline)
    parts = [Part("s" if d.heading else "p", d.fresh, d.text) for d in drafts]
    parts += [Part(f"p:{d.fresh}", f"{d.fresh}-{n}", p.lead) for d in drafts for n, p in enumerate(d.points, 1)]
    ids, new_ledger = assign_ids(parts, ledger)
    names = iter(f"{meta.id}-{name}" for name in ids[len(drafts) :])
    blocks = tuple(_block(draft, f"{meta.id}-{name}", names) for draft, name in zip(drafts, ids, strict=False))
    open_keys = tuple(i for i in inferred if i.key in _TEXT_KEYS and not getattr(meta, i.key))
    complete = meta
    for inference in open_keys:
        complete = replace(complete, **{inference.key: inference.value})  # type: ignore[arg-type] # text keys only
    return Speech(meta.id, complete, open_keys, blocks, outline, outline.diagnostics), new_ledger


def _block(draft: _Draft, name: str, point_names: Iterator[str]) -> Block:
    if draft.heading:
        return Section(name, draft.heading, draft.depth, draft.text)
    points = tuple((next(point_names), point) for point in draft.points)
    return Paragraph(name, draft.line, draft.start, draft.text, draft.role, points)


def _drafts(lines: Sequence[str], outline: Outline) -> list[_Draft]:
    """Cut the lines into sections and paragraphs, numbered as on the first day."""
    headings = {heading.line: heading for heading in outline.headings if heading.kind is not HeadingKind.NUMBERED}
    roles = dict(outline.roles)
    items: dict[int, tuple[Point, ...]] = {}
    for enumeration in (*outline.enumerations, *outline.spread):
        items[enumeration.line] = items.get(enumeration.line, ()) + enumeration.items
    drafts: list[_Draft] = []
    counts: list[int] = []  # of sections at each depth of the open path
    levels: list[int] = []
    paragraphs = 0
    for number, line in enumerate(lines):
        if roles.get(number) is LineRole.TITLE:
            continue
        heading = headings.get(number)
        start = len(line) - len(plain_line(line))
        if heading:
            depth = _open_section(heading.level, levels, counts)
            fresh = "s" + "-".join(map(str, counts))
            drafts.append(_Draft(fresh, number, heading.start, line[heading.start : heading.end], heading, depth))
            start = heading.end
            if not line[start:].strip():
                continue
        paragraphs += 1
        points = tuple(sorted(items.get(number, ()), key=lambda point: point.start))
        points = tuple(point for point in points if point.start >= start)
        drafts.append(_Draft(f"p{paragraphs}", number, start, line[start:], role=roles.get(number), points=points))
    return drafts


def _open_section(level: int, levels: list[int], counts: list[int]) -> int:
    """Open a section of a level on the path; return its depth on the page, which never jumps."""
    while levels and levels[-1] > level:
        levels.pop()
        if len(counts) > len(levels) + 1:
            counts.pop()
    if levels and levels[-1] == level:
        del counts[len(levels) :]
        counts[-1] += 1
    else:
        levels.append(level)
        if len(counts) >= len(levels):
            counts[len(levels) - 1] += 1
            del counts[len(levels) :]
        else:
            counts.append(1)
    return len(levels)
