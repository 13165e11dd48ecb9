"""On which page of an index a name stands, so that no page grows with the book.

A small index is one page. A larger one has a page for each letter of pinyin, a letter that grows too long one for each
syllable, and then numbered parts; the page of the index leads to them by first characters. Where a name stands depends
on its neighbours in the alphabet only: one more speech moves few names.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from speechbook.model import IndexEntry, IndexPage, MentionKind

__all__ = ("OWN_PAGE_SPEECHES", "plan_index")

PAGE_COST = 120
"""What one page holds: a name or a speech counts one, the number of a paragraph half as much. About 50 KB of HTML."""
OWN_PAGE_SPEECHES = 20
"""A name that more speeches hold has a page of its own."""
_OTHER = "other"


def plan_index(kind: MentionKind, entries: Iterable[IndexEntry]) -> tuple[IndexPage, ...]:
    """Lay out the pages of one index, that of the whole first."""
    ordered = sorted(entries, key=lambda entry: (entry.pinyin, entry.key))
    if _cost(ordered) <= PAGE_COST:
        return (IndexPage(kind, kind.value, "", tuple(ordered)),)
    pages: list[IndexPage] = []
    for letter, group in groupby(ordered, key=_letter):
        pages += _pages_of_group(kind, letter, list(group))
    heads = dict.fromkeys(
        (entry.name[:1], entry.script, entry.pinyin.partition(" ")[0], page.name)
        for page in pages
        for entry in page.entries
    )
    home = IndexPage(kind, kind.value, "", (), tuple(heads), tuple(page.name for page in pages))
    return (home, *pages)


def _pages_of_group(kind: MentionKind, letter: str, entries: Sequence[IndexEntry]) -> list[IndexPage]:
    if _cost(entries) <= PAGE_COST:
        return [IndexPage(kind, f"{kind.value}-{letter}", letter, tuple(entries))]
    pages: list[IndexPage] = []
    for syllable, group in groupby(entries, key=_syllable):
        parts = list(_parts(list(group)))
        for number, part in enumerate(parts, 1):
            name = f"{kind.value}-{letter}-{syllable}" + (f"-{number}" if number > 1 else "")
            label = syllable + (f" {number}" if len(parts) > 1 else "")
            pages.append(IndexPage(kind, name, label, tuple(part)))
    return pages


def _parts(entries: Sequence[IndexEntry]) -> Iterable[Sequence[IndexEntry]]:
    part: list[IndexEntry] = []
    for entry in entries:
        if part and _cost(part) + _cost([entry]) > PAGE_COST:
            yield part
            part = []
        part.append(entry)
    if part:
        yield part


def _cost(entries: Iterable[IndexEntry]) -> float:
    return sum(
        1 + (entry.speeches + entry.paragraphs / 2 if entry.speeches <= OWN_PAGE_SPEECHES else 0) for entry in entries
    )


def _letter(entry: IndexEntry) -> str:
    first = entry.pinyin[:1]
    return first if first.isascii() and first.isalpha() else _OTHER


def _syllable(entry: IndexEntry) -> str:
    syllable = entry.pinyin.partition(" ")[0]
    return syllable if syllable.isascii() and syllable.isalpha() else _OTHER
