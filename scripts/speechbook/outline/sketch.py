"""A short fingerprint of a text by which it is known again, even after small changes.

The first part is a hash of the exact text; the second the eight smallest hashes of its character bigrams, a sample in
which two texts agree about as often as they share bigrams (bottom-k sketch; Broder 1997). Blanks and punctuation do not
count in either, so that cleaning a paragraph again does not make another one of it.
"""

import hashlib
import heapq
from collections.abc import Mapping, Sequence

import numpy as np

__all__ = ("likeness", "same_text", "sketches_of")

_SAMPLE = 8
_EXACT_DIGITS = 16
_SPREAD, _MIX = 65_599, 2_654_435_761
"""Make one number of two characters, and spread numbers that lie close together (Knuth's multiplicative constant)."""


def sketches_of(texts: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Fingerprint texts: 16 hexadecimal digits of hash, a hyphen, up to eight groups of 8 digits each.

    `known` are sketches by their first 16 digits, which are not made again.
    """
    letters = ["".join(filter(str.isalnum, text)) or text for text in texts]
    exact = [
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_EXACT_DIGITS] for text in letters
    ]
    made = dict(known)
    new = {digits: text for digits, text in zip(exact, letters, strict=True) if digits not in made}
    made.update(zip(new, _samples(list(new.values()), list(new)), strict=True))
    return [made[digits] for digits in exact]


def _samples(texts: Sequence[str], exact: Sequence[str]) -> list[str]:
    """Sketch all texts at once, which costs a third of one after the other."""
    if not texts:
        return []
    texts = [text or "\0" for text in texts]
    codes = np.frombuffer(("\0".join(texts) + "\0").encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    pairs = (codes[:-1] * np.uint64(_SPREAD) + codes[1:]) * np.uint64(_MIX) & np.uint64(0xFFFFFFFF)
    hashes: list[int] = pairs.tolist()
    made = []
    start = 0
    for text, digits in zip(texts, exact, strict=True):
        lowest = sorted(set(hashes[start : start + len(text)]))[:_SAMPLE]
        made.append(f"{digits}-" + ("%08x" * len(lowest)) % tuple(lowest))
        start += len(text) + 1
    return made


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
