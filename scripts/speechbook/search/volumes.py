"""Volumes: parts of the index that stand by themselves, so that a change to one speech does not redo all of it.

A volume is a run of speeches. A speech that has changed is struck off in its volume, and a small late volume holds what
has changed or come. When that is much, all is made anew; a first build is always whole. A volume from which a speech
has gone is made anew at once: what was withdrawn must not stay behind in its files.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from speechbook.search.packed import PackedSpeech, pack_stretches, texts_of
from speechbook.search.postings import Postings

__all__ = ("FORMAT", "IndexFile", "Volume", "VolumePlan", "index_script", "plan_volumes", "volume_files")

FORMAT = 2
"""Version of the format; the browser's part refuses another."""
LARGEST = 3_000
"""Speeches in one volume: bounds the memory that making it takes."""
_SHARD_CHARS = 5_500
"""Characters of text for each shard: about 9 KB compressed."""
_SHARE = 20
"""What has changed since the volumes were made may be one twentieth of the book."""
_LATE = "late"
"""Name of the volume of what has changed; the others are numbered."""


@dataclass(frozen=True, slots=True)
class IndexFile:
    """One file of the index."""

    name: str
    """File name without folder."""
    data: bytes
    """Contents."""


@dataclass(frozen=True, slots=True)
class Volume:
    """What a volume holds, without its postings."""

    name: str
    """Beginning of the names of its files."""
    speeches: tuple[tuple[str, str], ...]
    """Page and digest of each speech, in the volume's order."""
    struck: tuple[int, ...] = ()
    """Places of the speeches that have changed since it was made."""

    @property
    def version(self) -> str:
        """Name what it holds: the same for the same speeches and format, else another."""
        return sha256(f"{FORMAT}{self.speeches!r}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class VolumePlan:
    """Which volumes the index is to have."""

    kept: tuple[Volume, ...]
    """Those whose files are there already; speeches may have been struck off."""
    made: tuple[Volume, ...]
    """Those to be made."""

    @property
    def version(self) -> str:
        """Name the whole index."""
        whole = [(volume.version, volume.struck) for volume in (*self.kept, *self.made)]
        return sha256(repr(whole).encode()).hexdigest()[:12]


def plan_volumes(digests: Mapping[str, str], before: Sequence[Volume] = ()) -> VolumePlan:
    """Keep the volumes that were there before, if most of what they hold still stands; else make all anew.

    `digests` are those of all speeches by page.
    """
    wanted = set(digests.items())
    numbered = [volume for volume in before if volume.name != _LATE]
    remade = [_without_gone(volume, digests) for volume in numbered if _has_gone(volume, digests)]
    kept = [
        Volume(volume.name, volume.speeches, tuple(i for i, one in enumerate(volume.speeches) if one not in wanted))
        for volume in numbered
        if not _has_gone(volume, digests)
    ]
    for volume in (*kept, *remade):
        wanted.difference_update(volume.speeches)
    changed = len(wanted) + sum(len(volume.struck) for volume in kept)
    if not (kept or remade) or not all(volume.speeches for volume in remade) or changed * _SHARE > len(digests):
        return VolumePlan((), tuple(_shared_out(sorted(digests.items()))))
    late = Volume(_LATE, tuple(sorted(wanted)))
    if not wanted:
        return VolumePlan(tuple(kept), tuple(remade))
    if late in before:
        return VolumePlan((*kept, late), tuple(remade))
    return VolumePlan(tuple(kept), (*remade, late))


def _has_gone(volume: Volume, digests: Mapping[str, str]) -> bool:
    return any(docname not in digests for docname, _ in volume.speeches)


def _without_gone(volume: Volume, digests: Mapping[str, str]) -> Volume:
    """Make a volume of what is still there, as it is now."""
    return Volume(
        volume.name, tuple((docname, digests[docname]) for docname, _ in volume.speeches if docname in digests)
    )


def volume_files(volume: Volume, speeches: Mapping[str, PackedSpeech]) -> Iterator[IndexFile]:
    """Make the files of a volume, its directory last; `speeches` are given by page."""
    name, version = volume.name, volume.version
    postings = Postings()
    passages = files = 0
    rows = [speeches[docname] for docname, _ in volume.speeches]
    for speech in rows:
        for passage, text in enumerate(texts_of(speech), passages):
            postings.add(passage, text)
        for file in speech.files:
            yield index_script(f"{name}-t{files}", version, file.data)
            files += 1
        passages += speech.passages
    shards = max(1, postings.chars // _SHARD_CHARS)
    frequent = postings.frequent()
    for shard in postings.shards(shards, frequent):
        yield index_script(f"{name}-{shard.name}", version, pack_stretches(shard.stretches))
    yield index_script(
        f"{name}-volume",
        version,
        {
            "shards": shards,
            "frequent": frequent,
            "sizes": [speech.passages for speech in rows],
            "headings": [speech.headings for speech in rows],
            "titled": [int(speech.is_titled) for speech in rows],
            "files": [file.passages for speech in rows for file in speech.files],
        },
    )


def index_script(name: str, version: str, contents: object) -> IndexFile:
    """Make a file of the index: a script that hands over its contents, so that a page from disk may load it, too."""
    body = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
    return IndexFile(f"{name}.js", f'speechbookPart("{name}","{version}",{body})\n'.encode(errors="replace"))


def _shared_out(speeches: Sequence[tuple[str, str]]) -> Iterator[Volume]:
    """Share out speeches evenly; an empty book has no volume."""
    count = -(-len(speeches) // LARGEST)
    for i in range(count):
        yield Volume(str(i), tuple(speeches[len(speeches) * i // count : len(speeches) * (i + 1) // count]))
