"""Link the speeches of a collection: read them one by one, then finish the pages of those that are concerned.

A page is made when its speech is read, with slots for what only the whole collection knows. When all have been read,
the slots are filled: of the speeches that were read, and of those others whose links changed through them. Nothing of
the collection is held but a row of numbers for each speech.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from speechbook.config import Settings
from speechbook.diagnostics import Diagnostic
from speechbook.pipeline.crew import can_fork, jobs_for, work_in_order
from speechbook.pipeline.links.collection import Collection, Kept
from speechbook.pipeline.links.entries import LinkEntry
from speechbook.pipeline.links.finishing import FinishedPage, PageFinisher, WritePage, groups_for
from speechbook.pipeline.links.shared_words import SharedWords
from speechbook.pipeline.links.targets import LinkTargets
from speechbook.pipeline.state import no_progress

__all__ = ("Linking",)

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

    def finish_pages(
        self, rebind: Rebind, write: WritePage, on_speech: Callable[[], None] = no_progress, jobs: int = 1
    ) -> int:
        """Write the page of every speech that was read, and of every other whose links changed.

        Gives how many pages became others. To be called after `settle`; `on_speech` is called after each speech,
        whether its page changed or not.
        """
        finisher = PageFinisher(self._collection, self._shared, write)
        written = 0
        for page in self._finished(finisher, jobs):
            self._collection.set_notes(page.speech, page.notes)
            written += page.is_other
            on_speech()
        for name, notes in finisher.notes(self._others):
            kept = self._collection.speech(name)
            if kept and (name in self._asking or finisher.as_text(notes) != kept.notes):
                page = finisher.finish(name, rebind(name).work, notes)
                self._collection.set_notes(name, page.notes)
                written += page.is_other
            on_speech()
        return written

    def _finished(self, finisher: PageFinisher, jobs: int) -> Iterator[FinishedPage]:
        """Write the pages of the speeches that were read; in several processes where all were."""
        names = sorted(self._changed)
        jobs = jobs_for(jobs, len(names))
        if jobs == 1 or not self.is_new or not can_fork():
            yield from finisher.finished(names)
            return
        self._collection.share()
        groups = groups_for(names, jobs)
        with closing(work_in_order(finisher, groups, jobs, together=1)) as done:
            for pages in done:
                yield from pages

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


def _identity(kept: Kept) -> tuple[str, ...]:
    return (kept.title, kept.script, kept.date, kept.speaker, kept.ids, kept.names)


def _names_touched(kept: Kept) -> set[str]:
    return {*kept.names.split("\n"), f"={kept.name}"}
