"""What an exporter is given: a speech with all that is known of it, and the facts of the book."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from speechbook.model import Apparatus, Paragraph, Section, Speech

__all__ = ("Arrival", "Doubt", "ExportedBook", "ExportedSpeech", "as_written")


def as_written(text: str) -> str:
    """Leave a text as it is: what an export in no particular edition does with ours."""
    return text


@dataclass(frozen=True, slots=True)
class ExportedBook:
    """What an export says of the book."""

    title: str
    subtitle: str = ""
    editor: str = ""
    description: str = ""
    rights: str = ""
    key: str = ""
    """A name for the book that does not change with its title."""
    language: str = "zh-Hans"
    """BCP 47 tag of what the book says of itself."""
    edition: str = ""
    """Name of the edition; empty for the texts as the archive has them."""
    address: str = ""
    """Of the web site of this edition, with a slash at its end; empty where the book has none."""
    program: str = ""
    """Version of the program."""
    rule_labels: Mapping[str, str] | None = None
    """What each cleaning rule is called."""
    say: Callable[[str], str] = as_written
    """Turns our own words, which are written in Simplified script, into the script of the edition."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that a person should look at, as the apparatus of the page lists it."""

    id: str
    """As on the page: `<id>-n1`."""
    number: int
    code: str
    """Of its diagnostic; empty where several share the note."""
    said: tuple[str, ...]
    """What is doubtful, with the words; one for each place."""
    lines: tuple[int, ...]
    """Lines of the clean text; -1 for the whole speech."""
    marks: tuple[tuple[int, int], ...] = ()
    """Line, and place in it, of each mark in the text: words may be missing or wrong there."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a speech came into the book, and when it was last changed; both in UTC."""

    added: datetime.datetime
    updated: datetime.datetime


@dataclass(frozen=True, slots=True)
class ExportedSpeech:
    """One speech, in the script in which it is exported."""

    speech: Speech
    language: str
    """BCP 47 tag of the text."""
    rights: str = ""
    """Its own, or those of the book."""
    address: str = ""
    """Of its page; empty where the book has no site."""
    apparatus: Apparatus = field(default_factory=Apparatus)
    doubts: tuple[Doubt, ...] = ()
    preset: str = ""
    """What the kind of its source is called."""
    arrival: Arrival | None = None

    @property
    def page(self) -> str:
        """Give the address of its page, at least within the site."""
        return self.address or f"speeches/{self.speech.id}.html"

    @property
    def char_count(self) -> int:
        """Count the characters of text and headings."""
        return sum(len(block.title if isinstance(block, Section) else block.text) for block in self.speech.blocks)

    @property
    def opening(self) -> str:
        """Give the first words of the text proper."""
        texts = (block.text for block in self.speech.blocks if isinstance(block, Paragraph) and block.role is None)
        text = next((text for text in map(str.strip, texts) if text), self.speech.meta.title)
        return text[:_OPENING_CHARS] + ("……" if len(text) > _OPENING_CHARS else "")


_OPENING_CHARS = 120
