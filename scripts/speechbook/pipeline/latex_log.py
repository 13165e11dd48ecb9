"""Read what LaTeX has written about a run, and find the texts it speaks of.

The writer puts a comment `%@ PAGE ID` before each paragraph of the LaTeX file, so that a line of that file leads to the
speech and the paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ("LatexError", "LatexReport", "Place", "read_log")

_ERROR = re.compile(r"^(?:\./)?([^\s:]+):(\d+): (.*)|^! (.*)", re.MULTILINE)
_SHOWN = re.compile(r"^l\.\d+ (.*)", re.MULTILINE)
_MISSING = re.compile(r"^Missing character: There is no (.)", re.MULTILINE)
_UNDEFINED = re.compile(r"^LaTeX Warning: (?:Hyper r|R)eference .* on page .* undefined", re.MULTILINE)
_TOO_WIDE = re.compile(r"^Overfull \\hbox \(([\d.]+)pt too wide\).*? at lines? (\d+)", re.MULTILINE)
_NOT_INSTALLED = re.compile(
    r"""The font "([^"]+)" cannot be|File [`']([^']+)' not found|Font \S+="?([^"]+)"? .*not load"""
)
_MARK = "%@ "
_TOLERATED_POINTS = 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the book something is."""

    page: str
    """As Sphinx names it: `speeches/ID`."""
    name: str
    """Id of the paragraph or section."""


@dataclass(frozen=True, slots=True)
class LatexError:
    """What ended a run."""

    message: str
    shown: str
    """The end of what LaTeX had read of the line."""
    place: Place | None
    """None when it was not in the text of a page."""
    not_installed: str = ""
    """The font or package that is not there."""


@dataclass(frozen=True, slots=True)
class LatexReport:
    """What a log says."""

    error: LatexError | None
    missing_characters: tuple[str, ...]
    """Characters that no font has, each once."""
    undefined_references: int
    too_wide: tuple[tuple[float, Place | None], ...]
    """Lines that stick out by more than 2 pt: by how many, and where."""


def read_log(folder: Path, name: str) -> LatexReport | None:
    """Read `name.log`, of a run on `name.tex` in the same folder; None when there is no log."""
    log = folder / f"{name}.log"
    if not log.is_file():
        return None
    text = log.read_text(encoding="utf-8", errors="replace")
    found = _ERROR.search(text)
    wide = [(float(points), int(line)) for points, line in _TOO_WIDE.findall(text) if float(points) > _TOLERATED_POINTS]
    numbers = {line for _, line in wide}
    if found and found[1] == f"{name}.tex":
        numbers.add(int(found[2]))
    places = dict(_places(folder / f"{name}.tex", numbers)) if numbers else {}
    return LatexReport(
        error=_error(text, found, places, name) if found else None,
        missing_characters=tuple(dict.fromkeys(_MISSING.findall(text))),
        undefined_references=len(_UNDEFINED.findall(text)),
        too_wide=tuple((points, places.get(line)) for points, line in wide),
    )


def _error(text: str, found: re.Match[str], places: dict[int, Place], name: str) -> LatexError:
    lost = _NOT_INSTALLED.search(text)
    shown = _SHOWN.search(text, found.end())
    return LatexError(
        message=found[3] or found[4] or "",
        shown=shown[1] if shown else "",
        place=places.get(int(found[2])) if found[1] == f"{name}.tex" else None,
        not_installed=(lost[1] or lost[2] or lost[3]) if lost else "",
    )


def _places(file: Path, numbers: set[int]) -> Iterator[tuple[int, Place]]:
    """Find the mark before each of some lines, counted from 1."""
    last: Place | None = None
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith(_MARK):
                page, _, name = line[len(_MARK) :].strip().partition(" ")
                last = Place(page, name)
            if number in numbers and last is not None:
                yield number, last
