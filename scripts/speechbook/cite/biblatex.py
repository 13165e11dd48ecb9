"""BibLaTeX entries. The entry is laid out by bibtexparser; what LaTeX would read as a command is escaped here."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from speechbook.cite.item import CslDate, CslItem

__all__ = ("biblatex", "escape_latex")

_ESCAPES = str.maketrans(
    {
        # A brace would be counted even behind a backslash, so both have their names.
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "%&_#$"},
    }
)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def escape_latex(text: str) -> str:
    r"""Write plain text so that LaTeX prints it, on one line.

    >>> escape_latex("50% & {a_b} #1")
    '50\\% \\& \\textbraceleft{}a\\_b\\textbraceright{} \\#1'
    """
    return " ".join(text.split()).translate(_ESCAPES)


def biblatex(item: CslItem) -> str:
    """Write an item as an `@online` entry, to which BibLaTeX and its GB/T 7714 style give the mark [EB/OL]."""
    # bibtexparser is loaded on first use: only references need it.
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field
    from bibtexparser.writer import BibtexFormat, write

    layout = BibtexFormat()  # type: ignore[no-untyped-call] # its constructor has no annotation
    layout.indent = "  "
    layout.value_column = "auto"
    entry = Entry("online", item["id"], [Field(key, f"{{{value}}}") for key, value in _fields(item)])
    return write(Library([entry]), layout).strip()


def _fields(entry: CslItem) -> Iterator[tuple[str, str]]:
    item = cast("Mapping[str, Any]", entry)
    for role in ("author", "editor"):
        # A name in braces of its own is one name, whatever words it holds.
        names = [f"{{{escape_latex(name['literal'])}}}" for name in item.get(role, ())]
        if names:
            yield role, " and ".join(names)
    for name, key, written in _FIELDS:
        if key in item:
            yield name, written(item[key])
    yield "langid", "chinese"
    if "annote" in item:
        yield "annotation", escape_latex(item["annote"])


def _iso(date: CslDate) -> str:
    year, *rest = date["date-parts"][0]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def _address(address: str) -> str:
    return address.translate(_IN_ADDRESS)


_FIELDS: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("title", "title", escape_latex),
    ("organization", "container-title", escape_latex),
    ("eventtitle", "event-title", escape_latex),
    ("venue", "event-place", escape_latex),
    ("date", "issued", _iso),
    ("addendum", "source", escape_latex),
    ("note", "section", escape_latex),
    ("url", "URL", _address),
    ("urldate", "accessed", _iso),
)
"""Field, what of the item it holds, and how that is written; in the order of the entry."""
