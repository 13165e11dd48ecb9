"""The values that pass between stages: frozen, typed, and free of files.

Offsets are characters counted from 0. A *line* is a body line of a clean text counted from 0: clean texts hold one
paragraph a line and no empty lines.
"""

from speechbook.model.apparatus import Apparatus, EditorChange, OtherWitness, Repair
from speechbook.model.cards import DoubtfulPlace, Shelf, SpeechCard, SpeechQuality
from speechbook.model.indices import (
    WHOLE_SPEECH,
    IndexEntry,
    IndexLine,
    IndexLink,
    IndexPage,
    ListedName,
    Mention,
    MentionKind,
)
from speechbook.model.links import LinkKind, Parallel, SpeechLinks, TextLink
from speechbook.model.outline import Announcement, Enumeration, Heading, HeadingKind, LineRole, Outline, Point
from speechbook.model.raw_text import (
    BytePatch,
    Cleaned,
    Dropped,
    Edit,
    Inference,
    RawKind,
    RawPart,
    RawText,
    SourceText,
)
from speechbook.model.speech import Block, Metadata, Paragraph, Section, Speech

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
    "IndexLink",
    "IndexPage",
    "Inference",
    "LineRole",
    "LinkKind",
    "ListedName",
    "Mention",
    "MentionKind",
    "Metadata",
    "OtherWitness",
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
