"""The order of names by pronunciation: 重庆 under C, 曾国藩 under Z.

A character with several readings is read in its word, by the phrases that pypinyin knows, which are Simplified; a
family name is read as a family name, whatever the character says elsewhere.
"""

import re
from functools import lru_cache

from speechbook.model import MentionKind
from speechbook.pronunciation import syllables

__all__ = ("pinyin_key",)

_SURNAMES = {
    "万俟": "mo qi",
    "尉迟": "yu chi",
    "尉遲": "yu chi",
    "单于": "chan yu",
    "單于": "chan yu",
    "澹台": "tan tai",
    "澹臺": "tan tai",
    **dict.fromkeys("曾", "zeng"),
    **dict.fromkeys("单單", "shan"),
    "解": "xie",
    "仇": "qiu",
    "查": "zha",
    **dict.fromkeys("区區", "ou"),
    "任": "ren",
    **dict.fromkeys("盖蓋", "ge"),
    "朴": "piao",
    "翟": "zhai",
    **dict.fromkeys("员員", "yun"),
    **dict.fromkeys("华華", "hua"),
    **dict.fromkeys("乐樂", "yue"),
    **dict.fromkeys("缪繆", "miao"),
    "种": "chong",
    "燕": "yan",
    "葛": "ge",
    "晁": "chao",
    "召": "shao",
    "折": "she",
    "黑": "he",
    "秘": "bi",
    "覃": "qin",
    "牟": "mou",
    **dict.fromkeys("过過", "guo"),
    **dict.fromkeys("应應", "ying"),
    **dict.fromkeys("宁寧甯", "ning"),
    "洗": "xian",
    "冼": "xian",
    "逄": "pang",
    "繁": "po",
    **dict.fromkeys("卜", "bu"),
    **dict.fromkeys("尹", "yin"),
    **dict.fromkeys("长長", "zhang"),
    **dict.fromkeys("会會", "gui"),
    "隗": "wei",
    "祭": "zhai",
    "车": "che",
    "車": "che",
    "贾": "jia",
    "賈": "jia",
    "沈": "shen",
}
"""Readings of family names that differ, or may differ, from the usual reading of the character."""

_MARKS = re.compile(r"[^\w\s]+")


@lru_cache(maxsize=4096)
def pinyin_key(name: str, kind: MentionKind = MentionKind.WORK) -> str:
    """Give the syllables of a name between blanks, lower case; quotation marks and brackets do not count.

    >>> pinyin_key("重庆"), pinyin_key("曾国藩", MentionKind.PERSON), pinyin_key("《长江日报》")
    ('chong qing', 'zeng guo fan', 'chang jiang ri bao')
    """
    plain = _MARKS.sub("", name) or name
    if kind is MentionKind.PERSON:
        for length in (2, 1):
            reading = _SURNAMES.get(plain[:length])
            if reading and len(plain) > length:
                return " ".join([reading, *_syllables(plain[length:])])
    return " ".join(_syllables(plain))


def _syllables(text: str) -> list[str]:
    return [part for piece in syllables(text.lower()) for part in piece.split()]
