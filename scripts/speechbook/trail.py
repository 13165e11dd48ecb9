"""What is recorded of a speech: how it came from its raw file, its ids, and what editors decided."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from speechbook.model import BytePatch, Dropped, Edit, Inference, RawKind

__all__ = (
    "Decision",
    "FilePart",
    "LedgerEntry",
    "RawFiles",
    "RawRecord",
    "Trail",
    "Verdict",
    "Witness",
)


@dataclass(frozen=True, slots=True)
class FilePart:
    """The part of a raw file that is one speech, where the file holds several.

    The parts of a file, and the parts of it that are other witnesses of a speech, cover its text without a gap.
    """

    start: int
    """Characters of the source text, from 0."""
    end: int
    begins: str = ""
    """The first line of its clean text as it was when the file was split, by which it is found again in another text of
    the file. Empty for what stands before the first speech."""
    is_withdrawn: bool = False
    """The speech was taken out of the book; the file, which holds others, was not."""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """Which raw file a speech came from, and how its bytes were read."""

    path: str
    """Below `speeches/raw`, with `/`."""
    sha256: str
    """Of its bytes."""
    encoding: str
    bom: bytes = b""
    patches: tuple[BytePatch, ...] = ()
    kind: RawKind = RawKind.TEXT
    extractor: str = ""
    """What extracted the text, with its version; empty for text files, as are all fields below."""
    text_sha256: str = ""
    """Of the extracted text in UTF-8: the trail starts there, and holds only where the same text is extracted again."""
    carried: tuple[Inference, ...] = ()
    """What the file says of itself."""
    dropped: tuple[Dropped, ...] = ()
    """What was left out when the text was extracted."""
    part: FilePart | None = None
    """None where the whole file is the speech. The edits are those of the part; encoding, hash and `patches` are those
    of the file, but that `patches` holds only those of the part."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Another raw file of the same speech, from which the text was not taken."""

    path: str
    """Below `speeches/raw`, with `/`."""
    sha256: str
    """Of its bytes."""
    part: FilePart | None = None
    """The part of it that is the speech; None for the whole file."""


class RawFiles(NamedTuple):
    """What the raw files of a speech are known by."""

    path: str
    """Of the one that the text is taken from; empty where there is none."""
    sha256: str
    part: FilePart | None = None
    witnesses: tuple[Witness, ...] = ()


class LedgerEntry(NamedTuple):
    """One permalink and what it belongs to. A tuple, since a speech has a hundred."""

    id: str
    """Without the id of the speech: `s2-1`, `p14`, `p14-2`."""
    sketch: str
    """A hash of the text and a sketch of it by which an edited text is known again."""
    retired: bool = False
    """Its text is gone; the id is never given again."""


class Verdict(StrEnum):
    """What an editor found out about a diagnostic."""

    CONFIRMED = "confirmed"
    """It is as the program says and cannot be mended: readers are told, editors are not asked again."""
    DISMISSED = "dismissed"
    """The text is right: nobody is told and nobody is asked again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided about one diagnostic. It holds as long as the words it is about stay the same."""

    code: str
    """Of the diagnostic."""
    verdict: Verdict
    paragraph: str
    """Permalink of the place without the id of the speech; empty for the title and for the speech as a whole."""
    text: str
    """A hash of the words of the paragraph and of what was said about it; blanks and punctuation do not count."""
    start: int
    end: int
    """The place, in characters of the paragraph that count."""
    excerpt: str
    """The place in words, for people who read the trail."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """All that is recorded of one speech."""

    speech: str
    raw: RawRecord | None = None
    """None for a speech that was put straight into `speeches/clean`."""
    preset: str = ""
    machine_sha256: str = ""
    """Of the machine text, by which an untouched clean text is known."""
    edits: tuple[Edit, ...] = ()
    inferred: tuple[Inference, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    by_hand: tuple[Edit, ...] = ()
    """What turns the machine text into the clean text, in whole paragraphs; offsets are those of the machine text.
    They give the machine text back where the raw file has been replaced, which a merge needs."""
    witnesses: tuple[Witness, ...] = ()
    """Other raw files of the speech; the apparatus says where they differ."""
    decisions: tuple[Decision, ...] = ()
    """What editors decided about diagnostics, in the order in which they did."""
