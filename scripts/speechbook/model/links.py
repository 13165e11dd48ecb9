"""Links between the parts of a speech and between speeches."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ("LinkKind", "Parallel", "SpeechLinks", "TextLink")


class LinkKind(StrEnum):
    """What a link that the program found joins."""

    LIST = "list"
    """An announcement and its list, both ways."""
    PART = "part"
    """A reference to a part of the same speech: 第三部分, 上述三条."""
    SPEECH = "speech"
    """The name of another speech: 《…》, 某某会议上的讲话."""
    PASSAGE = "passage"
    """Words that another speech holds, too."""


@dataclass(frozen=True, slots=True)
class TextLink:
    """Words of a line that lead somewhere: `line[start:end]`."""

    line: int
    start: int
    end: int
    kind: LinkKind
    target: str
    """A permalink of this speech."""
    slot: int = -1
    """Which of the targets that only the whole collection knows it awaits; -1 when `target` is known."""


@dataclass(frozen=True, slots=True)
class SpeechLinks:
    """The links of one speech."""

    links: tuple[TextLink, ...] = ()
    """In the order of the text; they do not overlap."""
    headings: tuple[TextLink, ...] = ()
    """Links on the labels of headings; offsets count from the start of the heading's title."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """Words of a paragraph that stand in other speeches, too."""

    paragraph: str
    """Permalink of the paragraph."""
    words: str
    """The shared words as they stand here; empty where they are the whole paragraph."""
    places: tuple[tuple[str, str], ...]
    """Speech and permalink of each place, oldest speech first."""
    total: int
    """All places; `places` may hold only the first of them."""
