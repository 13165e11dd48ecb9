"""Cut Simplified text into words by the most probable path, and write each word in Traditional.

OpenCC takes the longest entry from the left and so cuts across words: 我国历史 becomes 我國曆史, since 国历 is an
entry. Here all words of a run of Han characters compete by their frequencies, and only the words of the most probable
path are converted. The result is in OpenCC's standard forms; `regional` makes Taiwan's and Hong Kong's of them.
"""

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from speechbook.han import HAN
from speechbook.variants.contexts import load_contexts, reading_in_context

__all__ = ("WordTable", "convert_words", "load_words", "words_of")

_HAN_RUN = re.compile(f"[{HAN}]+")
_FIRST_LEVEL = 0x21
"""The character that stands for the lowest level."""
_LONGEST_RUN_CHARS = 2_000
"""Runs without any mark are cut here, to bound memory on hostile input; no sentence is so long."""


@dataclass(frozen=True, slots=True)
class WordTable:
    """What `data/words.gz` holds."""

    characters: Mapping[int, int]
    """Traditional form of a character that is in no special word, for `str.translate`."""
    scores: dict[str, int]
    """Logarithm of the probability of each word, in levels; negative. Of the words that were learnt."""
    reach: dict[str, int]
    """Length of the longest word that begins with these two characters, of those that were learnt."""
    unread: dict[str, str]
    """The words that begin with each character, as the file has them, until they are learnt."""
    special: Mapping[str, str]
    """Words whose Traditional form is not that of their characters."""
    undecided: re.Pattern[str]
    """A character that some word writes in another way than it is written alone."""
    telling_pairs: frozenset[str]
    """Such a character with a neighbour, as in some special word. Runs with no such pair need not be cut at all."""
    in_context: frozenset[str]
    """Characters that `contexts` has rules for, when they are words by themselves."""
    unknown_score: int
    """Score of a character that is no word by itself."""

    def learn(self, first: str) -> None:
        """Read the words that begin with a character."""
        levels, *rests = self.unread.pop(first, "").split(" ")
        words = [first + rest for rest in rests]
        base = self.unknown_score - _FIRST_LEVEL
        self.scores.update((word, base + ord(level)) for word, level in zip(words, levels, strict=True))
        self.reach.update((word[:2], len(word)) for word in words if len(word) > 1)  # the longest come last

    def score_of(self, word: str) -> int | None:
        """Give the score of a word; None for what is none."""
        if word[:1] in self.unread:
            self.learn(word[0])
        return self.scores.get(word)


@cache
def load_words() -> WordTable:
    """Read the table, once for each process; the words themselves when they are asked for, or a start takes long."""
    text = gzip.decompress(files(__package__).joinpath("data/words.gz").read_bytes()).decode("utf-8")
    simplified, traditional, constants, *lines = text.split("\n")
    characters = str.maketrans(simplified, traditional)
    total_level = int(constants.split()[0])
    blank = lines.index("")
    special = dict(line.split(" ") for line in lines[blank + 1 :])
    in_context = frozenset(load_contexts())
    # All words at once: one after the other they were most of what a start costs.
    words = "\n".join(special)
    alone = words.translate(characters)
    inside = "\n".join(special.values())
    places = [place for place, (one, other) in enumerate(zip(alone, inside, strict=True)) if one != other]
    pairs = (words[start : start + 2] for place in places for start in (place - 1, place) if start >= 0)
    return WordTable(
        characters=characters,
        scores={},
        reach={},
        unread={line[0]: line[1:] for line in lines[:blank]},
        special=special,
        undecided=re.compile(f"[{''.join(sorted(in_context.union(map(words.__getitem__, places))))}]"),
        telling_pairs=frozenset(pair for pair in pairs if len(pair) == 2 and "\n" not in pair),
        in_context=in_context,
        unknown_score=-total_level,
    )


def convert_words(text: str) -> str:
    """Write Simplified text in Traditional, one character for one.

    >>> convert_words("我国历史，政府干预，被发布，里程和头发")
    '我國歷史，政府干預，被發佈，里程和頭髮'
    """
    table = load_words()
    done: list[str] = []
    last = 0
    plain = text.translate(table.characters)
    for run in _HAN_RUN.finditer(text):
        for start in range(run.start(), run.end(), _LONGEST_RUN_CHARS):
            end = min(run.end(), start + _LONGEST_RUN_CHARS)
            if _may_have_special_words(text, start, end, table):
                for place, word in _special_words(text, start, end, table):
                    done += (plain[last:place], word)
                    last = place + len(word)
    return "".join((*done, plain[last:]))


def _may_have_special_words(text: str, start: int, end: int, table: WordTable) -> bool:
    pairs, special = table.telling_pairs, table.special
    return any(
        text[place] in table.in_context
        or text[place - 1 : place + 1] in pairs
        or text[place : place + 2] in pairs
        or text[place] in special
        for place in (found.start() for found in table.undecided.finditer(text, start, end))
    )


def _special_words(text: str, start: int, end: int, table: WordTable) -> list[tuple[int, str]]:
    """Give place and Traditional form of the words on the best path that are not written as their characters are."""
    contexts = load_contexts()
    found: list[tuple[int, str]] = []
    for place, word in words_of(text[start:end], table):
        written = table.special.get(word)
        if word in table.in_context:
            written = reading_in_context(text, start + place, contexts[word]) or written
        if written is not None:
            found.append((start + place, written))
    return found


def words_of(run: str, table: WordTable) -> Iterator[tuple[int, str]]:
    """Cut a run of Han characters by the most probable path: place and word, in order."""
    scores, reach, unknown, unread = table.scores, table.reach, table.unknown_score, table.unread
    size = len(run)
    best = [0] * (size + 1)
    ends = [0] * size
    for start in range(size - 1, -1, -1):
        if run[start] in unread:
            table.learn(run[start])
        top = scores.get(run[start], unknown) + best[start + 1]
        top_end = start + 1
        longest = reach.get(run[start : start + 2], 0)
        for end in range(start + 2, min(start + longest, size) + 1):
            score = scores.get(run[start:end])
            if score is not None and score + best[end] >= top:
                top = score + best[end]
                top_end = end
        best[start] = top
        ends[start] = top_end
    start = 0
    while start < size:
        yield start, run[start : ends[start]]
        start = ends[start]
