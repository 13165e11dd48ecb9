"""Which speeches belong to which raw file: by its bytes, else by its path."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from speechbook.pipeline.archive import Archive
from speechbook.trail import FilePart, RawFiles

__all__ = ("Claim", "Claims")

_Claimed = dict[str, tuple["Claim", ...]]


class Claim(NamedTuple):
    """A speech whose text is taken from a raw file."""

    speech: str
    part: FilePart | None = None
    """None for the whole file."""


class Claims:
    """What the trails say of raw files, read when first asked for; the rest of the trails is not held."""

    def __init__(self, archive: Archive) -> None:
        """Look at the trails of an archive."""
        self._archive = archive

    def with_bytes(self, sha256: str) -> tuple[Claim, ...]:
        """Give the speeches of a file of these bytes, in its order; nothing where there is none."""
        return self._index[0].get(sha256, ())

    def of(self, path: str, sha256: str) -> tuple[Claim, ...]:
        """Give the speeches of a raw file: of one of its bytes, wherever it lies, or else of one in its place."""
        by_hash, by_path = self._index
        return by_hash.get(sha256) or by_path.get(path, ())

    def witnessed(self, sha256: str) -> str:
        """Name the speech that a file of these bytes is another witness of, and no speech by itself; else nothing."""
        speech, is_whole = self._witnesses.get(sha256, ("", False))
        if is_whole:
            return speech
        is_taken = any(claim.part is None or not claim.part.is_withdrawn for claim in self.with_bytes(sha256))
        return "" if is_taken else speech

    def are_complete(self, sha256: str, length: int) -> bool:
        """Tell whether the parts that are known of a file cover its text, which has so many characters.

        Where a run was killed while it wrote down which part is which speech, some are missing.
        """
        parts = [claim.part for claim in self.with_bytes(sha256) if claim.part]
        parts += [w.part for raw in self._sources.values() for w in raw.witnesses if w.sha256 == sha256 and w.part]
        parts.sort(key=lambda part: part.start)
        place = 0
        for part in parts:
            if part.start != place:
                return False
            place = part.end
        return place == length

    def drop_unfinished(self, sha256: str) -> None:
        """Forget the parts of a file that a run that was killed wrote down, and made nothing of."""
        by_hash, by_path = self._index
        for speech, raw in list(self._sources.items()):
            if raw.sha256 != sha256 or not raw.part or self._archive.clean_path(speech).exists():
                continue
            if self._archive.load_trail(speech).ledger:
                continue  # It has been a speech of the book: its ids are not given again.
            self._archive.trail_path(speech).unlink()
            self.taken.discard(speech)
            del self._sources[speech]
            by_hash.pop(sha256, None)
            by_path.pop(raw.path, None)

    def note(self, path: str, sha256: str, claims: Sequence[Claim]) -> None:
        """Know from now on which speeches a raw file has."""
        by_hash, by_path = self._index
        by_hash[sha256] = by_path[path] = tuple(claims)
        self.taken.update(claim.speech for claim in claims)

    def note_witness(self, sha256: str, speech: str, *, is_whole: bool = True) -> None:
        """Know a raw file for another witness of a speech from now on."""
        self._witnesses[sha256] = speech, is_whole

    def note_replacement(self, path: str, speech: str) -> None:
        """Know a raw file for the one that a speech is taken from, from now on."""
        self._index[1][path] = (Claim(speech),)

    @cached_property
    def taken(self) -> set[str]:
        """Ids that may not be given again: of clean texts and of trails whose text is gone."""
        return set(self._archive.ids()) | set(self._trails())

    def _trails(self) -> Iterable[str]:
        return (path.stem for path in sorted(self._archive.folders.trail.glob("*.json")))

    @cached_property
    def _sources(self) -> dict[str, RawFiles]:
        return {speech: self._archive.raw_files_of(speech) for speech in self._trails()}

    @cached_property
    def _index(self) -> tuple[_Claimed, _Claimed]:
        """All claims by hash and by path. A file that is one speech is not also several: those are unfinished."""
        by_hash: _Claimed = {}
        by_path: _Claimed = {}
        parts: dict[tuple[str, str], list[Claim]] = {}
        for speech, raw in self._sources.items():
            if not raw.path:
                continue
            if raw.part:
                parts.setdefault((raw.path, raw.sha256), []).append(Claim(speech, raw.part))
            else:
                by_hash[raw.sha256] = by_path[raw.path] = (Claim(speech),)
        for (path, sha256), claims in parts.items():
            if sha256 not in by_hash:
                in_order = sorted(claims, key=lambda claim: (claim.part.start if claim.part else 0, claim.speech))
                by_hash[sha256] = by_path[path] = tuple(in_order)
        return by_hash, by_path

    @cached_property
    def _witnesses(self) -> dict[str, tuple[str, bool]]:
        """Which speech each raw file is another witness of, by its bytes, and whether all of it is."""
        return {
            witness.sha256: (speech, witness.part is None)
            for speech, raw in self._sources.items()
            for witness in raw.witnesses
        }
