"""Words that no one writes and that scanning produces: reported, never changed."""

import re
from collections.abc import Iterator

__all__ = ("find_ocr_errors",)

_INTO = "深融引进加投收纳出介没陷落流注写编列归并切嵌输汇侵混转迁涌走渗植放计载购买卷插跨步踏潜闯拉"
_MEN = "战人护博硕烈骑道女男院勇绅卫斗名志教学传居术武力进"
_ENDS = "周年月期岁始本季"
_NUMBERS = "一二三四五六七八九十百几数上两余多0-9"
_WITHIN = "期民其之时夜课空日人晚午区车瞬中"
"""Characters after which the first of a pair belongs to another word: 自己|经过, 深入|民心, 女士|地位."""

# Each begins with its own character, and looks back from there: one that looked back first would be asked at every
# character of the text.
_ERRORS = re.compile(
    f"己(?<![自知异克]己)经|自已的|自已(?=[，。])|入(?<![{_INTO}]入)(?:民(?!币)|大代表)|末(?<![{_ENDS}]末)[来能]"
    f"|士(?:(?<![{_MEN}]士)地|壤)|领士(?![兵卒])|千(?<![{_NUMBERS}]千)部|夭津|今夭|问题间|间(?<![{_WITHIN}]间)题(?!材)"
    "|法冶(?![炼金])|冶(?<!陶冶)理|整冶|命今(?=[，。])|现今代(?!表)|税察|巡税员|重税(?=[基农教])|目子里|日子子|椎进|椎动"
    "|淡话|座淡|宝责|责(?<!负责)献|贡任"
)
"""Pairs of characters that differ in a stroke, in words that are none otherwise."""


def find_ocr_errors(text: str) -> Iterator[tuple[int, int]]:
    """Find words with a character mistaken for one of like shape.

    >>> list(find_ocr_errors("我们己经解决了这个间题。"))
    [(2, 4), (9, 11)]
    """
    for match in _ERRORS.finditer(text):
        yield match.span()
