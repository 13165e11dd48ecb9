"""The files of the exact index: a directory, shards of postings, and the texts for excerpts.

Each file is a script that hands its contents to `speechbookPart`, so that a page from disk may load it, too, and
nothing but `script-src 'self'` is needed. Postings are compressed inside, as base64, which a host compresses no
further; texts are left to the host's compression.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speechbook.search.passages import Passage, SpeechText
from speechbook.search.postings import Postings

__all__ = ("FORMAT", "IndexFile", "index_files", "index_version")

FORMAT = 1
"""Version of the format; the browser's part refuses another."""
_LEVEL = 6
"""Of compression: 9 takes twice the time for a hundredth of the size."""
_SHARD_CHARS = 5_500
"""Characters of text for each shard: about 10 KB compressed."""
_OTHER_IN_BROWSERS = re.compile("[\u01f9\u1e3f\u20ac\u9fb4-\u9fbb\ue000-\uf8ff\ufe10-\ufe19]")
"""Characters that editions of GB 18030 encode in different ways."""
_CHUNK_CHARS = 6_000
"""Characters of text in one file for excerpts."""


@dataclass(frozen=True, slots=True)
class IndexFile:
    """One file of the index."""

    name: str
    """File name without folder."""
    data: bytes
    """Contents."""


def index_version(speeches: Sequence[SpeechText]) -> str:
    """Name what is indexed: the same for the same texts and format, else another."""
    return hashlib.sha256(f"{FORMAT}{speeches!r}".encode(errors="surrogatepass")).hexdigest()[:12]


def index_files(speeches: Sequence[SpeechText]) -> Iterator[IndexFile]:
    """Make all files, the directory last: it is what makes the others valid."""
    version = index_version(speeches)
    postings = Postings()
    number = 0
    pages: list[tuple[int, int, int]] = []
    chunks: list[int] = []
    for speech in speeches:
        passages = _in_index_order(speech)
        for place, passage in enumerate(passages):
            postings.add(number + place, passage.text)
        for first, piece in _pieces(passages):
            yield _script(f"t{len(chunks)}", version, _packed_text(_chunk(speech, number + first, piece)))
            chunks.append(number + first)
        headings = sum(passage.is_heading for passage in speech.passages)
        pages.append((len(passages), headings, int(bool(speech.title_text))))
        number += len(passages)
    shards = max(1, postings.chars // _SHARD_CHARS)
    for name, data in postings.shards(shards):
        yield _script(name, version, _packed(data))
    yield _script("facets", version, _facets(speeches))
    yield _script(
        "index",
        version,
        {
            "format": FORMAT,
            "shards": shards,
            "frequent": postings.frequent(),
            "sizes": [page[0] for page in pages],
            "headings": [page[1] for page in pages],
            "titled": [page[2] for page in pages],
            "chunks": [b - a for a, b in zip([0, *chunks], chunks, strict=False)],
        },
    )


def _in_index_order(speech: SpeechText) -> list[Passage]:
    """Put the title first, then what is known of the speech, headings, paragraphs: their kind follows from place."""
    title = Passage(speech.anchor, speech.title_text or speech.title, speech.title)
    about = Passage(speech.anchor, speech.about, speech.title)
    headings = [passage for passage in speech.passages if passage.is_heading]
    return [title, about, *headings, *(passage for passage in speech.passages if not passage.is_heading)]


def _pieces(passages: Sequence[Passage]) -> Iterator[tuple[int, Sequence[Passage]]]:
    start = chars = 0
    for end, passage in enumerate(passages, 1):
        chars += len(passage.text)
        if chars >= _CHUNK_CHARS or end == len(passages):
            yield start, passages[start:end]
            start, chars = end, 0


def _chunk(speech: SpeechText, first: int, passages: Sequence[Passage]) -> dict[str, object]:
    sections = list(dict.fromkeys(passage.section for passage in passages))
    places = {section: place for place, section in enumerate(sections)}
    return {
        "first": first,
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


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, _LEVEL)).decode()


def _packed_text(contents: object) -> str:
    """Pack JSON; the first letter names the encoding, g for GB 18030, u for UTF-8."""
    text = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
    if _OTHER_IN_BROWSERS.search(text):
        return "u" + _packed(text.encode(errors="replace"))
    return "g" + _packed(text.encode("gb18030", errors="replace"))


def _facets(speeches: Sequence[SpeechText]) -> dict[str, object]:
    """Give what results are filtered and sorted by: for each speech the day, and places in lists of names."""
    table: dict[str, object] = {"days": [speech.day for speech in speeches]}
    for name, values in (
        ("speakers", [(speech.speaker,) if speech.speaker else () for speech in speeches]),
        ("places", [(speech.place,) if speech.place else () for speech in speeches]),
        ("topics", [speech.topics for speech in speeches]),
    ):
        names = list(dict.fromkeys(one for row in values for one in row))
        numbers = {one: number for number, one in enumerate(names)}
        table[name] = {"names": names, "of": [[numbers[one] for one in row] for row in values]}
    return table


def _script(name: str, version: str, contents: object) -> IndexFile:
    body = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
    return IndexFile(f"{name}.js", f'speechbookPart("{name}","{version}",{body})\n'.encode(errors="replace"))
