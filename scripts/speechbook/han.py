"""What is known about characters: which are Han, which are marks, which cannot be seen.

Pure data and predicates; every stage asks here instead of writing ranges of its own. The character classes are strings
for use inside `[...]` of a regular expression.
"""

__all__ = (
    "BLANKS",
    "CJK_MARKS",
    "CURLY_QUOTES",
    "DOUBTFUL",
    "HAN",
    "INVISIBLE",
    "NUMERALS",
    "PRIVATE_USE",
    "is_cjk_mark",
    "is_common",
    "is_han",
    "numeral_value",
)

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Ideographs, with 々 〆 〇, Kangxi radicals and the compatibility area."""

CURLY_QUOTES = "\u2018\u2019\u201c\u201d"
"""‘ ’ “ ”: Chinese quotation marks when they stand in Chinese text."""

CJK_MARKS = (
    "\u3001\u3002\u3008-\u3011\u3014-\u301b\u2014\u2026\u00b7"
    "\uff01\uff05\uff08\uff09\uff0c\uff0e\uff0f\uff1a\uff1b\uff1f\uff5e\ufe30-\ufe4f" + CURLY_QUOTES
)
"""Full-width punctuation, dashes, ellipses, the interpunct and curly quotes."""

BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Everything that looks like a blank and is not a line end."""

INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
"""Zero-width, bidi and format characters. Variation selectors are absent: they belong to their character."""

PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
"""Private-use characters: their meaning left with the font."""

DOUBTFUL = "\ufffd" + PRIVATE_USE
"""Characters that stand where a character was lost."""

NUMERALS = "〇零一二三四五六七八九十百两兩"
"""Chinese numerals of everyday counting."""

_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100}
_CJK_MARK_SET = frozenset(
    chr(code)
    for low, high in (
        (0x3001, 0x3002),
        (0x3008, 0x3011),
        (0x3014, 0x301B),
        (0xFE30, 0xFE4F),
    )
    for code in range(low, high + 1)
) | frozenset("—…·！％（），．／：；？～‘’“”")


def is_han(char: str) -> bool:
    """Tell whether one character is an ideograph (Unicode 15 blocks, 々 and 〇 included)."""
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x323AF
        or 0xF900 <= code <= 0xFAFF
        or 0x3005 <= code <= 0x3007
        or 0x3021 <= code <= 0x3029
        or 0x2E80 <= code <= 0x2FDF
    )


def is_cjk_mark(char: str) -> bool:
    """Tell whether one character is full-width punctuation or a curly quote."""
    return char in _CJK_MARK_SET


def is_common(char: str) -> bool:
    """Tell whether a character is among the commonest 3,755 of GB 2312 or 5,401 of Big5."""
    for codec, low, high in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            if low <= char.encode(codec)[0] <= high:
                return True
        except UnicodeEncodeError:
            continue
    return False


def numeral_value(numeral: str) -> int | None:
    """Read a Chinese or ASCII numeral below 1,000.

    >>> [numeral_value(n) for n in ("三", "十二", "二十", "百", "12", "甲")]
    [3, 12, 20, 100, 12, None]
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    total, digit = 0, None
    for char in numeral:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        elif char in _DIGITS:
            digit = (digit or 0) * 10 + _DIGITS[char]
        else:
            return None
    return total + (digit or 0) if numeral else None
