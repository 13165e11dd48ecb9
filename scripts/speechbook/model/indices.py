"""What the indices of the book list."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ("WHOLE_SPEECH", "IndexEntry", "IndexLine", "IndexLink", "IndexPage", "ListedName", "Mention", "MentionKind")


class MentionKind(StrEnum):
    """What an index lists; its value is the name of the index in file names and ids."""

    PERSON = "people"
    PLACE = "places"
    OCCASION = "occasions"
    WORK = "works"
    TOPIC = "topics"


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name that an editor wants listed in an index, or not to be listed."""

    kind: MentionKind
    name: str
    aliases: tuple[str, ...] = ()
    """Other words by which it is found: 一中 for 青澜县第一中学, trigger words of a topic."""
    is_listed: bool = True
    """False: the word only looks like a name of this kind."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place where a speech names something that an index lists."""

    kind: MentionKind
    name: str
    """The name under which the index lists it, in the script in which it was found or listed."""
    paragraph: str
    """Id of the paragraph; empty where only the front matter says it, which holds for the whole speech."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One name in an index of the book."""

    key: str
    """Its Simplified form."""
    name: str
    script: str
    """`hans` or `hant`: that of `name`."""
    pinyin: str
    """Syllables between blanks, by which it is sorted."""
    speeches: int
    """How many speeches name it."""
    paragraphs: int
    """In how many paragraphs they do."""


@dataclass(frozen=True, slots=True)
class IndexLink:
    """The way to a name in an index, or in a list of names."""

    name: str
    script: str
    page: str
    """Name of the page in docs/lists."""
    anchor: str
    """Its id there; empty where the page is all its own."""
    speeches: int
    """How many speeches stand there."""


WHOLE_SPEECH = "*"
"""Stands for a paragraph where the front matter names something: it holds for the speech as a whole."""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One speech below a name of an index."""

    speech: str
    title: str
    script: str
    date: str
    places: tuple[str, ...]
    """Ids of paragraphs and sections without that of the speech, or `WHOLE_SPEECH`."""


@dataclass(frozen=True, slots=True)
class IndexPage:
    """One page of an index: the names that stand on it, in the order of their pinyin."""

    kind: MentionKind
    name: str
    """Of the page."""
    group: str
    """What its names have in common: a letter, a syllable; empty for the page of the whole index."""
    entries: tuple[IndexEntry, ...]
    heads: tuple[tuple[str, str, str, str], ...] = ()
    """Where the names stand on pages of their own: first character, its script, its pinyin, name of the page."""
    children: tuple[str, ...] = ()
    """Pages below this one."""
