"""A speech as an item of CSL-JSON, the form from which every reference is made."""

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypedDict

from speechbook.model import Metadata

__all__ = ("CitedBook", "CslItem", "csl_item", "csl_json", "csl_json_array", "paragraph_label")

_SEVERAL = re.compile("[、；;，,]")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_PARAGRAPH = re.compile(r"-p(\d+[a-z]*)(?:-(\d+[a-z]*))?$")


@dataclass(frozen=True, slots=True)
class CitedBook:
    """What a reference says of the book that holds the speech."""

    title: str
    editor: str = ""
    """Several are separated by 、; empty where the book names none."""


class _Name(TypedDict):
    literal: str


CslDate = TypedDict("CslDate", {"date-parts": list[list[int]]}, total=False)
CslItem = TypedDict(
    "CslItem",
    {
        "id": str,
        "type": str,
        "title": str,
        "author": list[_Name],
        "editor": list[_Name],
        "container-title": str,
        "issued": CslDate,
        "event-title": str,
        "event-place": str,
        "event-date": CslDate,
        "source": str,
        "section": str,
        "annote": str,
        "language": str,
        "URL": str,
        "accessed": CslDate,
    },
    total=False,
)
"""The keys of CSL 1.0.2 that a speech needs; an absent key is unknown."""


def csl_item(
    meta: Metadata,
    book: CitedBook,
    address: str = "",
    *,
    language: str = "zh-CN",
    accessed: datetime.date | None = None,
    anchor: str = "",
) -> CslItem:
    """Describe a speech, or with `anchor` (`office-2008-p14`) the passage that has this permalink.

    Names stay as they are written (`literal`): a Chinese name has no part to be inverted. A date that is not `YYYY`,
    `YYYY-MM` or `YYYY-MM-DD` is left out, and so is every key of which nothing is known.
    """
    item: CslItem = {"id": anchor or meta.id, "type": "speech", "title": meta.title}
    if meta.speaker:
        item["author"] = _names(meta.speaker)
    if book.editor:
        item["editor"] = _names(book.editor)
    if book.title:
        item["container-title"] = book.title
    if day := _date(meta.date):
        item["issued"] = day
        item["event-date"] = day
    if meta.occasion:
        item["event-title"] = meta.occasion
    if meta.place:
        item["event-place"] = meta.place
    if meta.source:
        item["source"] = meta.source
    if label := paragraph_label(anchor):
        item["section"] = label
    item["language"] = language
    if address:
        item["URL"] = f"{address}#{anchor}" if anchor else address
    if accessed:
        item["accessed"] = {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
    return item


def csl_json(*items: CslItem) -> str:
    """Write items as a CSL-JSON document, which is an array: a key a line."""
    return "[\n" + ",\n".join(map(_json_lines, items)) + "\n]"


def csl_json_array(items: Iterable[CslItem]) -> Iterator[str]:
    """Write many items as one document, an item at a time."""
    mark = "[\n"
    for item in items:
        yield mark + _json_lines(item)
        mark = ",\n"
    yield "[]\n" if mark == "[\n" else "\n]\n"


def _json_lines(item: CslItem) -> str:
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in item.items())
    return "{\n  " + ",\n  ".join(lines) + "\n}"


def paragraph_label(anchor: str) -> str:
    """Name the paragraph or point of a permalink; empty for a section or a speech.

    The number is that of the permalink, which lasts, and not a count on the page.

    >>> paragraph_label("office-2008-p14"), paragraph_label("office-2008-p14a-2"), paragraph_label("office-2008-s2")
    ('第14段', '第14a段第2点', '')
    """
    found = _PARAGRAPH.search(anchor)
    if not found:
        return ""
    return f"第{found[1]}段" + (f"第{found[2]}点" if found[2] else "")


def _names(text: str) -> list[_Name]:
    return [{"literal": name.strip()} for name in _SEVERAL.split(text) if name.strip()]


def _date(text: str) -> CslDate | None:
    """Read a date of front matter; `None` for anything that is not a day, month or year of the calendar."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    parts = [int(part) for part in found.groups() if part]
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return {"date-parts": [parts]}
