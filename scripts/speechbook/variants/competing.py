"""Places where readings compete, for a person to look at before a Traditional or Simplified edition goes out.

Two witnesses are heard: this engine, which cuts a sentence into its most probable words, and plain OpenCC, which takes
the longest entry from the left. Where they disagree one of them is wrong. Where they agree both may be wrong about a
word that has two common readings; such words stand in `data/hard_words.txt`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from speechbook.han import HAN
from speechbook.variants.editions import edition_named
from speechbook.variants.engine import convert
from speechbook.variants.house_style import HOUSE_STYLES, HouseStyle
from speechbook.variants.opencc_adapter import convert_exactly
from speechbook.variants.overrides import overrides_for
from speechbook.variants.regional import write_regionally
from speechbook.variants.segmentation import load_words, words_of

__all__ = ("CompetingPlace", "Doubt", "competing_places")

_HAN_RUN = re.compile(f"[{HAN}]+")
_LONGEST_RUN_CHARS = 2_000


class Doubt(IntEnum):
    """How doubtful a place is; a smaller number is worse."""

    ALONE = 0
    """The witnesses disagree about a character that is no part of a known word."""
    DISAGREE = 1
    """The witnesses disagree about a word."""
    HARD = 2
    """They agree, on a word that has two common readings."""


@dataclass(frozen=True, slots=True)
class CompetingPlace:
    """One place of a text."""

    start: int
    end: int
    word: str
    """As it stands in the source."""
    ours: str
    """As the edition prints it."""
    other: str
    """What it could be instead."""
    doubt: Doubt


def competing_places(
    text: str, source: str, edition: str, *, protected: Sequence[str] = (), style: HouseStyle | None = None
) -> tuple[CompetingPlace, ...]:
    """Find the places of a block where readings compete, in order; those an editor has decided on are left out.

    >>> [(place.ours, place.other) for place in competing_places("我国历史", "hans", "zh-tw")]
    [('歷史', '曆史')]
    """
    target = edition_named(edition)
    if source == target.script or not text:
        return ()
    chosen = HOUSE_STYLES[edition] if style is None else style
    ours = convert(text, source, edition, style=chosen)
    if source == "hans":
        other = write_regionally(convert_exactly("s2t", text), edition, chosen)
    else:
        other = convert_exactly("t2s", text)
    hard = _hard_words() if source == "hans" else {}
    decided = _decided(text, tuple(protected), edition)
    found = []
    for start, word in _words(text, ours, other, hard, source):
        end = start + len(word)
        if any(start < stop and end > begin for begin, stop in decided):
            continue
        printed, rival = ours[start:end], other[start:end]
        if printed != rival:
            found.append(CompetingPlace(start, end, word, printed, rival, Doubt(len(word) > 1)))
        elif word in hard:
            rivals = [reading for reading in _in_region(hard[word], edition, chosen) if reading != printed]
            if rivals:
                found.append(CompetingPlace(start, end, word, printed, rivals[0], Doubt.HARD))
    return tuple(found)


def _words(
    text: str, ours: str, other: str, hard: Mapping[str, tuple[str, ...]], source: str
) -> Iterator[tuple[int, str]]:
    """Cut the runs that hold anything doubtful into words; marks are never doubtful."""
    table = load_words()
    for run in _HAN_RUN.finditer(text):
        for start in range(run.start(), run.end(), _LONGEST_RUN_CHARS):
            end = min(run.end(), start + _LONGEST_RUN_CHARS)
            piece = text[start:end]
            if source == "hant":
                yield from ((i, text[i]) for i in range(start, end) if ours[i] != other[i])
            elif ours[start:end] != other[start:end] or any(word in piece for word in hard):
                yield from ((start + place, word) for place, word in words_of(piece, table))


def _decided(text: str, protected: tuple[str, ...], edition: str) -> list[tuple[int, int]]:
    pattern = overrides_for(protected, edition).any_word
    return [found.span() for found in pattern.finditer(text)] if pattern else []


@cache
def _hard_words() -> Mapping[str, tuple[str, ...]]:
    lines = files(__package__).joinpath("data/hard_words.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {word: tuple(readings) for word, *readings in rows}


@cache
def _in_region(readings: tuple[str, ...], edition: str, style: HouseStyle) -> tuple[str, ...]:
    return tuple(write_regionally(reading, edition, style) for reading in readings)
