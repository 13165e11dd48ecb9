"""Shards of the exact index as bytes: where each key stands, in columns of bytes, which compress well.

A posting is the number of a passage and a place in it. A shard holds, after five lengths, its keys, then as columns of
single bytes (all highest ones, all next ones, …): the number of postings of each key, the steps from passage to
passage, the places. Single characters come first and have passages only; see `FREQUENT`.
"""

import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import add, sub

from speechbook.search.exact import find_runs, fold_fully, shard_of

__all__ = ("LONG_LIST", "PART", "Postings", "Shard", "make_shard")

LONG_LIST = 4_000
"""A key with more postings than this gets files of its own."""
PART = 20_000
"""Most postings in one such file: below 64 KB compressed."""
FREQUENT = 5_000
"""A character that begins more pairs than this has them in many shards, and its own passages listed in full.

For other characters only those passages are listed where no pair begins with them."""
_LONGEST = 0xFFFF
_SPLIT = 0x80000000
"""Marks, in place of a number of postings, the number of files that hold them."""
_LOW = 0 if sys.byteorder == "little" else 1
"""Where a code of two halves has its lower one."""

_MARKS = re.compile(r'[^\w ,."!?:;()、。《》…—\n]|_')
"""Marks but for those that nobody asks for alone."""

_Passages = Mapping[str, Sequence[int]]
_Codes = Mapping[str, "array[int]"]


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of postings."""

    name: str
    """Name without the volume's."""
    stretches: tuple[bytes, ...]
    """Its bytes, in stretches of one kind each: they compress better apart."""


class Postings:
    """Gathers the postings of a volume, passage by passage."""

    def __init__(self) -> None:
        """Begin with nothing."""
        # A code is a passage in the upper half and a place in the lower, so that either is had without arithmetic.
        self._pairs: defaultdict[str, array[int]] = defaultdict(partial(array, "Q"))
        self._others: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        self.chars = 0

    def add(self, number: int, text: str) -> None:
        """Add a passage under its number; numbers must rise. What lies beyond 65,535 characters is not found."""
        folded = fold_fully(text)[:_LONGEST]
        self.chars += len(folded)
        base = number << 32
        pairs = self._pairs
        begin = ""
        others = set(_MARKS.findall(folded))
        for match in find_runs(folded):
            run = match[0]
            for code, key in enumerate(map(add, run, run[1:]), base + match.start()):
                pairs[key].append(code)
            begin += run[:-1]
            others.add(run[-1])
        for char in others:
            if char not in begin:
                self._others[char].append(number)

    def frequent(self) -> str:
        """Give the characters that begin so many pairs that one shard could not hold them."""
        totals: defaultdict[str, int] = defaultdict(int)
        for key, codes in self._pairs.items():
            totals[key[0]] += len(codes)
        return "".join(sorted(char for char, total in totals.items() if total > FREQUENT))

    def shards(self, number: int, frequent: str) -> Iterator[Shard]:
        """Give each file, for so many shards."""
        sorted_out: list[tuple[dict[str, Sequence[int]], dict[str, array[int]]]] = [({}, {}) for _ in range(number)]
        common = frozenset(frequent)
        # Repetitions go when a character's turn comes: sets for all of them would be most of the memory.
        everywhere = {char: array("I") for char in frequent}
        for key in sorted(self._pairs):
            codes = self._pairs[key]
            sorted_out[shard_of(key[0], key[1], number, common)][1][key] = codes
            if key[0] in common:
                everywhere[key[0]].extend(_passages(codes))
        for char in sorted(self._others.keys() | everywhere.keys()):
            passages: Sequence[int] = self._others.get(char, ())
            if char in everywhere:
                passages = array("I", sorted({*everywhere.pop(char), *passages}))
            sorted_out[shard_of(char, char, number, common)][0][char] = passages
        for shard, (singles, pairs) in enumerate(sorted_out):
            yield make_shard(f"s{shard}", singles, pairs)
            for i, (char, numbers) in enumerate(singles.items()):
                for part, start in _parts(numbers):
                    yield make_shard(f"s{shard}-{i}-{part}", {char: numbers[start : start + PART]}, {}, whole=True)
            for i, (key, codes) in enumerate(pairs.items(), len(singles)):
                for part, start in _parts(codes):
                    yield make_shard(f"s{shard}-{i}-{part}", {}, {key: codes[start : start + PART]}, whole=True)


def _parts(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give number and beginning of each part of a long list."""
    return enumerate(range(0, len(codes), PART)) if len(codes) > LONG_LIST else iter(())


def make_shard(name: str, singles: _Passages, pairs: _Codes, *, whole: bool = False) -> Shard:
    """Write a shard; long lists are left to files of their own, unless it is one of these."""
    counts: list[int] = []
    passages: list[int] = []
    starts: list[int] = []
    for numbers in singles.values():
        counts.append(_count(numbers, whole=whole))
        if counts[-1] < _SPLIT:
            starts.append(len(passages))
            passages += numbers
    of_singles = len(passages)
    together = array("Q")
    for codes in pairs.values():
        counts.append(_count(codes, whole=whole))
        if counts[-1] < _SPLIT:
            starts.append(of_singles + len(together))
            together += codes
    passages += _passages(together)
    steps = list(map(sub, passages, chain((0,), passages)))
    for start in starts:
        steps[start] = passages[start]
    keys = _keys(singles, pairs)
    sizes = (len(keys), len(singles), len(counts), len(steps), len(together))
    head = b"".join(size.to_bytes(4, "little") for size in sizes)
    first, second, third, fourth = _columns(array("I", steps))
    place = together.tobytes()
    low, high = (place[0::8], place[1::8]) if _LOW == 0 else (place[7::8], place[6::8])
    small = b"".join(_columns(array("I", counts))) + first + second
    return Shard(name, (head + keys, small, third, fourth, high, low))


def _keys(singles: _Passages, pairs: _Codes) -> bytes:
    """Write the keys: single characters, then a line for each first character of pairs, with all that follow it."""
    rows = ["".join(singles)]
    first = ""
    for key in pairs:
        if key[0] != first:
            first = key[0]
            rows.append(first)
        rows[-1] += key[1]
    return "\n".join(rows).encode()


def _passages(codes: "array[int]") -> list[int]:
    """Give the upper halves."""
    halves: list[int] = memoryview(codes).cast("B").cast("I")[1 - _LOW :: 2].tolist()
    return halves


def _count(codes: Sequence[int], *, whole: bool) -> int:
    """Give the number of postings, or of the files that hold them."""
    return len(codes) if whole or len(codes) <= LONG_LIST else _SPLIT | -(-len(codes) // PART)


def _columns(values: "array[int]") -> list[bytes]:
    """Write numbers of four bytes as columns of bytes, highest bytes first."""
    data = values.tobytes()
    order = range(3, -1, -1) if _LOW == 0 else range(4)
    return [data[column::4] for column in order]
