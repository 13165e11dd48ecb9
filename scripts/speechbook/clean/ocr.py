"""Words that no one writes and that scanning produces: reported, never changed."""

import re
from collections.abc import Iterator

__all__ = ("find_ocr_errors",)

_ERRORS = re.compile(
    "己经|自已的|自已(?=[，。])|入民(?!币)|入大代表|末来|末能|士地|士壤|领士|千部|夭津|今夭|问题间|间题|法冶|冶理|整冶"
    "|命今(?=[，。])|现今代|税察|巡税员|重税(?=[基农教])|目子里|日子子|椎进|椎动|淡话|座淡|宝责|责献|贡任"
)
"""Pairs of characters that differ in a stroke, in words that are none otherwise."""


def find_ocr_errors(text: str) -> Iterator[tuple[int, int]]:
    """Find words with a character mistaken for one of like shape.

    >>> list(find_ocr_errors("我们己经解决了这个间题。"))
    [(2, 4), (9, 11)]
    """
    for match in _ERRORS.finditer(text):
        yield match.span()
