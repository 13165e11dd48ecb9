"""A file, or a part of one, that repeats a speech of the book: another witness of it, or a better one."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from types import TracebackType
from typing import Self

from speechbook.pipeline.archive import Archive
from speechbook.pipeline.claims import Claim
from speechbook.pipeline.cleaning_archive import ArchiveCleaner
from speechbook.pipeline.raw_tasks import Outcome
from speechbook.pipeline.twins import Twin, Twins
from speechbook.pipeline.witnesses import with_witness, without_witness, witness_in_place_of
from speechbook.trail import FilePart, Trail

__all__ = ("Same", "SameSpeeches")


class Same(StrEnum):
    """What is to become of a text that holds a speech of the book once more."""

    KEEP = "keep"
    """The text of the book stays; the new file is another witness."""
    REPLACE = "replace"
    """The text is taken from the new file; the old one is another witness."""
    BOTH = "both"
    """They are two speeches."""


class SameSpeeches:
    """Knows the speeches of the book by their words, and enters what was decided about one that comes again."""

    def __init__(self, archive: Archive, cleaner: ArchiveCleaner, trail_now: Callable[[str], Trail]) -> None:
        """`trail_now` gives the trail of a speech with what hands have changed since noted in it."""
        self._archive = archive
        self._cleaner = cleaner
        self._trail_now = trail_now
        self._twins = Twins(archive)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._twins.__exit__(*problem)

    def find(self, lines: Sequence[str], but: str = "") -> Twin | None:
        """Find the speech that a text repeats most, other than `but`; None where it is a speech of its own."""
        return self._twins.find(lines, but)

    def take(self, speech: str) -> None:
        """Know the words of a speech as they stand now."""
        self._twins.take(speech)

    def keep_beside(self, speech: str, path: str, sha256: str, part: FilePart | None = None) -> None:
        """Note a raw file, or a part of it, as another witness of a speech."""
        self._archive.save_trail(with_witness(self._archive.load_trail(speech), path, sha256, part))
        self._cleaner.claims.note_witness(sha256, speech, is_whole=part is None)

    def let_replace(self, speech: str, path: str) -> Same:
        """Take the text of a speech from another raw file; where hand edits forbid it, leave all as it was."""
        before = self._trail_now(speech)
        if before.raw is None:
            return Same.KEEP
        self._archive.save_trail(witness_in_place_of(before, before.raw, path))
        self._cleaner.claims.note_replacement(path, speech)
        return self._replaced(before, path, (Claim(speech),))

    def let_part_replace(self, claim: Claim, path: str, sha256: str) -> Same:
        """Take the text of a speech from a part of a raw file, which was its witness; else leave all as it was."""
        before = self._trail_now(claim.speech)
        if before.raw is None or claim.part is None:
            return Same.KEEP
        changed = witness_in_place_of(without_witness(before, sha256, claim.part), before.raw, path)
        self._archive.save_trail(changed)
        return self._replaced(before, path, (claim,))

    def _replaced(self, before: Trail, path: str, claims: tuple[Claim, ...]) -> Same:
        if any(one.outcome is Outcome.CONFLICT for one in self._cleaner.clean(path, claims)):
            self._archive.save_trail(before)
            return Same.KEEP
        if before.raw:
            self._cleaner.claims.note_witness(before.raw.sha256, before.speech, is_whole=before.raw.part is None)
        return Same.REPLACE
