"""Words that an editor has decided on: kept as they are, or written in a given way. They win over everything else.

An entry is a word (`范干`: stays as it is), a word with its reading (`系上=繫上`), or such behind the one edition
that it is for (`zh-hk:批荡=批盪`). The words are in the script of the source. They come from
`conf/lexicon/protect.txt`, `conf/lexicon/han-overrides.tsv` and the key `protect` of a front matter.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from speechbook.errors import UsageError
from speechbook.han import HAN
from speechbook.variants.editions import EDITIONS

__all__ = ("Overrides", "apply_overrides", "overrides_for")

_HAS_HAN = re.compile(f"[{HAN}]")


class Overrides(NamedTuple):
    """What the entries say for one edition."""

    readings: Mapping[str, str]
    """Reading of each word, of the same length."""
    any_word: re.Pattern[str] | None
    """Finds the words, the longest first."""


@lru_cache(maxsize=64)
def overrides_for(entries: tuple[str, ...], edition: str) -> Overrides:
    """Read the entries that concern an edition; of two for the same word the later one holds.

    Raises `UsageError` when a reading is not as long as its word.
    """
    readings: dict[str, str] = {}
    for entry in entries:
        head, colon, rest = entry.partition(":")
        only_for, said = (head, rest) if colon and head in EDITIONS else ("", entry)
        word, equals, reading = said.partition("=")
        if not equals or not _HAS_HAN.search(word):
            word = reading = said
        if len(word) != len(reading):
            raise UsageError(f"{entry}：“{word}”和“{reading}”字数不同；转换只能一字换一字")
        if word and only_for in ("", edition):
            readings[word] = reading
    longest_first = sorted(readings, key=lambda word: (-len(word), word))
    return Overrides(readings, re.compile("|".join(map(re.escape, longest_first))) if readings else None)


def apply_overrides(text: str, converted: str, entries: Sequence[str], edition: str) -> str:
    """Put the readings of the entries where their words stand in the source; lengths agree, so places do."""
    overrides = overrides_for(tuple(entries), edition)
    if overrides.any_word is None:
        return converted
    done: list[str] = []
    last = 0
    for word in overrides.any_word.finditer(text):
        done += (converted[last : word.start()], overrides.readings[word[0]])
        last = word.end()
    return "".join((*done, converted[last:]))
