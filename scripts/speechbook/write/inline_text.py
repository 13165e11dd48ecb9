"""The text of a paragraph as MyST: leads of points emphasised and anchored, links, marks of doubt.

They may stand within one another in any way; what comes out is always well formed. A link that reaches over the edge of
a lead is made of two. A mark that would fall into a link or a lead comes right after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from speechbook.model import SpeechLinks, TextLink
from speechbook.write.link_slots import slot
from speechbook.write.markdown import escape, span, strong

__all__ = ("Lead", "LinksByLine", "Mark", "inline_text")


class Lead(NamedTuple):
    """The lead of a point."""

    start: int
    end: int
    name: str
    """Its permalink."""
    classes: str
    """Names of its style."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the text."""

    at: int
    markup: str


@dataclass(frozen=True, slots=True)
class LinksByLine:
    """The links of a speech, found by their line."""

    in_text: Mapping[int, Sequence[TextLink]]
    on_headings: Mapping[int, Sequence[TextLink]]
    awaits_notes: bool
    """Whether paragraphs may get notes when the collection is known."""

    @classmethod
    def of(cls, links: SpeechLinks | None) -> "LinksByLine":
        """Sort the links of a speech by line."""
        if links is None:
            return cls({}, {}, awaits_notes=False)
        return cls(_by_line(links.links), _by_line(links.headings), awaits_notes=True)


def _by_line(links: Sequence[TextLink]) -> dict[int, list[TextLink]]:
    found: dict[int, list[TextLink]] = {}
    for link in links:
        found.setdefault(link.line, []).append(link)
    return found


def inline_text(text: str, leads: Sequence[Lead], links: Sequence[TextLink], marks: Sequence[Mark], start: int) -> str:
    """Write a text that begins at character `start` of its line; the places of the links count from the line.

    `leads` do not overlap, nor do `links`; all are in the order of the text.
    """
    writer = _Writer(text, links, marks, start)
    pieces: list[str] = []
    position = 0
    for lead in leads:
        pieces.append(writer.write(position, lead.start, is_lead=False))
        pieces.append(span(writer.write(lead.start, lead.end, is_lead=True), name=lead.name, classes=lead.classes))
        position = lead.end
    pieces.append(writer.write(position, len(text), is_lead=False))
    pieces += [mark.markup for mark in writer.waiting]
    return "".join(pieces)


class _Writer:
    """Writes one text piece by piece."""

    def __init__(self, text: str, links: Sequence[TextLink], marks: Sequence[Mark], start: int) -> None:
        self._text = text
        self._links = [(max(0, link.start - start), min(len(text), link.end - start), link) for link in links]
        self.waiting = list(marks)

    def write(self, start: int, end: int, *, is_lead: bool) -> str:
        """Write `text[start:end]`."""
        pieces: list[str] = []
        position = start
        for begin, stop, link in self._links:
            begin, stop = max(begin, position), min(stop, end)
            if begin >= stop:
                continue
            pieces.append(self._plain(position, begin, is_lead=is_lead))
            pieces.append(_linked(self._plain(begin, stop, is_lead=is_lead, may_mark=False), link))
            position = stop
        pieces.append(self._plain(position, end, is_lead=is_lead))
        return "".join(pieces)

    def _plain(self, start: int, end: int, *, is_lead: bool, may_mark: bool = True) -> str:
        if is_lead:
            return strong(self._text[start:end]) if end > start else ""
        pieces: list[str] = []
        while may_mark and self.waiting and self.waiting[0].at <= end:
            mark = self.waiting.pop(0)
            at = min(max(mark.at, start), end)
            pieces.append(escape(self._text[start:at]) if at > start else "")
            pieces.append(mark.markup)
            start = at
        pieces.append(escape(self._text[start:end]) if end > start else "")
        return "".join(pieces)


def _linked(words: str, link: TextLink) -> str:
    if link.slot >= 0:
        return slot(link.slot, words)
    return f"[{words}](#{link.target})"
