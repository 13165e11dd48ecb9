"""One speech with what is known of it, ready to be written."""

from dataclasses import dataclass, field

from speechbook.diagnostics import Diagnostic
from speechbook.model.outline import Heading, LineRole, Outline, Point
from speechbook.model.raw_text import Inference

__all__ = ("Block", "Metadata", "Paragraph", "Section", "Speech")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The front matter of a clean text; an empty string or tuple is an absent key."""

    id: str = ""
    title: str = ""
    speaker: str = ""
    role: str = ""
    date: str = ""
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    place: str = ""
    occasion: str = ""
    audience: str = ""
    """Whom it addresses, as the salutation has it: `各位代表`."""
    source: str = ""
    source_url: str = ""
    rights: str = ""
    """Empty: those of the book."""
    topics: tuple[str, ...] = ()
    script: str = ""
    """`hans` or `hant`; empty: found from the text."""
    raw: str = ""
    """Path of the raw file below `speeches/raw`, as it was when the speech was made."""
    preset: str = ""
    draft: bool = False
    protect: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    """Keys that are not ours, with their YAML text; kept as they came."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading in its place in the speech."""

    id: str
    heading: Heading
    depth: int
    """Nesting on the page, from 1, without jumps."""
    title: str
    """The words shown: label, text, and the closing mark of a run-in heading."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A body line, or what follows a run-in heading in its line."""

    id: str
    line: int
    start: int
    """Where in the line its own text begins: 0, or the end of the run-in heading."""
    text: str
    role: LineRole | None = None
    points: tuple[tuple[str, Point], ...] = ()
    """Each point with its permalink; offsets are those of the whole line."""


Block = Section | Paragraph


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech, ready to be written."""

    id: str
    meta: Metadata
    """The editor's keys, completed by `inferred`."""
    inferred: tuple[Inference, ...]
    blocks: tuple[Block, ...]
    """Sections and paragraphs in reading order; the title line is not among them."""
    outline: Outline
    diagnostics: tuple[Diagnostic, ...] = field(default=())
