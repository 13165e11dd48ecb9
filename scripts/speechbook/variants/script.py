"""Which script a text is written in."""

from typing import Literal

from speechbook.variants.one_script import one_script
from speechbook.variants.opencc_adapter import convert_exactly

__all__ = ("script_of",)

_SAMPLE_CHARS = 100_000
"""More text than this does not change the answer."""


def script_of(text: str) -> Literal["hans", "hant", ""]:
    """Tell the script of a text; empty when nothing in it is written differently in the two.

    A Simplified text changes much on its way to Traditional and little on the way back, and the other way round.

    >>> [script_of(text) for text in ("办公室工作", "辦公室工作", "工作人口", "")]
    ['hans', 'hant', '', '']
    """
    sample = text[:_SAMPLE_CHARS]
    known = one_script()
    # Of plain Simplified text the answer is certain without converting it.
    others = sum(len(pattern.findall(sample)) for pattern in (known.may_be_traditional, known.rare))
    if len(known.simplified.findall(sample)) > others:
        return "hans"
    simplified = _count_changes("s2t", sample)
    traditional = _count_changes("t2s", sample)
    if simplified == traditional:
        return ""
    return "hans" if simplified > traditional else "hant"


def _count_changes(config: str, text: str) -> int:
    return sum(before != after for before, after in zip(text, convert_exactly(config, text), strict=True))
