"""References in words, set by a CSL processor with two styles of our own."""

import functools
import itertools
import re
from pathlib import Path
from typing import Any

from speechbook.cite.item import CslItem

__all__ = ("gbt7714", "plain")

_DATA = Path(__file__).parent / "data"
_INNER_MARKS = str.maketrans("《》〈〉", "〈〉《》")
_BLANKS = re.compile(r"\s+")
_UNPRINTED = ("id", "type", "language")
_MARK = "\ufde0"
"""Stands on either side of the number of a text: a character that no text holds."""
_PLACE = re.compile(f"{_MARK}(\\d+){_MARK}")
_SEAMS = frozenset(" .,;:!?")
"""At the end of a part, the processor puts one of these and the next mark together."""
_FIRST_YEAR = 7770
_DAY = (1, 2)
"""Month and day of the dates of patterns: of one digit, so that a naught before them shows."""


def gbt7714(item: CslItem) -> str:
    """Write a reference after GB/T 7714-2015, such as `责任者. 题名[EB/OL]//编者. 书名. (日期)[引用日期]. 网址.`.

    The occasion is 其他题名信息 where the title does not hold it already. Missing parts are left out with their marks.
    """
    wanted: dict[str, Any] = dict(_one_line(item))
    occasion = str(wanted.pop("event-title", ""))
    if occasion and occasion not in wanted["title"]:
        wanted["title-short"] = occasion
    return _render("gbt7714", wanted)


def plain(item: CslItem) -> str:
    """Write a reference as Chinese prose has it: `讲话人：《题名》，2008年3月12日，地点，《书名》，第14段，网址。`."""
    wanted: dict[str, Any] = dict(_one_line(item))
    for key in ("title", "container-title"):
        # 《 》 within 《 》 are written 〈 〉.
        if key in wanted:
            wanted[key] = wanted[key].translate(_INNER_MARKS)
    occasion = str(wanted.pop("event-title", ""))
    if occasion and occasion not in wanted["title"]:
        wanted["event"] = occasion
    return _render("plain", wanted)


def _one_line(item: CslItem) -> dict[str, Any]:
    return {key: _BLANKS.sub(" ", value) if isinstance(value, str) else value for key, value in item.items()}


def _render(style: str, item: dict[str, Any]) -> str:
    """Set a reference by the pattern that the processor makes for its kind: which parts there are, and how many names.

    What a part says does not matter to the processor, save for marks at its ends, and it takes a hundred times as long
    as filling a pattern.
    """
    shape: list[tuple[str, int]] = []
    texts: list[str] = []
    days: list[list[int]] = []
    for key, value in item.items():
        if key in _UNPRINTED:
            continue
        if isinstance(value, str):
            shape.append((key, 0))
            texts.append(value)
        elif isinstance(value, list):
            shape.append((key, len(value)))
            texts += [name["literal"] for name in value]
        else:
            shape.append((key, -len(value["date-parts"][0])))
            days.append(value["date-parts"][0])
    if any(not text or text[0] in _SEAMS or text[-1] in _SEAMS for text in texts):
        return _set_by_processor(style, item)
    pattern = _pattern(style, tuple(shape))
    for number, day in enumerate(days):
        pattern = _with_day(pattern, _FIRST_YEAR + number, day)
    return _PLACE.sub(lambda match: texts[int(match[1])], pattern)


@functools.lru_cache(maxsize=256)
def _pattern(style: str, shape: tuple[tuple[str, int], ...]) -> str:
    """Set a reference whose texts are marks and whose dates are days in years that nobody speaks of.

    `shape` gives each part with 0 for a text, the number of names, or less than 0 for the length of a date.
    """
    item: dict[str, Any] = {"id": "speech", "type": "speech"}
    texts, years = itertools.count(), itertools.count(_FIRST_YEAR)
    for key, size in shape:
        if size < 0:
            item[key] = {"date-parts": [[next(years), *_DAY][:-size]]}
        elif size:
            item[key] = [{"literal": f"{_MARK}{next(texts)}{_MARK}"} for _ in range(size)]
        else:
            item[key] = f"{_MARK}{next(texts)}{_MARK}"
    return _set_by_processor(style, item)


def _with_day(pattern: str, year: int, day: list[int]) -> str:
    """Put a day in the place of the one of a year; months and days with a naught before them keep it."""

    def written(match: re.Match[str]) -> str:
        given = [str(day[0])]
        for number, between, naught in zip(day[1:], match.groups()[::2], match.groups()[1::2], strict=False):
            given.append(f"{between}{number:02}" if naught else f"{between}{number}")
        return "".join(given)

    parts = "".join(rf"(\D+?)(0?){number}" for number in _DAY[: len(day) - 1])
    return re.sub(f"{year}{parts}", written, pattern)


def _set_by_processor(style: str, item: dict[str, Any]) -> str:
    # citeproc is loaded on first use: only builds and the search for a reference need it.
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    return str(bibliography.bibliography()[0])


@functools.cache
def _style(name: str) -> Any:  # noqa: ANN401 -- the processor is untyped
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(str(_DATA / f"{name}.csl"), validate=False)
