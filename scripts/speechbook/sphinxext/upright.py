"""Numbers in vertical text: short ones stand upright in the width of one character, years digit by digit.

Everything else in digits and Latin letters (7.5%, 8,775, R&D) lies on its side, which vertical text does of itself. The
text does not change; the parts only get classes, and the style sheet does the rest.
"""

import re
from collections.abc import Iterator

__all__ = ("upright_parts",)

_NUMBER = re.compile(r"(?<![0-9A-Za-z.,:/&+\-])(?:([0-9]{1,2})|([0-9]{3,4}))(%?)(?![0-9A-Za-z.,:/&+\-%])")

TOGETHER, APART = "tcy", "upright"
"""Classes: all digits side by side in one square; each in a square of its own."""


def upright_parts(text: str) -> Iterator[tuple[str, str]]:
    """Cut text into parts, each with its class, empty for most.

    >>> list(upright_parts("2008年3月12日，增长8%，达7.5%"))
    [('2008', 'upright'), ('年', ''), ('3', 'tcy'), ('月', ''), ('12', 'tcy'), ('日，增长', ''), ('8', 'tcy'), \
('%', 'upright'), ('，达7.5%', '')]
    """
    position = 0
    for match in _NUMBER.finditer(text):
        if match.start() > position:
            yield text[position : match.start()], ""
        short, long, percent = match.groups()
        yield (short, TOGETHER) if short else (long, APART)
        if percent:
            yield percent, APART
        position = match.end()
    if position < len(text):
        yield text[position:], ""
