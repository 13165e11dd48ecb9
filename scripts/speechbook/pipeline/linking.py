"""Link the speeches of a collection: read them one by one, then finish the pages of those that are concerned.

A page is made when its speech is read, with slots for what only the whole collection knows. When all have been read,
the slots are filled: of the speeches that were read, and of those others whose links changed through them. Nothing of
the collection is held but a row of numbers for each speech.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from speechbook.config import Settings
from speechbook.diagnostics import Diagnostic
from speechbook.model import Parallel
from speechbook.pipeline.collection import Collection, Kept
from speechbook.pipeline.link_entries import LinkEntry
from speechbook.pipeline.link_targets import LinkTargets
from speechbook.pipeline.shared_words import SharedPassage, SharedWords
from speechbook.relate import names_in, positions_in
from speechbook.search import fold
from speechbook.write import fill_slots, parallel_notes

__all__ = ("Linking",)

_MOST_PLACES = 3
"""Places that a note names; the rest are counted."""
_MIN_HAN = 12

Rebind = Callable[[str], LinkEntry]
"""Reads a speech again."""


class Linking:
    """One run over a collection."""

    def __init__(self, settings: Settings, mark: str, folder: Path | None) -> None:
        """Open the state in `folder`; without one, nothing is kept and no words are compared."""
        self._collection = Collection(folder / "links.sqlite" if folder else None, mark)
        self._targets = LinkTargets(self._collection)
        self._shared = SharedWords(self._collection, folder / "grams") if folder and settings.links.passages else None
        self._touched: set[str] = set()
        self._changed: set[str] = set()
        self._asking: set[str] = set()
        self._others: list[str] = []

    @property
    def is_new(self) -> bool:
        """Whether no earlier run left anything that can be used."""
        return self._collection.is_new

    def take(self, entry: LinkEntry) -> None:
        """Enter a speech that was read anew, and put its page with slots away."""
        self._enter(entry)
        self._changed.add(entry.speech)
        self._collection.waiting.put(entry.speech, entry.work)

    def forget_others(self, names: set[str]) -> None:
        """Take out the speeches that are in the book no more."""
        for name in self._collection.names() - names:
            old = self._collection.speech(name)
            if old:
                self._touched |= _names_touched(old)
                if self._shared:
                    self._shared.leave(old)
                self._collection.drop(name)

    def settle(self) -> int:
        """End the entering; give the number of speeches whose pages are to be finished or at least looked at."""
        self._asking = self._collection.who_asks(self._touched)
        sharing = self._shared.settle() if self._shared else set()
        self._others = sorted((self._asking | sharing) - self._changed)
        return len(self._changed) + len(self._others)

    def finished_pages(self, rebind: Rebind, on_speech: Callable[[], None]) -> Iterator[tuple[str, str]]:
        """Yield the id and the page of every speech that was read, and of every other whose links changed.

        To be called after `settle`; `on_speech` is called after each speech, whether its page changed or not.
        """
        for name, notes in self._notes(sorted(self._changed)):
            work = self._collection.waiting.take(name)
            if work:
                yield name, self._page(name, work, notes)
            on_speech()
        for name, notes in self._notes(self._others):
            kept = self._collection.speech(name)
            if kept and (name in self._asking or self._as_text(notes) != kept.notes):
                yield name, self._page(name, rebind(name).work, notes)
            on_speech()

    def concerned(self) -> set[str]:
        """Give the speeches that were not read but name one that was, or that is gone."""
        return self._collection.who_asks(self._touched) - self._changed

    def diagnostics(self) -> Iterator[tuple[str, list[Diagnostic]]]:
        """Yield what is to be said of the links of each speech that was read, to other speeches."""
        for name in sorted(self._changed):
            work = self._collection.waiting.take(name)
            if work:
                yield name, self._targets.diagnostics(name, work)

    def abandon(self) -> None:
        """Leave what earlier runs found out as it was."""
        self._collection.close()

    def save(self) -> None:
        """Keep what was found out; to be called when the pages have been written."""
        if self._shared:
            self._shared.save()
        self._collection.commit()
        if self._shared:
            self._shared.tidy()

    def _enter(self, entry: LinkEntry) -> None:
        name, words = entry.speech, entry.words
        old = self._collection.speech(name)
        base = self._shared.place_of(old, words) if self._shared else self._any_place(old)
        kept = replace(entry.kept, base=base, notes=old.notes if old else "")
        if old is None or _identity(old) != _identity(kept):
            self._touched |= _names_touched(kept) | (_names_touched(old) if old else set())
            if old and self._shared:
                self._shared.touch(old)
        if old and self._shared and self._collection.dismissals(name) != frozenset(entry.dismissed):
            self._shared.touch(old)
        self._collection.put(kept, words, entry.names, entry.asked, entry.dismissed)

    def _any_place(self, old: Kept | None) -> int:
        """Give a place that no other speech has, where the words themselves are not compared."""
        if old:
            return old.base
        place = self._collection.next_base()
        self._collection.set_next_base(place + 1)
        return place

    def _notes(self, names: list[str]) -> Iterator[tuple[str, list[SharedPassage]]]:
        """Find the shared words of speeches that no editor dismissed, in each oldest speeches first."""
        if not self._shared:
            yield from ((name, []) for name in names)
            return
        for name, passages in self._shared.shared_by(names):
            yield name, self._wanted(name, passages) if passages else []

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

    def _as_text(self, notes: list[SharedPassage]) -> str:
        """Write down all that the notes of a page depend on."""
        if not notes:
            return ""
        return repr(
            [
                (paragraph, start, end, [(*place, *self._targets.title(place[0])) for place in places])
                for paragraph, start, end, places in notes
            ]
        )

    def _page(self, name: str, work: Mapping[str, Any], notes: list[SharedPassage]) -> str:
        kept, noted = self._collection.speech(name), self._as_text(notes)
        if kept is None or kept.notes != noted:
            self._collection.set_notes(name, noted)
        parallels = [] if work["is_silent"] else list(_parallels(work["paragraphs"], notes))
        parallels += self._targets.added_parallels(name, work)
        titles = {speech: self._targets.title(speech) for one in parallels for speech, _ in one.places}
        return fill_slots(
            work["page"], self._targets.addresses(name, work), parallel_notes(parallels, titles, work["script"])
        )


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


def _identity(kept: Kept) -> tuple[str, ...]:
    return (kept.title, kept.script, kept.date, kept.speaker, kept.ids, kept.names)


def _names_touched(kept: Kept) -> set[str]:
    return {*kept.names.split("\n"), f"={kept.name}"}
