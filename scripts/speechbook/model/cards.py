"""The little that lists and the quality page need of a speech, so that nobody holds the whole collection."""

from dataclasses import dataclass

__all__ = ("DoubtfulPlace", "Shelf", "SpeechCard", "SpeechQuality")


@dataclass(frozen=True, slots=True)
class SpeechCard:
    """The little that lists and indices need of a speech, so that nobody holds the whole collection."""

    id: str
    title: str
    speaker: str
    date: str
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or empty."""
    place: str
    occasion: str
    script: str
    """`hans` or `hant`."""
    char_count: int
    """Characters of its paragraphs."""

    @property
    def year(self) -> str:
        """Four digits, or empty."""
        return self.date[:4]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Speeches that belong together, oldest first."""

    label: str
    """A year or a name; empty where it is not known."""
    slug: str
    """The label as part of a file name."""
    cards: tuple[SpeechCard, ...]


@dataclass(frozen=True, slots=True)
class DoubtfulPlace:
    """One of the gravest doubts of a speech, as the quality page lists it."""

    code: str
    """Of its diagnostic."""
    anchor: str
    """Id on the page of the speech."""
    excerpt: str


@dataclass(frozen=True, slots=True)
class SpeechQuality:
    """How one speech came about, in numbers."""

    id: str
    preset: str
    """The kind of its source; empty without a raw file."""
    kind: str
    """The form of the raw file, as in `RawKind`; empty without one."""
    encoding: str
    """Of a text file or web page."""
    rules: tuple[tuple[str, int], ...]
    """Name of a rule and the number of its repairs."""
    doubts: tuple[tuple[str, int], ...]
    """Code of a diagnostic and the number of its places."""
    losses: int
    """Diagnostics of the gravest weight."""
    open_doubts: int
    """Diagnostics of the second weight."""
    worst: tuple[DoubtfulPlace, ...] = ()
    """A few of its doubts, worst first."""
    by_hand: int = 0
    """Changes of an editor."""
