"""Which words of a speech stand in others, too: the index of runs, and the notes that follow from it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from speechbook.pipeline.links.collection import Collection, Kept, KeptWords, Paragraphs
from speechbook.pipeline.links.gram_index import PLACE_BITS, GramIndex, sorted_once, tops_of
from speechbook.pipeline.links.places import Placed, Places
from speechbook.pipeline.links.word_row import WordRow
from speechbook.relate import (
    STOCK,
    Breaks,
    Clauses,
    Codes,
    Passage,
    codes_in,
    extended,
    hashes_of,
    may_be_quotations,
    runs_of,
)

__all__ = ("SharedPassage", "SharedWords")

_MOST_PASSAGES = 3
"""Notes below one paragraph."""
_TOGETHER_CHARS = 200_000
"""Words of speeches that are looked up together, which costs a third of one speech after the other."""
_SPARE_CHARS = 1 << 22
"""So many words more than twice those of the speeches, and the row of words is made anew."""

SharedPassage = tuple[int, int, int, list[tuple[str, str]]]
"""Paragraph, first word and end of the words within it, and the places: speech and permalink."""


class SharedWords:
    """The words of a collection, entered as they are read and looked up when all are there."""

    def __init__(self, collection: Collection, folder: Path) -> None:
        """Open the index that belongs to a collection."""
        self._collection = collection
        self._index = GramIndex(folder, collection.value("live"), collection.value("dead"))
        self._words = WordRow(folder, next(iter(collection.value("row")), ""))
        self._is_new = collection.is_new
        self._touched: list[npt.NDArray[np.uint64]] = []
        self._row: Places | None = None
        self._known = lru_cache(maxsize=64)(self._read)

    def place_of(self, old: Kept | None, words: KeptWords) -> int:
        """Enter the words of a speech; give the place where they begin. Words as before keep their place."""
        if old:
            codes, breaks = self._words.words(old.base, old.length)
            if np.array_equal(codes, words.codes):
                if not np.array_equal(breaks, words.breaks):
                    self._words.write(old.base, words.codes, words.breaks)
                return old.base
            self.leave(old)
        base = self._collection.next_base()
        self._collection.set_next_base(base + len(words.codes) + 1)
        self._words.write(base, words.codes, words.breaks)
        hashes, starts = hashes_of(words.codes)
        self._index.add(base, hashes, starts)
        if not self._is_new:
            self._touched.append(tops_of(hashes))
        return base

    def leave(self, old: Kept) -> None:
        """Take the words of a speech out, before the collection forgets it."""
        hashes, starts = hashes_of(self._words.words(old.base, old.length)[0])
        self._index.retire(old.base, hashes, starts)
        self._touched.append(tops_of(hashes))

    def touch(self, old: Kept) -> None:
        """Have the speeches looked at that share words with one whose title or permalinks changed."""
        hashes, _ = hashes_of(self._words.words(old.base, old.length)[0])
        self._touched.append(tops_of(hashes))

    def settle(self) -> set[str]:
        """End the entering; give the speeches whose notes may differ from before, besides those entered."""
        names, bases, ends = self._collection.rows()
        self._row = Places(names, bases, ends)
        length = self._collection.next_base()
        if length >= min(1 << PLACE_BITS, 2 * int((ends - bases).sum()) + _SPARE_CHARS):
            self._renumber()
        elif self._is_new or self._index.is_untidy():
            self._index.merge(bases, ends)
        affected: set[str] = set()
        for tops in self._touched:
            # One more than the bound: words that have just become, or ceased to be, a stock phrase.
            # One at least: a run that is gone from this speech may be left in one other only.
            _, places = self._index.holders(sorted_once(tops), STOCK + 1, least=1)
            affected.update(names[at] for at in np.unique(self._row.owners(places.astype(np.int64))) if at >= 0)
        self._touched.clear()
        self._words.all()  # what forked processes read is on disk from here on
        return affected

    def save(self) -> None:
        """Note which files are valid; to be called before the collection is committed."""
        self._index.flush()
        self._collection.note("live", self._index.live)
        self._collection.note("dead", self._index.dead)
        self._collection.note("row", [self._words.name])
        self._words.close()

    def tidy(self) -> None:
        """Delete the files that are valid no more, once the collection is committed."""
        self._index.remove_others()
        self._words.remove_others()

    def shared_by(self, names: Iterable[str]) -> Iterator[tuple[str, list[SharedPassage]]]:
        """Find the words that each speech shares with others, the longest of each paragraph, as they stand."""
        together: list[Kept] = []
        chars = 0
        for name in names:
            kept = self._collection.speech(name)
            if kept is None:
                continue
            together.append(kept)
            chars += kept.length
            if chars >= _TOGETHER_CHARS:
                yield from self._shared_by(together)
                together, chars = [], 0
        yield from self._shared_by(together)

    def _shared_by(self, speeches: list[Kept]) -> Iterator[tuple[str, list[SharedPassage]]]:
        runs = self._runs(speeches)
        for kept in speeches:
            if kept.base not in runs:
                yield kept.name, []
                continue
            found: dict[tuple[int, int], dict[str, str]] = {}
            clauses = Clauses(*self._known(kept.base, kept.length))
            for other, passage in self._passages(kept, runs[kept.base]):
                there = passage.other_start
                length = passage.end - passage.start
                others = Clauses(*self._known(other.base, other.length))
                if clauses.is_quotation(passage.start, passage.end) or others.is_quotation(there, there + length):
                    starts, ids = self._collection.paragraphs(other.name)
                    shown = clauses.whole(passage.start, passage.end) or (passage.start, passage.end)
                    found.setdefault(shown, {}).setdefault(other.name, ids[bisect_right(starts, there) - 1])
            chosen = self._chosen(self._collection.paragraphs(kept.name), found) if found else ()
            yield kept.name, list(chosen)

    def _read(self, base: int, length: int) -> tuple[Codes, Breaks]:
        return self._words.words(base, length)

    def _passages(self, kept: Kept, runs: Iterable[tuple[int, int, int]]) -> Iterator[tuple[Placed, Passage]]:
        """Yield what a speech shares with which other, proved."""
        row = self._row
        codes, _ = self._known(kept.base, kept.length)
        seen: set[tuple[str, int, int]] = set()
        for here, there, length in runs:
            assert row is not None  # noqa: S101 -- there are no runs without it
            other = row.holder(there)
            other_codes, _ = self._known(other.base, other.length)
            passage = extended(codes, other_codes, here - kept.base, there - other.base, length)
            if passage and (other.name, passage.start, passage.end) not in seen:
                seen.add((other.name, passage.start, passage.end))
                yield other, passage

    def _runs(self, speeches: list[Kept]) -> dict[int, list[tuple[int, int, int]]]:
        """Find the runs that speeches share with others and that may be quotations, by the place of the speech."""
        if self._row is None or not speeches:
            return {}
        words = self._words.all()
        pieces = [words[one.base : one.base + one.length + 1] for one in speeches]
        here, there = self._hits(codes_in(np.concatenate(pieces)))
        starts = np.cumsum([0, *(one.length + 1 for one in speeches)])[:-1]
        bases = np.array([one.base for one in speeches], np.int64)
        speech = np.searchsorted(starts, here, "right") - 1
        here += (bases - starts)[speech]
        owner = self._row.owners(there)
        is_other = (owner >= 0) & (owner != np.searchsorted(self._row.bases, bases)[speech])
        here, there, length = runs_of(here[is_other], there[is_other])
        kept = may_be_quotations(words, here, there, length)
        found: dict[int, list[tuple[int, int, int]]] = {}
        ordered = np.argsort(bases)
        mine = bases[ordered][np.searchsorted(bases[ordered], here[kept], "right") - 1]
        rows = zip(mine.tolist(), here[kept].tolist(), there[kept].tolist(), length[kept].tolist(), strict=True)
        for base, at, other, size in rows:
            found.setdefault(base, []).append((at, other, size))
        return found

    def _hits(self, codes: Codes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Pair each run of these words with each place where it stands, its own among them."""
        hashes, starts = hashes_of(codes)
        tops = tops_of(hashes)
        likely = self._index.likely(tops)
        tops, starts = tops[likely], starts[likely]
        order = np.argsort(tops)
        tops, starts = tops[order], starts[order]
        is_first = np.concatenate(([True], tops[1:] != tops[:-1])) if len(tops) else np.ones(0, np.bool_)
        keys, places = self._index.holders(tops[is_first], STOCK)
        left = np.searchsorted(tops, keys)
        size = np.searchsorted(tops, keys, "right") - left
        offsets = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
        return starts[np.repeat(left, size) + offsets], np.repeat(places.astype(np.int64), size)

    def _chosen(self, words: Paragraphs, found: dict[tuple[int, int], dict[str, str]]) -> Iterator[SharedPassage]:
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
        self._index.forget()
        old, self._words = self._words, self._words.anew()
        base = 0
        for name, place, end in zip(row.names, row.bases.tolist(), row.ends.tolist(), strict=True):
            codes, breaks = old.words(place, end - place)
            self._collection.move(name, base)
            self._words.write(base, codes, breaks)
            self._index.add(base, *hashes_of(codes))
            base += len(codes) + 1
        old.close()
        self._collection.set_next_base(base)
        names, bases, ends = self._collection.rows()
        self._row = Places(names, bases, ends)
        self._index.merge(bases, ends)
