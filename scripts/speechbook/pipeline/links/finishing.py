"""Finish the pages of speeches: fill the slots that were left for what only the whole collection knows.

All that is asked of the collection here is to be read, so several processes may finish pages at the same time, each
with its own part of them; what the collection is to keep of a page goes back to the one that writes it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from speechbook.model import Parallel
from speechbook.pipeline.links.collection import Collection
from speechbook.pipeline.links.shared_words import SharedPassage, SharedWords
from speechbook.pipeline.links.targets import LinkTargets
from speechbook.relate import names_in, positions_in
from speechbook.search import fold
from speechbook.write import fill_slots, parallel_notes

__all__ = ("FinishedPage", "PageFinisher", "WritePage", "groups_for")

_MOST_PLACES = 3
"""Places that a note names; the rest are counted."""
_MIN_HAN = 12
_MOST_TOGETHER = 48
"""Speeches that a process looks up together; so many have about the words that `SharedWords` takes at a time."""

WritePage = Callable[[str, str], bool]
"""Takes the id of a speech and its page; tells whether that was another than what stood there."""


class FinishedPage(NamedTuple):
    """What is to be noted of a page that is written."""

    speech: str
    notes: str
    """All that its notes 又见 depend on."""
    is_other: bool
    """It differs from the page that was there."""


class PageFinisher:
    """Finishes pages; to be called with the ids of speeches whose work waits."""

    def __init__(self, collection: Collection, shared: SharedWords | None, write: WritePage) -> None:
        """Read this collection, and its index of words where there is one; write with `write`."""
        self._collection = collection
        self._shared = shared
        self._targets = LinkTargets(collection)
        self._write = write

    def __call__(self, names: Iterable[str]) -> list[FinishedPage]:
        """Finish and write pages, in this process or in one forked from that of the collection."""
        self._collection.look_from_here()
        return list(self.finished(names))

    def finished(self, names: Iterable[str]) -> Iterator[FinishedPage]:
        """Finish and write the pages of speeches that were read, one after another."""
        for name, notes in self.notes(names):
            work = self._collection.waiting.take(name)
            if work:
                yield self.finish(name, work, notes)

    def notes(self, names: Iterable[str]) -> Iterator[tuple[str, list[SharedPassage]]]:
        """Find the shared words of speeches that no editor dismissed, in each oldest speeches first."""
        if not self._shared:
            yield from ((name, []) for name in names)
            return
        for name, passages in self._shared.shared_by(names):
            yield name, self._wanted(name, passages) if passages else []

    def finish(self, name: str, work: Mapping[str, Any], notes: list[SharedPassage]) -> FinishedPage:
        """Fill the slots of a page and write it."""
        parallels = [] if work["is_silent"] else list(_parallels(work["paragraphs"], notes))
        parallels += self._targets.added_parallels(name, work)
        titles = {speech: self._targets.title(speech) for one in parallels for speech, _ in one.places}
        addresses = self._targets.addresses(name, work)
        page = fill_slots(work["page"], addresses, parallel_notes(parallels, titles, work["script"]))
        return FinishedPage(name, self.as_text(notes), self._write(name, page))

    def as_text(self, notes: list[SharedPassage]) -> str:
        """Write down all that the notes of a page depend on."""
        if not notes:
            return ""
        return repr(
            [
                (paragraph, start, end, [(*place, *self._targets.title(place[0])) for place in places])
                for paragraph, start, end, places in notes
            ]
        )

    def _wanted(self, name: str, passages: list[SharedPassage]) -> list[SharedPassage]:
        dismissed = self._collection.dismissals(name)
        ids = self._collection.paragraphs(name).ids
        notes = []
        for paragraph, start, end, places in passages:
            kept = [place for place in places if not self._is_dismissed(name, ids[paragraph], place, dismissed)]
            kept.sort(key=lambda place: self._targets.age(place[0]))
            if kept:
                notes.append((paragraph, start, end, kept))
        return notes

    def _is_dismissed(self, name: str, own: str, place: tuple[str, str], dismissed: frozenset[tuple[str, str]]) -> bool:
        """Tell whether the editor of either speech does not want a note."""
        other, there = place
        if {("", other), (own, other)} & dismissed:
            return True
        return bool({("", name), (there, name)} & self._collection.dismissals(other))


def groups_for(names: list[str], jobs: int) -> Iterator[list[str]]:
    """Part speeches into groups for processes: some for each of them, so that all end at about the same time."""
    size = max(1, min(_MOST_TOGETHER, -(-len(names) // (2 * jobs))))
    for start in range(0, len(names), size):
        yield names[start : start + size]


def _parallels(paragraphs: list[tuple[str, str]], notes: list[SharedPassage]) -> Iterator[Parallel]:
    """Give the notes with the words they are about; names of works and meetings are no quotation."""
    for number, start, end, places in notes:
        name, text = paragraphs[number]
        positions = positions_in(text, fold)
        first, last = positions[start], positions[end - 1] + 1
        if _outside_names(text, first, last) < _MIN_HAN:
            continue
        is_whole = start == 0 and end == len(positions)
        yield Parallel(name, "" if is_whole else text[first:last], tuple(places[:_MOST_PLACES]), len(places))


def _outside_names(text: str, first: int, last: int) -> int:
    """Count the characters of words in `text[first:last]` that belong to no name of a work or meeting."""
    spans = names_in(text)
    if not spans:
        return last - first
    return sum(
        1 for at in range(first, last) if text[at].isalnum() and not any(begin <= at < end for begin, end in spans)
    )
