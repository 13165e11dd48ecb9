"""References in words, set by a CSL processor with two styles of our own."""

import functools
import re
from pathlib import Path
from typing import Any

from speechbook.cite.item import CslItem

__all__ = ("gbt7714", "plain")

_DATA = Path(__file__).parent / "data"
_INNER_MARKS = str.maketrans("《》〈〉", "〈〉《》")
_BLANKS = re.compile(r"\s+")


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
