"""The skeleton of a clean text: headings, points, announcements, roles of lines."""

from dataclasses import dataclass
from enum import StrEnum

from speechbook.diagnostics import Diagnostic

__all__ = ("Announcement", "Enumeration", "Heading", "HeadingKind", "LineRole", "Outline", "Point")


class HeadingKind(StrEnum):
    """How a heading stands in the text."""

    LINE = "line"
    """The whole line is the heading."""
    RUN_IN = "run-in"
    """Label and lead open a paragraph."""
    NUMBERED = "numbered"
    """A numbered paragraph without heading text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found in a line, `line[start:end]` being label and text (closing mark of a run-in one included)."""

    line: int
    level: int
    """Depth in the visible text; 1 is the highest."""
    kind: HeadingKind
    label: str
    """`一、`, `（二）`, `第三，` … or empty."""
    text: str
    """The heading without its label and without a closing 。 or ："""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Point:
    """An item of an enumeration inside a paragraph."""

    label: str
    start: int
    end: int
    """Where the item ends: the start of the next one, or the end of the paragraph."""
    lead: str
    """Label and first clause, without the mark that closes it: `一是带着感谢`."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The points of one list inside one line."""

    line: int
    items: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """A phrase that promises a list of `count` items."""

    line: int
    start: int
    text: str
    count: int
    list_present: bool


class LineRole(StrEnum):
    """What a line of the opening or the close is, when it is not content."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATE = "date"
    SALUTATION = "salutation"
    NOTE = "note"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Outline:
    """The skeleton of one clean text."""

    headings: tuple[Heading, ...]
    enumerations: tuple[Enumeration, ...]
    announced: tuple[Announcement, ...]
    roles: tuple[tuple[int, LineRole], ...]
    """Lines that are front matter or close, in order."""
    diagnostics: tuple[Diagnostic, ...]
    spread: tuple[Enumeration, ...] = ()
    """Points of lists that run over several paragraphs, one an enumeration."""
