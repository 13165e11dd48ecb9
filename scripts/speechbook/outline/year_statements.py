"""The year of a speech, from what it says of its own year: 今年是2008年, 去（100）年, 表彰2007年度先进 … 今年.

Every statement of a text must name the same year; where two disagree, nothing is concluded.
"""

import re
from collections.abc import Sequence

from speechbook.model import Inference
from speechbook.outline.marks import plain_line

__all__ = ("stated_year",)

_REPUBLIC_OFFSET = 1911
_REPUBLIC_YEARS = range(60, 200)
"""Two or three digits in brackets after 本 or 去 are a year of the Republic only in this range."""
_YEARS = range(1900, 2100)
_WORD_OFFSETS = {
    "本": 0,
    "今": 0,
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "去": 1,
    "去年": 1,
    "上年": 1,
    "明年": -1,
    "明": -1,
}
_WORDS = "|".join(sorted(_WORD_OFFSETS, key=len, reverse=True))
_BRACKETED = re.compile(rf"(?P<word>{_WORDS})[（(](?P<year>\d{{2,4}})年?[）)]")
_BRACKETED_WORD = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})年[（(]即?(?P<word>今年|去年|明年)[）)]")
_PLAIN = re.compile(r"(?P<word>今年|去年|明年)是(?P<year>(?:19|20)\d{2})年")
_REVIEW = re.compile(
    r"(?P<year>(?:19|20)\d{2})年度(?=[^。！？；]{0,16}(?:先进|先進|优秀|優秀|表彰|总结|總結|考核|评选|評選|获奖|獲獎|工作情况|工作情況))"
    r"|(?:表彰|总结|總結|通报|通報|回顾|回顧)了?(?P<later>(?:19|20)\d{2})年度"
)
_NOW = re.compile(r"今年")
_TEXT_CHARS = 40_000
"""A longer text has said its year by then."""


def stated_year(lines: Sequence[str]) -> Inference | None:
    """Infer the year of a speech from statements about it.

    >>> stated_year(["今天表彰2007年度先进单位。", "今年的任务更重。"])
    Inference(key='date', value='2008', evidence='2007年度……今年')
    >>> stated_year(["本會去（100）年修正規定。"]).value, stated_year(["2007年度的账还没有算完。"])
    ('2012', None)
    """
    text = "\n".join(plain_line(line) for line in lines)[:_TEXT_CHARS]
    found: dict[int, str] = {}
    for pattern in (_BRACKETED, _BRACKETED_WORD, _PLAIN):
        for match in pattern.finditer(text):
            year = _western(match["year"])
            if year is not None:
                found.setdefault(year + _WORD_OFFSETS[match["word"]], match[0])
    if not found and _NOW.search(text):
        for match in _REVIEW.finditer(text):
            year = int(match["year"] or match["later"])
            found.setdefault(year + 1, f"{year}年度……今年")
    if len(found) != 1:
        return None
    (year, evidence), *_ = found.items()
    return Inference("date", str(year), evidence)


def _western(digits: str) -> int | None:
    number = int(digits)
    if number in _YEARS:
        return number
    return number + _REPUBLIC_OFFSET if number in _REPUBLIC_YEARS else None
