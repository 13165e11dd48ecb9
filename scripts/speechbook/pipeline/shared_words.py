"""Which words of a speech stand in others, too: the index of runs, and the notes that follow from it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from speechbook.pipeline.collection import Collection, Kept, KeptWords
from speechbook.pipeline.gram_index import PLACE_BITS, GramIndex, sorted_once, tops_of
from speechbook.relate import STOCK, Clauses, Passage, extended, hashes_of, runs_of

__all__ = ("SharedPassage", "SharedWords")

_MOST_PASSAGES = 3
"""Notes below one paragraph."""

SharedPassage = tuple[int, int, int, list[tuple[str, str]]]
"""Paragraph, first word and end of the words within it, and the places: speech and permalink."""


@dataclass(frozen=True, slots=True)
class _Row:
    """All speeches in the order of their places."""

    names: list[str]
    bases: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]


class SharedWords:
    """The words of a collection, entered as they are read and looked up when all are there."""

    def __init__(self, collection: Collection, folder: Path) -> None:
        """Open the index that belongs to a collection."""
        self._collection = collection
        self._index = GramIndex(folder, collection.value("live"), collection.value("dead"))
        self._is_new = collection.is_new
        self._touched: list[npt.NDArray[np.uint64]] = []
        self._row: _Row | None = None

    def place_of(self, old: Kept | None, words: KeptWords) -> int:
        """Enter the words of a speech; give the place where they begin. Words as before keep their place."""
        if old:
            if np.array_equal(self._collection.words(old.name).codes, words.codes):
                return old.base
            self.leave(old)
        base = self._collection.next_base()
        self._collection.set_next_base(base + len(words.codes) + 1)
        hashes, starts = hashes_of(words.codes)
        self._index.add(base, hashes, starts)
        if not self._is_new:
            self._touched.append(tops_of(hashes))
        return base

    def leave(self, old: Kept) -> None:
        """Take the words of a speech out, before the collection forgets it."""
        hashes, starts = hashes_of(self._collection.words(old.name).codes)
        self._index.retire(old.base, hashes, starts)
        self._touched.append(tops_of(hashes))

    def touch(self, name: str) -> None:
        """Have the speeches looked at that share words with one whose title or permalinks changed."""
        hashes, _ = hashes_of(self._collection.words(name).codes)
        self._touched.append(tops_of(hashes))

    def settle(self) -> set[str]:
        """End the entering; give the speeches whose notes may differ from before, besides those entered."""
        names, bases, ends = self._collection.rows()
        self._row = _Row(names, bases, ends)
        if self._collection.next_base() >= 1 << PLACE_BITS:
            self._renumber()
        elif self._is_new or self._index.is_untidy():
            self._index.merge(bases, ends)
        affected: set[str] = set()
        for tops in self._touched:
            # One more than the bound: words that have just become, or ceased to be, a stock phrase.
            # One at least: a run that is gone from this speech may be left in one other only.
            _, places = self._index.holders(sorted_once(tops), STOCK + 1, least=1)
            affected.update(names[at] for at in np.unique(self._owners(places)) if at >= 0)
        self._touched.clear()
        return affected

    def save(self) -> None:
        """Note which files are valid; to be called before the collection is committed."""
        self._index.flush()
        self._collection.note("live", self._index.live)
        self._collection.note("dead", self._index.dead)

    def tidy(self) -> None:
        """Delete the files that are valid no more, once the collection is committed."""
        self._index.remove_others()

    def shared_by(self, name: str) -> list[SharedPassage]:
        """Find the words that a speech shares with others, the longest of each paragraph, in the order of the text."""
        words = self._collection.words(name)
        clauses = self._clauses(name)
        found: dict[tuple[int, int], dict[str, str]] = {}
        for other, passage in self._passages(name, words):
            there = passage.other_start
            is_quotation = clauses.is_quotation(passage.start, passage.end) or self._clauses(other).is_quotation(
                there, there + passage.end - passage.start
            )
            if is_quotation:
                others = self._collection.words(other)
                place = others.ids[bisect_right(others.starts, there) - 1]
                shown = clauses.whole(passage.start, passage.end) or (passage.start, passage.end)
                found.setdefault(shown, {}).setdefault(other, place)
        return list(self._chosen(words, found))

    def _clauses(self, name: str) -> Clauses:
        words = self._collection.words(name)
        return Clauses(words.codes, words.breaks)

    def _passages(self, name: str, words: KeptWords) -> Iterator[tuple[str, Passage]]:
        row = self._row
        if row is None:
            return
        here, there = self._hits(words)
        owner = self._owners(there.astype(np.uint64))
        kept = self._collection.speech(name)
        own = int(np.searchsorted(row.bases, kept.base)) if kept else -1
        other = (owner >= 0) & (owner != own)
        here, there = here[other], there[other]
        seen: set[tuple[str, int, int]] = set()
        for begin, place, length in runs_of(here, there):
            at = int(np.searchsorted(row.bases, place, "right")) - 1
            holder, offset = row.names[at], place - int(row.bases[at])
            passage = extended(words.codes, self._collection.words(holder).codes, begin, offset, length)
            if passage and (holder, passage.start, passage.end) not in seen:
                seen.add((holder, passage.start, passage.end))
                yield holder, passage

    def _hits(self, words: KeptWords) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Pair each run of a speech with each place where it stands, its own among them."""
        hashes, starts = hashes_of(words.codes)
        tops = tops_of(hashes)
        order = np.argsort(tops)
        tops, starts = tops[order], starts[order]
        is_first = np.concatenate(([True], tops[1:] != tops[:-1])) if len(tops) else np.ones(0, np.bool_)
        keys, places = self._index.holders(tops[is_first], STOCK)
        left = np.searchsorted(tops, keys)
        size = np.searchsorted(tops, keys, "right") - left
        offsets = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
        return starts[np.repeat(left, size) + offsets], np.repeat(places.astype(np.int64), size)

    def _owners(self, places: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        """Tell to which speech each place belongs; -1 where it stands for words that are gone."""
        row = self._row
        if row is None or not len(row.names):
            return np.full(len(places), -1, np.int64)
        at = places.astype(np.int64)
        owner = np.searchsorted(row.bases, at, "right") - 1
        return np.where((owner >= 0) & (at < row.ends[owner]), owner, -1)

    def _chosen(self, words: KeptWords, found: dict[tuple[int, int], dict[str, str]]) -> Iterator[SharedPassage]:
        """Keep the longest passages of each paragraph; a shorter one within adds only speeches that are new."""
        by_paragraph: dict[int, list[tuple[int, int]]] = {}
        for span in found:
            by_paragraph.setdefault(bisect_right(words.starts, span[0]) - 1, []).append(span)
        for paragraph in sorted(by_paragraph):
            kept: list[tuple[int, int]] = []
            for start, end in sorted(by_paragraph[paragraph], key=lambda span: (span[0] - span[1], span)):
                around = [span for span in kept if span[0] <= start and end <= span[1]]
                for span in around:
                    for other in found[span]:
                        found[start, end].pop(other, None)
                if found[start, end] and len(kept) < _MOST_PASSAGES:
                    kept.append((start, end))
            base = words.starts[paragraph]
            for start, end in sorted(kept):
                yield paragraph, start - base, end - base, sorted(found[start, end].items())

    def _renumber(self) -> None:
        """Give all speeches new places from 0 on, when those given have used the numbers up."""
        row = self._row
        assert row is not None  # noqa: S101 -- settle has just made it
        self._index.live, self._index.dead = [], []
        base = 0
        for name in row.names:
            words = self._collection.words(name)
            self._collection.move(name, base)
            self._index.add(base, *hashes_of(words.codes))
            base += len(words.codes) + 1
        self._collection.set_next_base(base)
        names, bases, ends = self._collection.rows()
        self._row = _Row(names, bases, ends)
        self._index.merge(bases, ends)
