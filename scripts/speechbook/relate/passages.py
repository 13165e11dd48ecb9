"""Words that two speeches share, as long as they go: found by their twelve-character runs, proved by comparison."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from speechbook.relate.grams import GRAM, Breaks, Codes

__all__ = ("STOCK", "Clauses", "Passage", "extended", "runs_of")

STOCK = 6
"""Words that stand in more speeches than this are a stock phrase: they say nothing about any two of them."""

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Passage:
    """Shared words, as places in the words of two speeches."""

    start: int
    end: int
    other_start: int


def runs_of(here: Places, there: Places) -> Iterator[tuple[int, int, int]]:
    """Join hits of single runs of twelve into longer ones: yield `(here, there, characters)`.

    `here[k]` and `there[k]` are the places of hit `k`; where both go on by one, it is the same passage.
    """
    if not len(here):
        return
    shift = there - here
    order = np.lexsort((here, shift))
    here, shift = here[order], shift[order]
    breaks = np.flatnonzero((np.diff(shift) != 0) | (np.diff(here) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lasts = np.concatenate((breaks, [len(here)])) - 1
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        begin = int(here[first])
        yield begin, begin + int(shift[first]), int(here[last]) - begin + GRAM


def extended(codes: Codes, other: Codes, start: int, other_start: int, length: int) -> Passage | None:
    """Prove a run by comparison and let it grow as far as both texts agree; None where a hash deceived.

    It stays within its paragraph on both sides.
    """
    mine = codes[start : start + length]
    if len(mine) < length or not np.array_equal(mine, other[other_start : other_start + length]):
        return None
    end, other_end = start + length, other_start + length
    # Most runs are as long as they can be: one character tells, before anything is sliced.
    back = forth = 0
    if start and other_start and codes[start - 1] == other[other_start - 1]:
        back = _common(codes[:start][::-1], other[:other_start][::-1])
    if end < len(codes) and other_end < len(other) and codes[end] == other[other_end]:
        forth = _common(codes[end:], other[other_end:])
    return Passage(start - back, start + length + forth, other_start - back)


def _common(one: Codes, other: Codes) -> int:
    """Count the characters in which two texts agree from their beginning, up to the end of a paragraph."""
    size, count = 64, 0
    while True:
        a, b = one[count : count + size], other[count : count + size]
        shorter = min(len(a), len(b))
        stops = np.flatnonzero((a[:shorter] != b[:shorter]) | (a[:shorter] == 0))
        if len(stops):
            return count + int(stops[0])
        count += shorter
        if shorter < size:
            return count


_MIN_HAN = 12
_ALWAYS_HAN = 24
"""Words so long are a quotation wherever they begin and end."""


class Clauses:
    """Where clauses begin in the words of a speech, and which of its characters are ideographs."""

    def __init__(self, codes: Codes, breaks: Breaks) -> None:
        """Take the words; only what is asked for is looked at."""
        self._codes = codes
        self._breaks = breaks

    def whole(self, start: int, end: int) -> tuple[int, int] | None:
        """Cut shared words to whole clauses; None where fewer than twelve ideographs are left."""
        begins = self._breaks[start : end + 1].nonzero()[0]
        if len(begins) < 2:
            return None
        first, last = start + int(begins[0]), start + int(begins[-1])
        return (first, last) if self._has_ideographs(first, last, _MIN_HAN) else None

    def _has_ideographs(self, start: int, end: int, least: int) -> bool:
        if end - start < least:
            return False
        codes = self._codes[start:end]
        is_ideograph = ((codes >= 0x3400) & (codes < 0xA000)) | ((codes >= 0xF900) & (codes < 0xFB00))
        return int(np.count_nonzero(is_ideograph | (codes >= 0x20000) | (codes == 0x3007))) >= least

    def is_quotation(self, start: int, end: int) -> bool:
        """Tell whether shared words are more than a turn of phrase: long, or with whole clauses of twelve ideographs.

        A set phrase within a clause (社会主义市场经济体制的) begins and ends in the middle of it; what somebody quotes
        stands between marks in one of the two texts at least.
        """
        return self._has_ideographs(start, end, _ALWAYS_HAN) or self.whole(start, end) is not None
