"""What was read from a raw file, and what cleaning made of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from speechbook.diagnostics import Diagnostic

__all__ = ("BytePatch", "Cleaned", "Dropped", "Edit", "Inference", "RawKind", "RawPart", "RawText", "SourceText")


@dataclass(frozen=True, slots=True)
class BytePatch:
    """Bytes that the codec cannot give back by itself."""

    offset: int
    """Character of the source text that stands for them, from 0."""
    raw: bytes


@dataclass(frozen=True, slots=True)
class SourceText:
    """The characters of a raw file and what is needed to get its bytes back."""

    text: str
    encoding: str
    """Python's name of the codec: `utf-8`, `gb18030`, `big5` …"""
    bom: bytes = b""
    patches: tuple[BytePatch, ...] = ()
    """Places where decoding failed or would not round-trip, in order."""


class RawKind(StrEnum):
    """What form a raw file has, found from its content."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something of a page or document that is not of its text, left out when the text was extracted."""

    what: str
    """A short Chinese name: 页码, 页眉, 干扰码 …"""
    count: int
    """In how many places."""
    sample: str = ""
    """The words, or the first of them."""


@dataclass(frozen=True, slots=True)
class Inference:
    """Something the program concluded, and why."""

    key: str
    """A key of the front matter: `title`, `date`, `speaker`, `role`, `place`, `occasion`, `audience`. What a raw file
    says of itself has `title`, `source`, `source_url`, `source_date` (when it was posted or made) and `source_author`
    (who posted it)."""
    value: str
    evidence: str
    """The words it was read from, or the name of the file."""


@dataclass(frozen=True, slots=True)
class RawText:
    """What was read from a raw file: its text, and apart from it what the file says of itself."""

    source: SourceText
    """For text files its bytes come back from it; for the others it is the extracted text, one paragraph a line."""
    kind: RawKind = RawKind.TEXT
    extractor: str = ""
    """Name and version of what extracted the text; empty for text files."""
    carried: tuple[Inference, ...] = ()
    """What the page or file says of itself."""
    dropped: tuple[Dropped, ...] = ()
    preset: str = ""
    """The kind of source, where the form of the file proves it; empty: to be detected from the text."""


class Edit(NamedTuple):
    """One replacement in a source text. A tuple, because a damaged text has thousands, made several times each."""

    start: int
    end: int
    old: str
    new: str
    rule: str
    """Name of the rule; several joined by `+` where rules worked on the same place."""


class RawPart(NamedTuple):
    """A piece of the source text that a line of the clean text came from. A tuple, as `Edit` is."""

    old: str
    """As it stands in the source text."""
    new: str
    """What the rules made of it."""
    rule: str = ""
    """Name of the rule, or several joined by `+`; empty for what was kept."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What the rules made of a source text."""

    text: str
    """The machine text."""
    edits: tuple[Edit, ...]
    diagnostics: tuple[Diagnostic, ...]
    preset: str
