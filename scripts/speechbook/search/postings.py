"""Shards of the exact index as bytes: where each key stands, in columns of bytes, which compress well.

A posting is the number of a passage and a place in it. A shard holds, after the two lengths, its keys one a line, then
as columns of single bytes (all lowest ones, all second ones, …): the number of postings of each key, the steps from
passage to passage, the places. Single characters come first and have passages only; see `FREQUENT`.
"""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import add, sub

from speechbook.search.exact import fold_fully, runs, shard_of

__all__ = ("LONG_LIST", "PART", "Postings", "shard_bytes")

LONG_LIST = 4_000
"""A key with more postings than this gets files of its own."""
PART = 20_000
"""Most postings in one such file: below 64 KB compressed."""
FREQUENT = 5_000
"""A character that begins more pairs than this has them in many shards, and its own passages listed in full.

For other characters only those passages are listed where no pair begins with them."""
_PLACE_BITS = 16
_LONGEST = (1 << _PLACE_BITS) - 1
_SPLIT = 0x80000000
"""Marks, in place of a number of postings, the number of files that hold them."""

_NO_KEYS = frozenset(' ,."!?:;()、。《》…—\n')
"""Characters that are asked for by nobody alone."""

Lists = Mapping[str, Sequence[int]]


class Postings:
    """Gathers the postings of a book, passage by passage."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._pairs: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._others: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self.chars = 0

    def add(self, number: int, text: str) -> None:
        """Add a passage under its number; numbers must rise. What lies beyond 65,535 characters is not found."""
        folded = fold_fully(text)[:_LONGEST]
        self.chars += len(folded)
        base = number << _PLACE_BITS
        pairs = self._pairs
        begins: set[str] = set()
        for start, run in runs(folded):
            begins.update(run[:-1])
            for code, key in enumerate(map(add, run, run[1:]), base + start):
                pairs[key].append(code)
        for char in set(folded) - begins - _NO_KEYS:
            self._others[char].append(number)

    def frequent(self) -> str:
        """Give the characters that begin so many pairs that one shard could not hold them."""
        totals: defaultdict[str, int] = defaultdict(int)
        for key, codes in self._pairs.items():
            totals[key[0]] += len(codes)
        return "".join(sorted(char for char, total in totals.items() if total > FREQUENT))

    def shards(self, number: int) -> Iterator[tuple[str, bytes]]:
        """Give name and bytes of each file, for so many shards."""
        frequent = frozenset(self.frequent())
        sorted_out: list[tuple[dict[str, Sequence[int]], dict[str, Sequence[int]]]] = [({}, {}) for _ in range(number)]
        everywhere: defaultdict[str, set[int]] = defaultdict(set)
        for key in sorted(self._pairs):
            places = self._pairs[key]
            sorted_out[shard_of(key[0], key[1], number, frequent)][1][key] = places
            if key[0] in frequent:
                everywhere[key[0]].update([code >> _PLACE_BITS for code in places])
        for char in sorted(self._others.keys() | everywhere.keys()):
            passages: Sequence[int] = self._others[char]
            if char in everywhere:
                passages = sorted(everywhere[char].union(passages))
            sorted_out[shard_of(char, char, number, frequent)][0][char] = passages
        for shard, (singles, pairs) in enumerate(sorted_out):
            yield f"s{shard}", shard_bytes(singles, pairs)
            for i, (key, codes) in enumerate(chain(singles.items(), pairs.items())):
                if len(codes) > LONG_LIST:
                    for part, start in enumerate(range(0, len(codes), PART)):
                        piece = {key: codes[start : start + PART]}
                        lists = (piece, {}) if i < len(singles) else ({}, piece)
                        yield f"s{shard}-{i}-{part}", shard_bytes(*lists, whole=True)


def shard_bytes(singles: Lists, pairs: Lists, *, whole: bool = False) -> bytes:
    """Write a shard; long lists are left to files of their own, unless it is one of these."""
    keys = "\n".join(chain(singles, pairs)).encode()
    counts: list[int] = []
    passages: list[int] = []
    starts: list[int] = []
    for codes in singles.values():
        counts.append(_count(codes, whole=whole))
        if counts[-1] < _SPLIT:
            starts.append(len(passages))
            passages += codes
    everything: list[int] = []
    for codes in pairs.values():
        counts.append(_count(codes, whole=whole))
        if counts[-1] < _SPLIT:
            starts.append(len(passages) + len(everything))
            everything += codes
    passages += [code >> _PLACE_BITS for code in everything]
    places = [code & _LONGEST for code in everything]
    steps = list(map(sub, passages, chain((0,), passages)))
    for start in starts:
        steps[start] = passages[start]
    sizes = (len(keys), len(singles), len(counts), len(steps), len(places))
    head = b"".join(size.to_bytes(4, "little") for size in sizes)
    return head + keys + _columns(counts, 4) + _columns(steps, 4) + _columns(places, 2)


def _count(codes: Sequence[int], *, whole: bool) -> int:
    """Give the number of postings, or of the files that hold them."""
    return len(codes) if whole or len(codes) <= LONG_LIST else _SPLIT | -(-len(codes) // PART)


def _columns(numbers: Sequence[int], width: int) -> bytes:
    """Write numbers as columns of bytes, lowest bytes first."""
    values = array("I", numbers)
    if sys.byteorder == "big":
        values.byteswap()
    data = values.tobytes()
    size = values.itemsize
    return b"".join(data[column::size] for column in range(width))
