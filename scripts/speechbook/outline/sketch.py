"""A short fingerprint of a text by which it is known again, even after small changes.

The first part is a hash of the exact text; the second the eight smallest hashes of its character bigrams, a sample in
which two texts agree about as often as they share bigrams (bottom-k sketch; Broder 1997). Blanks and punctuation do not
count in either, so that cleaning a paragraph again does not make another one of it.
"""

import hashlib
import heapq
from itertools import pairwise

__all__ = ("likeness", "same_text", "sketch_of")

_SAMPLE = 8
_EXACT_DIGITS = 16
_SPREAD, _MIX = 65_599, 2_654_435_761
"""Make one number of two characters, and spread numbers that lie close together (Knuth's multiplicative constant)."""


def sketch_of(text: str) -> str:
    """Fingerprint a text: 16 hexadecimal digits of hash, a hyphen, up to eight groups of 8 digits."""
    letters = "".join(filter(str.isalnum, text)) or text
    exact = hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:_EXACT_DIGITS]
    codes = [*map(ord, letters or "\0"), 0]
    hashes = {(one * _SPREAD + other) * _MIX & 0xFFFFFFFF for one, other in set(pairwise(codes))}
    return exact + "-" + "".join([f"{value:08x}" for value in sorted(hashes)[:_SAMPLE]])


def same_text(one: str, other: str) -> bool:
    """Tell whether two sketches are of the same text, punctuation aside."""
    return one[:_EXACT_DIGITS] == other[:_EXACT_DIGITS]


def likeness(one: str, other: str) -> float:
    """Estimate the share of bigrams that two texts have in common: 0 none, 1 all."""
    mine, theirs = _sample(one), _sample(other)
    smallest = heapq.nsmallest(_SAMPLE, mine | theirs)
    return sum(1 for value in smallest if value in mine and value in theirs) / len(smallest) if smallest else 0.0


def _sample(sketch: str) -> set[str]:
    tail = sketch[_EXACT_DIGITS + 1 :]
    return {tail[i : i + 8] for i in range(0, len(tail), 8)}
