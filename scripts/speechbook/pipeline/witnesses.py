"""The other witnesses of a speech: raw files with the same speech, and where each differs from the text of the book."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from speechbook.clean import editor_changes
from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.front_matter import CleanText
from speechbook.model import OtherWitness
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.cleaning import clean_source, lines_of
from speechbook.pipeline.file_parts import parts_of
from speechbook.read import read_document
from speechbook.read.raw_files import read_bytes
from speechbook.trail import FilePart, RawRecord, Trail, Witness
from speechbook.variants import convert, script_of

__all__ = ("other_witnesses", "with_witness", "without_witness", "witness_in_place_of")

_EDITIONS = {"hans": "zh-hans", "hant": "zh-tw"}


def other_witnesses(archive: Archive, settings: Settings, trail: Trail, text: CleanText) -> Iterator[OtherWitness]:
    """Clean each of the other raw files and compare it with the clean text, in the script of that."""
    for witness in trail.witnesses:
        try:
            data = read_bytes(archive.raw_path(witness.path))
            found = read_document(witness.path, data)
            if witness.part:
                if hashlib.sha256(data).hexdigest() != witness.sha256:
                    yield OtherWitness(witness.path, is_found=False)  # It was replaced: the part is no longer there.
                    continue
                [found] = parts_of(found, [witness.part])
            lines = lines_of(clean_source(found, settings).text)
        except FileProblemError:
            yield OtherWitness(witness.path, is_found=False)
            continue
        own, other = (script_of("\n".join(part)[:400]) for part in (text.lines, lines))
        if own and other and own != other:
            lines = tuple(convert(line, other, _EDITIONS[own]) for line in lines)
        yield OtherWitness(witness.path, differences=editor_changes(lines, text.lines))


def with_witness(trail: Trail, path: str, sha256: str, part: FilePart | None = None) -> Trail:
    """Note another raw file of a speech, or a part of one."""
    own = Witness(path, sha256, part)
    others = tuple(one for one in trail.witnesses if _key(one) != _key(own))
    return replace(trail, witnesses=(*others, own))


def without_witness(trail: Trail, sha256: str, part: FilePart) -> Trail:
    """Take back that a part of a raw file is another witness."""
    gone = _key(Witness("", sha256, part))
    return replace(trail, witnesses=tuple(one for one in trail.witnesses if _key(one) != gone))


def _key(witness: Witness) -> tuple[str, int]:
    return witness.sha256, witness.part.start if witness.part else -1


def witness_in_place_of(trail: Trail, raw: RawRecord, path: str) -> Trail:
    """Make the raw file at `path` the one that the text is taken from; the one of before becomes another witness.

    The record keeps the hash of the old file, by which the next cleaning knows that it was replaced and merges.
    """
    return replace(with_witness(trail, raw.path, raw.sha256, raw.part), raw=replace(raw, path=path))
