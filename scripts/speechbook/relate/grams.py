"""Words as numbers: the folded characters of a speech, and a hash of each run of twelve.

Marks, blanks and everything that is not a character of a word are left out, so that a quotation is found however it is
punctuated. Paragraphs are parted by a 0, which no run crosses.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from speechbook.han import is_han

__all__ = (
    "GRAM",
    "Breaks",
    "Codes",
    "Hashes",
    "MarkedWords",
    "WordText",
    "breaks_in",
    "codes_in",
    "hashes_of",
    "marked_words",
    "positions_in",
    "word_text",
)

GRAM = 12
"""Characters of the shortest words that count as a quotation."""

Codes = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Breaks = npt.NDArray[np.bool_]
MarkedWords = npt.NDArray[np.uint32]
"""Words with a bit above each character with which a clause begins, and a 0 behind them, which may have it, too."""

_CLAUSE_MARKS = "\n。！？；：，,;:!?“”‘’「」『』《》〈〉（）()—…"
"""Marks between which a clause stands. 、 is none: what it parts are the members of a list."""
_TABLE_SIZE = 0x32400
_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, _TABLE_SIZE))
_MIXED = ((0, 0x3400), (0xA000, 0xA700), (0xAC00, 0xD7A4), (0xF900, 0xFFE0))
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xD6E8FEB86659FD93
_POWERS = tuple(np.uint64(pow(_BASE, power, 1 << 64)) for power in range(GRAM))
_SHIFT = np.uint64(32)
_BEGINS = np.uint32(1 << 31)


@dataclass(frozen=True, slots=True)
class WordText:
    """The words of some paragraphs."""

    codes: Codes
    """Folded characters; 0 between paragraphs."""
    starts: tuple[int, ...]
    """Where each paragraph begins in `codes`."""
    ids: tuple[str, ...]
    """Its permalink."""
    breaks: Breaks
    """For each of `codes` whether a clause begins with it; one more for the end."""


def _is_of_word(char: str) -> bool:
    return char.isalnum() or is_han(char)


@lru_cache(maxsize=2)
def _table(fold: Callable[[str], str]) -> Codes:
    """Map each code point to its folded one, or to 0 where it is no character of a word."""
    table = np.zeros(_TABLE_SIZE, dtype=np.uint32)
    # Ideographs by their blocks, the rest of letters and digits one by one.
    singles = [code for low, high in _MIXED for code in range(low, high) if _is_of_word(chr(code))]
    kept = np.concatenate((np.array(singles, np.uint32), *(np.arange(*block, dtype=np.uint32) for block in _BLOCKS)))
    folded = fold(kept.tobytes().decode("utf-32-le"))
    table[kept] = np.frombuffer(folded.encode("utf-32-le"), dtype="<u4")
    return table


def word_text(paragraphs: Sequence[tuple[str, str]], fold: Callable[[str], str]) -> WordText:
    """Take the words of paragraphs, given as permalink and text. `fold` maps one character to one."""
    table = _table(fold)
    marks = _clause_marks()
    joined = "\n".join(text.replace("\n", " ") for _, text in paragraphs)
    points = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype="<u4")
    breaks = points == ord("\n")
    codes = table[np.minimum(points, _TABLE_SIZE - 1)]
    kept = (codes != 0) | breaks
    # A clause begins where a mark stands between a character and the one before it; paragraphs end with one.
    passed = np.cumsum(marks[np.minimum(points, _TABLE_SIZE - 1)])[kept]
    begins = np.concatenate(([True], np.diff(passed) != 0, [True])) if len(passed) else np.ones(1, np.bool_)
    codes = codes[kept]
    starts = np.flatnonzero(breaks[kept]) + 1
    begins[starts] = True
    return WordText(codes, (0, *starts.tolist()), tuple(name for name, _ in paragraphs), begins)


@lru_cache(maxsize=1)
def _clause_marks() -> Breaks:
    table = np.zeros(_TABLE_SIZE, np.bool_)
    table[[ord(char) for char in _CLAUSE_MARKS]] = True
    return table


def positions_in(text: str, fold: Callable[[str], str]) -> list[int]:
    """Give the offset in a text of each character of its words."""
    points = np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4")
    found: list[int] = np.flatnonzero(_table(fold)[np.minimum(points, _TABLE_SIZE - 1)]).tolist()
    return found


def hashes_of(codes: Codes) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """Hash each run of `GRAM` characters within a paragraph; give the hashes and where the runs begin."""
    count = len(codes) - GRAM + 1
    if count <= 0:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    # The sum of each run's characters times powers of the base, put together of shorter runs: 4, 8, and 4 more.
    one = codes.astype(np.uint64)
    two = one[:-1] + one[1:] * _POWERS[1]
    four = two[:-2] + two[2:] * _POWERS[2]
    total = four[:count] + four[4 : 4 + count] * _POWERS[4] + four[8 : 8 + count] * _POWERS[8]
    total ^= total >> _SHIFT
    total *= np.uint64(_MIX)
    total ^= total >> _SHIFT
    sums = np.concatenate(([0], np.cumsum(codes == 0)))
    whole = np.flatnonzero(sums[GRAM:] == sums[:count])
    return total[whole], whole


def marked_words(codes: Codes, breaks: Breaks) -> MarkedWords:
    """Put words and the places where clauses begin into one row of numbers; `breaks` is one longer than `codes`."""
    numbers = np.zeros(len(codes) + 1, np.uint32)
    numbers[:-1] = codes
    numbers[breaks] |= _BEGINS
    return numbers


def codes_in(words: MarkedWords) -> Codes:
    """Give the characters alone."""
    return words & ~_BEGINS


def breaks_in(words: MarkedWords) -> Breaks:
    """Tell with which characters a clause begins."""
    return words >= _BEGINS
