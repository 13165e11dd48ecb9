"""Cut text into the terms of a word index: pairs of Han characters, numbers, Latin words.

Chinese has no blanks, and no word list knows the names in a speech: pairs of neighbours find everything. Numbers and
Latin words keep the marks inside them (7.5%, R&D, COVID-19).
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import add

from speechbook.han import HAN
from speechbook.search.folding import fold

__all__ = ("GROUPED_DIGITS", "RUN_CHARS", "WIDE_SEPARATORS", "WORD", "index_terms", "query_terms", "unique_terms")

RUN_CHARS = HAN + "\u3041-\u3096\u30a1-\u30fa\u30fc\uac00-\ud7a3"
"""Characters written without blanks, for a class of a regular expression: Han, kana, hangul."""
_LETTER = "[0-9a-z\u00df-\u024f\u0370-\u03ff\u0400-\u04ff]"
WORD = f"{_LETTER}(?:{_LETTER}|[.,&'’/-](?={_LETTER}))*%?"
"""A number or a word in folded text, as a regular expression of Python and JavaScript."""
GROUPED_DIGITS = r"(?<=\d),(?=\d{3}(?!\d))"
"""The comma of 1,627, which does not count."""
WIDE_SEPARATORS = "，／－"
"""Marks between words that folding would make into marks inside numbers: 第8，100名."""

_TO_BLANKS = str.maketrans(dict.fromkeys(WIDE_SEPARATORS, " "))
_RUN_OR_WORD = re.compile(f"([{RUN_CHARS}]+)|({WORD})")
_GROUPED_DIGITS = re.compile(GROUPED_DIGITS)
_JOINTS = re.compile("[&'’/-]")


def index_terms(text: str) -> Iterator[str]:
    """Give every term under which a text is to be found, repetitions included.

    A single character is a term, for queries of one character; so are the parts of a compound, and a number without
    its percent sign.

    >>> list(index_terms("抗旱，增长7.5%"))
    ['抗', '旱', '抗旱', '增', '长', '增长', '7.5%', '7.5']
    """
    for run, word in _runs_and_words(text):
        yield from run
        yield from map("".join, pairwise(run))
        if word:
            yield from _terms_of_word(word)


def _terms_of_word(word: str) -> Iterator[str]:
    word = _GROUPED_DIGITS.sub("", word)
    yield word
    if word.endswith("%"):
        yield word.removesuffix("%")
    parts = _JOINTS.split(word)
    if len(parts) > 1:
        yield from parts


def unique_terms(text: str) -> set[str]:
    """Give the terms of a text, each once.

    >>> sorted(unique_terms("抗旱抗旱"))
    ['抗', '抗旱', '旱', '旱抗']
    """
    terms: set[str] = set()
    for match in _RUN_OR_WORD.finditer(fold(text.translate(_TO_BLANKS))):
        run = match[1]
        if run:
            terms.update(run)
            terms.update(map(add, run, run[1:]))
        else:
            terms.update(_terms_of_word(match[2]))
    return terms


def query_terms(query: str) -> Iterator[str]:
    """Give the terms that a page must have, all of them, to be an answer.

    >>> list(query_terms("抗旱保收 R&D 1,627 水"))
    ['抗旱', '旱保', '保收', 'r&d', '1627', '水']
    """
    for run, word in _runs_and_words(query):
        yield from map("".join, pairwise(run)) if len(run) > 1 else run
        if word:
            yield word


def _runs_and_words(text: str) -> Iterator[tuple[str, str]]:
    """Give runs of Han characters and words, folded, one of the two empty."""
    for match in _RUN_OR_WORD.finditer(fold(text.translate(_TO_BLANKS))):
        yield match[1] or "", _GROUPED_DIGITS.sub("", match[2] or "")
