"""How the text of a speech came about, as its page shows it."""

from dataclasses import dataclass
from typing import NamedTuple

from speechbook.model.raw_text import Dropped, Inference, RawKind

__all__ = ("Apparatus", "EditorChange", "OtherWitness", "Repair")


@dataclass(frozen=True, slots=True)
class EditorChange:
    """One difference between the machine text and the clean text: the work of a hand."""

    line: int
    """Line of the clean text; for a deleted paragraph, the line that now stands in its place."""
    before: str
    """Words of the machine text; empty for an addition."""
    after: str
    """Words of the clean text; empty for a deletion."""


class Repair(NamedTuple):
    """One edit of a rule, where it shows in the clean text. A tuple, as `Edit` is."""

    rule: str
    """Name of the rule, or several joined by `+`."""
    line: int
    """Line of the clean text; -1 where no line of it is the one that was repaired."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OtherWitness:
    """Another raw file with the same speech."""

    path: str
    """Below `speeches/raw`."""
    is_found: bool = True
    """It is there and can be read."""
    differences: tuple[EditorChange, ...] = ()
    """`before` is what it has, `after` what the clean text has."""


@dataclass(frozen=True, slots=True)
class Apparatus:
    """What the page shows of how its text came about."""

    raw_path: str = ""
    """Empty for a speech that was put straight into the archive."""
    raw_found: bool = True
    kind: RawKind = RawKind.TEXT
    encoding: str = ""
    sha256: str = ""
    """Of the bytes of the raw file."""
    extractor: str = ""
    """What extracted the text, with its version; empty for text files, as are the three below."""
    text_sha256: str = ""
    """Of the extracted text."""
    part: tuple[int, int] | None = None
    """Which characters of the source text the speech is, from 0; None where the file holds no other."""
    carried: tuple[Inference, ...] = ()
    """What the file says of itself."""
    dropped: tuple[Dropped, ...] = ()
    """What was left out when the text was extracted."""
    repairs: tuple[Repair, ...] = ()
    """All edits of the trail, in the order of the text; empty where the raw file is gone."""
    rule_counts: tuple[tuple[str, int], ...] = ()
    """Name of a rule and the number of places where it worked, in the order of the rules."""
    editor_changes: tuple[EditorChange, ...] = ()
    witnesses: tuple[OtherWitness, ...] = ()
