"""The other witnesses of a speech: raw files with the same speech, and where each differs from the text of the book."""

from collections.abc import Iterator
from dataclasses import replace

from speechbook.clean import editor_changes
from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.front_matter import CleanText
from speechbook.model import OtherWitness
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.cleaning import clean_source, lines_of
from speechbook.read import read_document
from speechbook.read.raw_files import read_bytes
from speechbook.trail import RawRecord, Trail, Witness
from speechbook.variants import convert, script_of

__all__ = ("other_witnesses", "with_witness", "witness_in_place_of")

_EDITIONS = {"hans": "zh-hans", "hant": "zh-tw"}


def other_witnesses(archive: Archive, settings: Settings, trail: Trail, text: CleanText) -> Iterator[OtherWitness]:
    """Clean each of the other raw files and compare it with the clean text, in the script of that."""
    for witness in trail.witnesses:
        try:
            data = read_bytes(archive.raw_path(witness.path))
            lines = lines_of(clean_source(read_document(witness.path, data), settings).text)
        except FileProblemError:
            yield OtherWitness(witness.path, is_found=False)
            continue
        own, other = (script_of("\n".join(part)[:400]) for part in (text.lines, lines))
        if own and other and own != other:
            lines = tuple(convert(line, other, _EDITIONS[own]) for line in lines)
        yield OtherWitness(witness.path, differences=editor_changes(lines, text.lines))


def with_witness(trail: Trail, path: str, sha256: str) -> Trail:
    """Note another raw file of a speech."""
    others = tuple(one for one in trail.witnesses if one.sha256 != sha256)
    return replace(trail, witnesses=(*others, Witness(path, sha256)))


def witness_in_place_of(trail: Trail, raw: RawRecord, path: str) -> Trail:
    """Make the raw file at `path` the one that the text is taken from; the one of before becomes another witness.

    The record keeps the hash of the old file, by which the next cleaning knows that it was replaced and merges.
    """
    return replace(with_witness(trail, raw.path, raw.sha256), raw=replace(raw, path=path))
