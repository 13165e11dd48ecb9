"""A speech made ready for the index: its texts as the browser loads them, and what the directory says of it.

Made when its page is read and kept with it, so that a build packs only what has changed.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from speechbook.search.passages import Passage, SpeechText

__all__ = ("PackedSpeech", "TextFile", "pack_speech", "pack_stretches", "texts_of")

_LEVEL = 6
"""Of compression: 9 takes five times the time for a two-hundredth of the size."""
_FILE_CHARS = 6_000
"""Characters of text in one file for excerpts."""
_BLOCK = getattr(zlib, "Z_BLOCK", 5)
_OTHER_IN_BROWSERS = re.compile("[\u01f9\u1e3f\u20ac\u9fb4-\u9fbb\ue000-\uf8ff\ufe10-\ufe19]")
"""Characters that editions of GB 18030 encode in different ways."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """Texts of neighbouring passages of one speech."""

    passages: int
    """How many."""
    data: str
    """Packed JSON: the first letter names the encoding, g for GB 18030, u for UTF-8."""


@dataclass(frozen=True, slots=True)
class PackedSpeech:
    """What the index needs to know of a speech."""

    docname: str
    """Name of its page in Sphinx."""
    digest: str
    """The same for the same speech."""
    files: tuple[TextFile, ...]
    """Its texts, in the order of the index: title, what is known of it, headings, paragraphs."""
    headings: int
    """Number of headings."""
    is_titled: bool
    """Whether the title stands in the text."""
    day: int
    """Date as a number, 20080312, with zeros for what is not known."""
    speaker: str
    """Name of the speaker."""
    place: str
    """Place as shown."""
    topics: tuple[str, ...]
    """Topics as shown."""

    @property
    def passages(self) -> int:
        """Number of passages."""
        return sum(file.passages for file in self.files)


def pack_speech(speech: SpeechText) -> PackedSpeech:
    """Pack a speech; characters that no encoding has become question marks."""
    ordered = _in_index_order(speech)
    files = tuple(TextFile(len(some), _packed(_contents(speech, some))) for some in _pieces(ordered))
    facts = (speech.docname, bool(speech.title_text), speech.day, speech.speaker, speech.place, speech.topics)
    return PackedSpeech(
        docname=speech.docname,
        digest=hashlib.sha256(repr((facts, files)).encode(errors="replace")).hexdigest()[:16],
        files=files,
        headings=sum(passage.is_heading for passage in speech.passages),
        is_titled=bool(speech.title_text),
        day=speech.day,
        speaker=speech.speaker,
        place=speech.place,
        topics=speech.topics,
    )


def texts_of(speech: PackedSpeech) -> Iterator[str]:
    """Give the texts again, in the order of the index."""
    for file in speech.files:
        data = zlib.decompress(base64.b64decode(file.data[1:]))
        yield from json.loads(data.decode("gb18030" if file.data[0] == "g" else "utf-8"))["texts"]


def pack_stretches(stretches: Iterable[bytes]) -> str:
    """Compress bytes, each stretch with a code of its own, and write them as base64."""
    # Columns of numbers hold runs, but no words that come again: looking for these would cost time only.
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_RLE)
    packed = b"".join([part for stretch in stretches for part in (packer.compress(stretch), packer.flush(_BLOCK))])
    return base64.b64encode(packed + packer.flush()).decode()


def _in_index_order(speech: SpeechText) -> list[Passage]:
    """Put the title first, then what is known of the speech, headings, paragraphs: their kind follows from place."""
    title = Passage(speech.anchor, speech.title_text or speech.title, speech.title)
    about = Passage(speech.anchor, speech.about, speech.title)
    headings = [passage for passage in speech.passages if passage.is_heading]
    return [title, about, *headings, *(passage for passage in speech.passages if not passage.is_heading)]


def _pieces(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    start = chars = 0
    for end, passage in enumerate(passages, 1):
        chars += len(passage.text)
        if chars >= _FILE_CHARS or end == len(passages):
            yield passages[start:end]
            start, chars = end, 0


def _contents(speech: SpeechText, passages: Sequence[Passage]) -> dict[str, object]:
    sections = list(dict.fromkeys(passage.section for passage in passages))
    places = {section: place for place, section in enumerate(sections)}
    return {
        "docname": speech.docname,
        "url": speech.url,
        "title": speech.title,
        "speaker": speech.speaker,
        "date": speech.date,
        "place": speech.place,
        "occasion": speech.occasion,
        "sections": sections,
        "in": [places[passage.section] for passage in passages],
        "anchors": [passage.anchor.removeprefix(speech.anchor) for passage in passages],
        "prefix": speech.anchor,
        "leads": {str(i): [p.lead, p.lead_anchor] for i, p in enumerate(passages) if p.lead},
        "texts": [passage.text for passage in passages],
    }


def _packed(contents: dict[str, object]) -> str:
    text = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
    is_odd = _OTHER_IN_BROWSERS.search(text) is not None
    data = text.encode("utf-8" if is_odd else "gb18030", errors="replace")
    return ("u" if is_odd else "g") + base64.b64encode(zlib.compress(data, _LEVEL)).decode()
