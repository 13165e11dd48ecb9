"""Readings in brackets after common characters, which copying sites add so that no search finds the original."""

import re
from collections.abc import Iterator

from speechbook.clean.rule import Span

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
    found = [match for match in _READING.finditer(text) if _is_common(text[match.start() - 1])]
    if len(found) >= _MIN_READINGS:
        for match in found:
            yield match.start(), match.end(), ""


def _is_common(char: str) -> bool:
    """Tell whether a character is among the commonest 3,755 of GB 2312 or 5,401 of Big5."""
    for codec, low, high in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            if low <= char.encode(codec)[0] <= high:
                return True
        except UnicodeEncodeError:
            continue
    return False
