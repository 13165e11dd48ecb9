"""The values that pass between stages: frozen, typed, and free of files.

Offsets are characters counted from 0. A *line* is a body line of a clean text counted from 0: clean texts hold one
paragraph a line and no empty lines.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from speechbook.diagnostics import Diagnostic

__all__ = (
    "WHOLE_SPEECH",
    "Announcement",
    "Apparatus",
    "Block",
    "BytePatch",
    "Cleaned",
    "DoubtfulPlace",
    "Dropped",
    "Edit",
    "EditorChange",
    "Enumeration",
    "Heading",
    "HeadingKind",
    "IndexEntry",
    "IndexLine",
    "IndexPage",
    "Inference",
    "LineRole",
    "LinkKind",
    "ListedName",
    "Mention",
    "MentionKind",
    "Metadata",
    "Outline",
    "Paragraph",
    "Parallel",
    "Point",
    "RawKind",
    "RawPart",
    "RawText",
    "Repair",
    "Section",
    "Shelf",
    "SourceText",
    "Speech",
    "SpeechCard",
    "SpeechLinks",
    "SpeechQuality",
    "TextLink",
)


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


class Edit(NamedTuple):
    """One replacement in a source text. A tuple, because a damaged text has thousands, made several times each."""

    start: int
    end: int
    old: str
    new: str
    rule: str
    """Name of the rule; several joined by `+` where rules worked on the same place."""


@dataclass(frozen=True, slots=True)
class RawPart:
    """A piece of the source text that a line of the clean text came from."""

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
class Dropped:
    """Something of a page or document that is not of its text, left out when the text was extracted."""

    what: str
    """A short Chinese name: 页码, 页眉, 干扰码 …"""
    count: int
    """In how many places."""
    sample: str = ""
    """The words, or the first of them."""


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


@dataclass(frozen=True, slots=True)
class EditorChange:
    """One difference between the machine text and the clean text: the work of a hand."""

    line: int
    """Line of the clean text; for a deleted paragraph, the line that now stands in its place."""
    before: str
    """Words of the machine text; empty for an addition."""
    after: str
    """Words of the clean text; empty for a deletion."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One edit of a rule, where it shows in the clean text."""

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
