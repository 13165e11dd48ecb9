"""Words that two speeches share, as long as they go: found by their twelve-character runs, proved by comparison."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from speechbook.relate.grams import GRAM, Breaks, Codes, MarkedWords, breaks_in, codes_in

__all__ = ("STOCK", "Clauses", "Passage", "extended", "may_be_quotations", "runs_of")

STOCK = 6
"""Words that stand in more speeches than this are a stock phrase: they say nothing about any two of them."""

_MIN_HAN = 12
_ALWAYS_HAN = 24
"""Words so long are a quotation wherever they begin and end."""

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Passage:
    """Shared words, as places in the words of two speeches."""

    start: int
    end: int
    other_start: int


def runs_of(here: Places, there: Places) -> tuple[Places, Places, Places]:
    """Join hits of single runs of twelve into longer ones: where each stands here and there, and its characters.

    `here[k]` and `there[k]` are the places of hit `k`; where both go on by one, it is the same passage.
    """
    if not len(here):
        return here, there, here
    shift = there - here
    order = np.lexsort((here, shift))
    here, shift = here[order], shift[order]
    breaks = np.flatnonzero((np.diff(shift) != 0) | (np.diff(here) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lasts = np.concatenate((breaks, [len(here)])) - 1
    begins = here[firsts]
    return begins, begins + shift[firsts], here[lasts] - begins + GRAM


def may_be_quotations(row: MarkedWords, here: Places, there: Places, length: Places) -> npt.NDArray[np.bool_]:
    """Tell which runs are worth a closer look; the others are turns of phrase, as `Clauses.is_quotation` says of each.

    The places are those in one row of all words. A run that goes on beyond its hits is always worth a look. All are
    looked at together, because nine of ten are accidents.
    """
    if not len(here):
        return np.zeros(0, np.bool_)
    last = len(row) - 1
    goes_on = _agree(row[np.maximum(here - 1, 0)], row[np.maximum(there - 1, 0)]) & (here > 0) & (there > 0)
    goes_on |= _agree(row[np.minimum(here + length, last)], row[np.minimum(there + length, last)])
    starts = np.cumsum(length + 1) - length - 1
    steps = np.arange(int(length.sum()) + len(length))
    mine, other = (row[steps + np.repeat(at - starts, length + 1)] for at in (here, there))
    before = np.concatenate(([0], np.cumsum(_is_ideograph(codes_in(mine)))))
    found: npt.NDArray[np.bool_] = goes_on | (before[starts + length] - before[starts] >= _ALWAYS_HAN)
    for words in (mine, other):
        places = np.flatnonzero(breaks_in(words))
        if len(places):
            first = np.searchsorted(places, starts)
            final = np.searchsorted(places, starts + length, "right") - 1
            within = places[np.maximum(final, 0)], places[np.minimum(first, len(places) - 1)]
            found |= (final > first) & (before[within[0]] - before[within[1]] >= _MIN_HAN)
    return found


def _agree(one: MarkedWords, other: MarkedWords) -> npt.NDArray[np.bool_]:
    codes = codes_in(one)
    result: npt.NDArray[np.bool_] = (codes == codes_in(other)) & (codes != 0)
    return result


def _is_ideograph(codes: Codes) -> npt.NDArray[np.bool_]:
    is_common = ((codes >= 0x3400) & (codes < 0xA000)) | ((codes >= 0xF900) & (codes < 0xFB00))
    result: npt.NDArray[np.bool_] = is_common | (codes >= 0x20000) | (codes == 0x3007)
    return result


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
        return int(np.count_nonzero(_is_ideograph(self._codes[start:end]))) >= least

    def is_quotation(self, start: int, end: int) -> bool:
        """Tell whether shared words are more than a turn of phrase: long, or with whole clauses of twelve ideographs.

        A set phrase within a clause (社会主义市场经济体制的) begins and ends in the middle of it; what somebody quotes
        stands between marks in one of the two texts at least.
        """
        return self._has_ideographs(start, end, _ALWAYS_HAN) or self.whole(start, end) is not None
