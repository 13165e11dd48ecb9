"""Readings in brackets after common characters, which copying sites add so that no search finds the original."""

import re
from collections.abc import Iterator

from speechbook.clean.rule import Span
from speechbook.han import is_common

__all__ = (
    "TONED",
    "drop_bracketed_readings",
)

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜń"
"""Vowels that carry a tone mark."""
_READING = re.compile(f"(?<=[\u4e00-\u9fff])[（(]([a-zü]{{0,3}}[{TONED}][a-zü]{{0,4}})[）)]")
_MIN_READINGS = 3


def drop_bracketed_readings(text: str) -> Iterator[Span]:
    """Drop toned pinyin in brackets that follows common characters again and again.

    Nobody tells the reading of 国 or 发; three and more such places show a machine at work. Not touched: the reading of
    a rare character (埒(liè)), which a reader needs, and single places.

    >>> list(drop_bracketed_readings("国(guó)家发(fā)文学(xué)会"))
    [(1, 6, ''), (8, 12, ''), (14, 19, '')]
    """
    if "(" not in text and "（" not in text:
        return
    found = [match for match in _READING.finditer(text) if is_common(text[match.start() - 1])]
    if len(found) >= _MIN_READINGS:
        for match in found:
            yield match.start(), match.end(), ""
