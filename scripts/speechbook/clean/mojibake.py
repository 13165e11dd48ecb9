"""Text whose bytes were read with the wrong codec and saved again."""

import re
from collections.abc import Iterator

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span
from speechbook.han import is_han

__all__ = ("MAY_REMAIN", "SUSPICIOUS", "find_mojibake", "repair_double_decoding")

_HIGH_LATIN = re.compile("[\u0080-\u00ff]")
_LATIN_MOJIBAKE = re.compile("[\u0080-\u00ff]{2}")
_RARE_IN_GBK = "鐨鍦涓浜鍙戝鏄鏈鎴浠绛瀹鍜锛銆钀"
SUSPICIOUS = f"\u0080-\u00ff{_RARE_IN_GBK}"
"""What a text that was decoded wrongly has; for use inside `[...]`."""
_GBK_MOJIBAKE = re.compile(f"[{_RARE_IN_GBK}]")
"""Characters that UTF-8 bytes of common characters give when read as GBK; they are rare in themselves."""
_MIN_SHARE = 0.5
_REMAINS = re.compile("锟斤拷|烫烫烫|屯屯屯|ï»¿|(?:Ã[\u0080-\u00bf]){2}|(?:[ä-é][\u0080-\u00bf]{2}){3}")
MAY_REMAIN = re.compile("[锟烫屯ïÃä-é]")
"""Characters without which `find_mojibake` finds nothing."""
_MIN_HAN = 3


def repair_double_decoding(text: str) -> Iterator[Span]:
    """Read lines again whose bytes were taken for Latin-1 or GBK, where the way back is exact.

    UTF-8 or GBK read as Latin-1 is all accented letters; UTF-8 read as GBK is all rare characters. A line is repaired
    when its bytes are valid in the right codec from end to end and give Chinese. Not touched: lines with a byte lost
    (they are reported), French or German words, Chinese that happens to hold such a character.

    >>> list(repair_double_decoding("今天开会。".encode().decode("latin-1")))
    [(0, 15, '今天开会。')]
    """
    latin = _LATIN_MOJIBAKE.search(text) is not None
    gbk = _GBK_MOJIBAKE.search(text) is not None
    if not latin and not gbk:
        return
    for start, line in lines_of(text):
        new = (_from_latin(line) if latin else None) or (_from_gbk(line) if gbk else None)
        if new is not None:
            yield start, start + len(line), new


def _from_latin(line: str) -> str | None:
    high = sum(1 for _ in _HIGH_LATIN.finditer(line))
    if high < 2 * _MIN_HAN or high < _MIN_SHARE * len(line):
        return None
    for codec in ("utf-8", "gb18030"):
        try:
            new = line.encode("latin-1").decode(codec)
        except UnicodeError:
            continue
        if _is_chinese(new) and not _GBK_MOJIBAKE.search(new):
            return new
    return None


def _from_gbk(line: str) -> str | None:
    if not _GBK_MOJIBAKE.search(line):
        return None
    try:
        new = line.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return None
    return new if _is_chinese(new) else None


def _is_chinese(line: str) -> bool:
    """Tell whether most of what is not ASCII in a line is common Chinese."""
    common = sum(1 for char in line if "\u4e00" <= char <= "\u9fff")
    other = sum(1 for char in line if not char.isascii() and not is_han(char) and not "\u2010" <= char <= "\u303f")
    other -= sum(1 for char in line if "\uff00" <= char <= "\uff5e")
    return common >= _MIN_HAN and common > 4 * max(0, other) and "\n" not in line


def find_mojibake(text: str) -> Iterator[tuple[int, int]]:
    """Find what wrong decoding left beyond repair."""
    for match in _REMAINS.finditer(text):
        yield match.span()
