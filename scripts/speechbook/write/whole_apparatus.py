"""The apparatus whole, on a page that is made for paper or as an e-book, where nobody can ask for the rest.

A page for the web has a part of each long list (`apparatus`, `repair_folds`); everything stands in the script with the
raw text, which is beside it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from speechbook.write.apparatus import change_item
from speechbook.write.line_places import HEADING, link_to, listed_places
from speechbook.write.raw_script import read_raw_script
from speechbook.write.repair_folds import repair_item

__all__ = ("is_apparatus_cut", "with_whole_apparatus")

_CUT = re.compile(
    r"^(:::\{fold\} [^\n]*\n\n)(?:- [^\n]*\n)*\n\{\.repairs-rest \.repairs-rest-(\d+)\}\n[^\n]*\n(?=:::$)", re.MULTILINE
)
_CUT_CHANGES = re.compile(r"^((?:- [^\n]*\n)+)\n\{\.changes-rest\}\n[^\n]*\n", re.MULTILINE)
_MARKS = (".repairs-rest", ".changes-rest")
"""Classes of what a page says of the rest; no text holds one, since its marks are escaped."""
_SCRIPT = re.compile(r"\{[^{}\n]*\.(script-hans|script-hant)\b")


def is_apparatus_cut(page: str) -> bool:
    """Tell whether a page leaves something to the script beside it."""
    return any(mark in page for mark in _MARKS)


def with_whole_apparatus(page: str, script: str, *, linked: bool) -> str:
    """List everything on `page`, each repair with links to its paragraphs or with their numbers alone.

    `script` is what `raw_script` has written for the page. A page whose script is of another kind stays as it is.
    """
    table = read_raw_script(script)
    if not table:
        return page
    page = _CUT.sub(lambda cut: cut[1] + "".join(_repairs(table, int(cut[2]), linked=linked)), page)
    return _CUT_CHANGES.sub(lambda cut: "".join(_changes(table, cut[1])), page)


def _repairs(table: Mapping[str, Any], rule: int, *, linked: bool) -> Iterator[str]:
    kinds: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for place, parts, _ in _blocks(table):
        for part in parts:
            if isinstance(part, list) and part[2] == rule:
                kinds.setdefault((part[0], part[1]), Counter())[place] += 1
    for (before, after), places in kinds.items():
        where = listed_places(((*place, count) for place, count in places.items()), linked=linked)
        yield repair_item(before, after, where)


def _changes(table: Mapping[str, Any], shown: str) -> Iterator[str]:
    """Write all changes by hand in the script of those that are `shown`."""
    script = _SCRIPT.search(shown)
    for (name, label), _, changes in _blocks(table):
        for before, after in changes:
            yield change_item(link_to(name, label), before, after, script[1] if script else "")


def _blocks(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], list[Any], list[Any]]]:
    """Give of each block its id and label, its parts, and what a hand changed in it."""
    speech: str = table["speech"]
    for name, number, parts, changes in table["blocks"]:
        yield (f"{speech}-{name}" if name else speech, number or HEADING), parts, changes
