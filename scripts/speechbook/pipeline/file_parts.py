"""Raw files that hold several speeches: the text of each part, and the parts found again when the file changed."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from speechbook.clean import detect_preset, line_sources
from speechbook.model import Cleaned, RawText, SourceText
from speechbook.outline import speech_starts
from speechbook.trail import FilePart

__all__ = ("Cut", "find_again", "part_text", "parts_at", "parts_of", "proposed_cuts")

_NO_KIND = "plain"
_OPENING_CHARS = 24


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a speech seems to begin."""

    start: int
    """Character of the source text."""
    line: int
    """Of the clean text of the whole file, from 0."""
    title: str
    char_count: int
    """Up to the next cut."""
    opening: str
    """The first words of its text."""


def proposed_cuts(text: str, cleaned: Cleaned) -> tuple[Cut, ...]:
    """Find where a file that holds several speeches may be cut; nothing for a file that seems to hold one."""
    lines = [line for line in cleaned.text.split("\n") if line]
    starts = speech_starts(lines)
    if not starts:
        return ()
    places = line_sources(text, cleaned.edits, cleaned.text)
    ends = (*starts[1:], len(lines))
    return tuple(
        Cut(places[line], line, lines[line], sum(map(len, lines[line:end])), _opening(lines[line + 1 : end]))
        for line, end in zip(starts, ends, strict=True)
    )


def _opening(lines: Sequence[str]) -> str:
    """Give the first words of a paragraph: what is shorter is date, name and salutation."""
    words = next((line for line in lines if len(line) > _OPENING_CHARS), lines[0] if lines else "")
    return words[:_OPENING_CHARS]


def parts_at(text: str, cuts: Sequence[Cut]) -> tuple[FilePart, ...]:
    """Cut a source text; what stands before the first speech, a table of contents say, is a part of its own."""
    parts = []
    starts = [cut.start for cut in cuts]
    if cuts[0].line:
        parts.append(FilePart(0, starts[0]))
    else:
        starts[0] = 0
    ends = (*starts[1:], len(text))
    parts += [FilePart(start, end, cut.title) for start, end, cut in zip(starts, ends, cuts, strict=True)]
    return tuple(parts)


def part_text(text: str, part: FilePart | None) -> str:
    """Give the text of a part; of the whole file for None."""
    return text if part is None else text[part.start : part.end]


def parts_of(found: RawText, parts: Sequence[FilePart]) -> Iterator[RawText]:
    """Give each part of what was read, as if it had come as a file of its own.

    A part that shows no kind of damage is of the kind of the whole. What the file says of its title holds for none.
    """
    whole = found.source
    kind = "" if found.preset else detect_preset(whole.text)
    for part in parts:
        text = part_text(whole.text, part)
        patches = tuple(patch for patch in whole.patches if part.start <= patch.offset < part.end)
        preset = found.preset
        if not preset and kind != _NO_KIND and detect_preset(text) == _NO_KIND:
            preset = kind
        yield replace(
            found,
            source=SourceText(text, whole.encoding, whole.bom, patches),
            carried=tuple(one for one in found.carried if one.key != "title"),
            preset=preset,
        )


def find_again(text: str, cleaned: Cleaned, parts: Sequence[FilePart]) -> tuple[FilePart, ...] | None:
    """Find parts in another text of their file by the lines they began with; None where one is missing.

    A file of which only some parts are speeches cannot be cut again: nobody knows where the others would begin.
    """
    if any(part.end != following.start for part, following in itertools.pairwise(parts)):
        return None
    lines = [line for line in cleaned.text.split("\n") if line]
    places = line_sources(text, cleaned.edits, cleaned.text)
    starts: list[int] = []
    line = 0
    likely = set(speech_starts(lines))
    for part in parts:
        if not part.begins:
            starts.append(0)
            continue
        same = [at for at in range(line, len(lines)) if lines[at] == part.begins]
        if not same:
            return None
        line = next((at for at in same if at in likely), same[0])
        starts.append(places[line] if starts else 0)
        line += 1
    ends = (*starts[1:], len(text))
    return tuple(replace(part, start=start, end=end) for part, start, end in zip(parts, starts, ends, strict=True))
