"""Dates as speeches write them: 2008年3月12日, 二〇〇八年三月十二日, 民國101年10月22日, 2008-03-12."""

import re

from speechbook.han import BLANKS, numeral_value

__all__ = ("is_date_line", "read_date", "read_date_in")

_DIGIT = "〇○０零一二三四五六七八九"
_CN_DIGITS = {"〇": "0", "○": "0", "０": "0", "零": "0"} | {
    char: str(n) for n, char in enumerate("一二三四五六七八九", 1)
}
_SMALL = "[一二三四五六七八九十]{1,3}"
_REPUBLIC_OFFSET = 1911
"""民國 1 is 1912."""
_LINE_CHARS = 48

_DATE = re.compile(
    rf"(?:(?<![\d])(?P<year>(?:1[89]|20)\d{{2}})|(?P<cn_year>[一二][{_DIGIT}]{{3}})|(?:中[華华])?民[國国][{BLANKS}]?(?P<republic>\d{{2,3}}|[{_DIGIT}十百]{{1,5}}))"
    rf"[{BLANKS}]?年(?:[{BLANKS}]?(?P<month>\d{{1,2}}|{_SMALL})[{BLANKS}]?月(?:[{BLANKS}]?(?P<day>\d{{1,2}}|{_SMALL})[{BLANKS}]?[日号號])?)?"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<sep>[-./_]?)(?P<month>0[1-9]|1[0-2]|[1-9])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
)
_CLOCK = rf"[{BLANKS}]?(?:[上下]午)?[{BLANKS}]?(?:\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?"
_BEFORE = re.compile(rf"[（(〔【]?[{BLANKS}]?(?:[^\d，。：；]{{0,6}}(?:时间|時間|日期)[：:][{BLANKS}]?)?")
_AFTER = re.compile(rf"{_CLOCK}(?:[，,·{BLANKS}于於]{{1,3}}[^。；：（）()\d]{{2,16}})?[）)〕】]?$")
"""What may stand after a date in its own line: the hour, and a place set off by a comma, a blank or 于."""


def is_date_line(line: str) -> bool:
    """Tell whether a line is a date, with a place at most: （2008年3月12日，临江）."""
    if len(line) > _LINE_CHARS:
        return False
    before = _BEFORE.match(line)
    start = before.end() if before else 0
    found = _DATE.match(line, start) or _NUMERIC.match(line, start)
    return found is not None and bool(found["month"]) and _AFTER.match(line, found.end()) is not None


def read_date(text: str, start: int = 0) -> str:
    """Read the first date within 60 characters from `start`: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or an empty string."""
    found = read_date_in(text, start)
    return found[0] if found else ""


def read_date_in(text: str, start: int = 0, reach: int = 60) -> tuple[str, str] | None:
    """Read the first date and the words it was written in.

    >>> read_date_in("（二〇〇八年三月十二日）"), read_date_in("民國101年10月22日"), read_date_in("2008年度")
    (('2008-03-12', '二〇〇八年三月十二日'), ('2012-10-22', '民國101年10月22日'), None)
    """
    end = min(len(text), start + reach)
    found = _DATE.search(text, start, end)
    if found:
        year = _year(found)
        if text[found.end() : found.end() + 1] in ("度", "来", "來", "间", "間") and not found["month"]:
            return None
        parts = (year, *(_small(found[name]) for name in ("month", "day") if found[name]))
        return (_iso(parts), found[0]) if _is_calendar(parts) else None
    found = _NUMERIC.search(text, start, end)
    if found and (found["sep"] or len(found[0]) == 8):
        parts = (int(found["year"]), int(found["month"]), int(found["day"]))
        return (_iso(parts), found[0]) if _is_calendar(parts) else None
    return None


def _year(found: re.Match[str]) -> int:
    if found["year"]:
        return int(found["year"])
    if found["republic"]:
        return (numeral_value(found["republic"]) or 0) + _REPUBLIC_OFFSET
    return int("".join(_CN_DIGITS[char] for char in found["cn_year"]))


def _small(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, found, units = numeral.partition("十")
    if not found:
        return int(_CN_DIGITS[numeral]) if len(numeral) == 1 else 0
    return (int(_CN_DIGITS.get(tens, "0")) if tens else 1) * 10 + (int(_CN_DIGITS.get(units, "0")) if units else 0)


def _is_calendar(parts: tuple[int, ...]) -> bool:
    return all(low <= part <= high for part, (low, high) in zip(parts, ((1800, 2100), (1, 12), (1, 31)), strict=False))


def _iso(parts: tuple[int, ...]) -> str:
    return "-".join(f"{part:02d}" for part in parts)
