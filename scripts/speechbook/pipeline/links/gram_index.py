"""Which speeches hold which run of twelve characters: sorted numbers in files, looked up without loading them.

A number holds the upper bits of the hash of a run and below them its place: the position of its first character in a
row of all speeches ever indexed. A speech that changed gets a new place at the end of the row; its old numbers are
noted in a file of the dead, so that counts stay exact, until a merge leaves them out. A file is written once and never
changed: what is valid is said by the state that names it.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import numpy.typing as npt

from speechbook.relate import Hashes

__all__ = ("PLACE_BITS", "GramIndex", "sorted_once", "tops_of")

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

PLACE_BITS = 28
"""Bits of a number that hold the place: 268 million characters of all speeches together."""
_PLACE = np.uint64((1 << PLACE_BITS) - 1)
_TOP = ~_PLACE
_BUFFERED = 1 << 20
"""Numbers that are gathered before they are written."""
_MOST_FILES = 8
_MOST_DEAD = 4
"""A merge is due when one number in so many is dead."""
_SKETCH_BITS = 22
_SKETCH_SHIFT = np.uint64(64 - _SKETCH_BITS)
"""Upper bits of a hash by which runs that several speeches hold are known at first sight."""
_PARTS = 64
"""Parts of a merge; only one is held at a time."""


class GramIndex:
    """The numbers of a collection."""

    def __init__(self, folder: Path, live: Sequence[str], dead: Sequence[str]) -> None:
        """Open the named files; others in the folder are left over from runs that were killed."""
        self._folder = folder
        self.live = list(live)
        self.dead = list(dead)
        self._buffers: dict[str, list[Numbers]] = {"live": [], "dead": []}
        self._buffered = 0
        self._several = ""
        self._likely: npt.NDArray[np.bool_] | None = None
        self._open: dict[str, Numbers] = {}

    def add(self, base: int, hashes: Hashes, starts: Places) -> None:
        """Enter a speech whose words begin at `base`; a run that it holds twice counts once, at its first place."""
        self._gather("live", numbers_of(base, hashes, starts))

    def retire(self, base: int, hashes: Hashes, starts: Places) -> None:
        """Take a speech out that was entered with these values."""
        self._gather("dead", numbers_of(base, hashes, starts))

    def forget(self) -> None:
        """Begin without any numbers, those included that wait to be written."""
        self.live, self.dead = [], []
        self._buffers = {"live": [], "dead": []}
        self._buffered = 0
        self._several, self._likely = "", None

    def holders(self, hashes: Hashes, most: int, least: int = 2) -> tuple[Hashes, Numbers]:
        """Look runs up: give each run held by `least` to `most` speeches with the place of each holder, dead ones too.

        `hashes` are the upper bits of hashes, sorted, without repetition (see `tops_of`). The two arrays given are
        of the same length, a row a holder.
        """
        self.flush()
        # Right after a merge, what several speeches hold stands in a file of its own, a small part of all.
        live = [self._several] if self._several and least > 1 else self.live
        counts = np.zeros(len(hashes), np.int64)
        found: list[tuple[Numbers, npt.NDArray[np.int64], npt.NDArray[np.int64], Places]] = []
        for name in live:
            numbers = self._numbers(name)
            which, first, size = _ranges(numbers, hashes)
            counts[which] += size
            found.append((numbers, which, first, size))
        for name in self.dead:
            which, _, size = _ranges(self._numbers(name), hashes)
            counts[which] -= size
        wanted = (counts >= least) & (counts <= most)
        keys: list[Hashes] = []
        places: list[Numbers] = []
        for numbers, which, first, size in found:
            kept = wanted[which]
            which, first, size = which[kept], first[kept], size[kept]
            if not len(which):
                continue
            offsets = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
            rows = numbers[np.repeat(first, size) + offsets]
            keys.append(np.repeat(hashes[which], size))
            places.append(rows & _PLACE)
        if not keys:
            return np.empty(0, np.uint64), np.empty(0, np.uint64)
        return np.concatenate(keys), np.concatenate(places)

    def likely(self, tops: Hashes) -> npt.NDArray[np.bool_]:
        """Tell which runs several speeches may hold, quickly; the others need not be looked up. Right after a merge."""
        if self._likely is None:
            return np.ones(len(tops), np.bool_)
        found: npt.NDArray[np.bool_] = self._likely[tops >> _SKETCH_SHIFT]
        return found

    def flush(self) -> None:
        """Write what was gathered."""
        for kind, names in (("live", self.live), ("dead", self.dead)):
            if self._buffers[kind]:
                numbers = np.concatenate(self._buffers[kind])
                numbers.sort()
                names.append(self._write(kind, numbers))
                self._several, self._likely = "", None
                self._buffers[kind] = []
        self._buffered = 0

    def is_untidy(self) -> bool:
        """Tell whether a merge is due."""
        self.flush()
        live = sum(len(self._numbers(name)) for name in self.live)
        dead = sum(len(self._numbers(name)) for name in self.dead)
        return len(self.live) > _MOST_FILES or dead * _MOST_DEAD > live

    def merge(self, bases: Places, ends: Places) -> None:
        """Make one file of all, of what lies between `bases` and `ends` only: the speeches that are there, in order.

        A part of the range of hashes is merged at a time, so that memory does not grow with the collection.
        """
        self.flush()
        files = [self._numbers(name) for name in self.live]
        path = self._folder / (self._next_name("live") if self.dead or len(self.live) != 1 else self.live[0])
        several = path.with_name(path.name.replace("live", "several"))
        is_other = path.name not in self.live
        self._likely = np.zeros(1 << _SKETCH_BITS, np.bool_)
        with path.open("wb") if is_other else nullcontext() as out, several.open("wb") as out_several:
            for part in range(_PARTS):
                low, high = part * (1 << 64) // _PARTS, ((part + 1) * (1 << 64) // _PARTS) - 1
                slices = [
                    numbers[
                        np.searchsorted(numbers, np.uint64(low)) : np.searchsorted(numbers, np.uint64(high), "right")
                    ]
                    for numbers in files
                ]
                together = np.concatenate(slices) if slices else np.empty(0, np.uint64)
                if self.dead:
                    together = together[_alive((together & _PLACE).astype(np.int64), bases, ends)]
                if out:
                    together.sort(kind="stable")  # a merge of the runs of the files, each of which is in order
                    together.tofile(out)
                same = np.flatnonzero((together[1:] ^ together[:-1]) <= _PLACE)
                is_several = np.zeros(len(together), np.bool_)
                is_several[same] = is_several[same + 1] = True
                together = together[is_several]
                together.tofile(out_several)
                self._likely[together >> _SKETCH_SHIFT] = True
        self._open.clear()
        self.live, self.dead, self._several = [path.name], [], several.name

    def remove_others(self) -> None:
        """Delete the files that are no longer named."""
        self._open.clear()
        for path in self._folder.glob("*.u64"):
            if path.name not in (*self.live, *self.dead):
                path.unlink()

    def _gather(self, kind: str, numbers: Numbers) -> None:
        self._buffers[kind].append(numbers)
        self._buffered += len(numbers)
        if self._buffered >= _BUFFERED:
            self.flush()

    def _numbers(self, name: str) -> Numbers:
        if name not in self._open:
            path = self._folder / name
            is_empty = path.stat().st_size == 0
            # As a plain array: every operation on a memory map makes another one, at a price.
            self._open[name] = np.empty(0, np.uint64) if is_empty else np.asarray(np.memmap(path, np.uint64, "r"))
        return self._open[name]

    def _next_name(self, kind: str) -> str:
        self._folder.mkdir(parents=True, exist_ok=True)
        used = [int(path.stem.partition("-")[0]) for path in self._folder.glob("*.u64")]
        return f"{max(used, default=0) + 1:06}-{kind}.u64"

    def _write(self, kind: str, numbers: Numbers) -> str:
        name = self._next_name(kind)
        numbers.tofile(self._folder / name)
        return name


def _alive(places: Places, bases: Places, ends: Places) -> npt.NDArray[np.bool_]:
    """Tell which places belong to a speech that is there."""
    if not len(bases):
        return np.zeros(len(places), np.bool_)
    owner = np.searchsorted(bases, places, "right") - 1
    found: npt.NDArray[np.bool_] = (owner >= 0) & (places < ends[owner])
    return found


def numbers_of(base: int, hashes: Hashes, starts: Places) -> Numbers:
    """Give the numbers of a speech, sorted, one a run."""
    numbers = (hashes & _TOP) | (starts + base).astype(np.uint64)
    numbers.sort()
    if not len(numbers):
        return numbers
    is_first = np.ones(len(numbers), np.bool_)
    np.greater(numbers[1:] ^ numbers[:-1], _PLACE, out=is_first[1:])
    return numbers[is_first]


def tops_of(hashes: Hashes) -> Hashes:
    """Give the upper bits of hashes, by which runs are looked up."""
    return hashes & _TOP


def sorted_once(tops: Hashes) -> Hashes:
    """Sort and leave out repetitions; `np.unique` does it by a slower table."""
    ordered = np.sort(tops)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def _ranges(numbers: Numbers, tops: Hashes) -> tuple[Places, Places, Places]:
    """Find for each run that a file holds its row in `tops`, its first row in the file and the number of rows."""
    empty = np.empty(0, np.int64)
    if not len(numbers) or not len(tops):
        return empty, empty, empty
    first = np.searchsorted(numbers, tops)
    last = len(numbers) - 1
    which = np.flatnonzero((first <= last) & (numbers[np.minimum(first, last)] & _TOP == tops))
    first = first[which]
    size = np.ones(len(which), np.int64)
    more = np.flatnonzero((first < last) & (numbers[np.minimum(first + 1, last)] & _TOP == tops[which]))
    size[more] = np.searchsorted(numbers, tops[which[more]] | _PLACE, "right") - first[more]
    return which, first, size
