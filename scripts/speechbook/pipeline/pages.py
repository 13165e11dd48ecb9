"""Write docs/speeches and docs/lists for the whole collection, only what changed.

Cost is flat: a speech whose clean text, trail and raw file are as they were is not opened; lists are made of cards that
the state keeps, and written only where they differ.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from speechbook.clean import RULE_LABELS
from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.model import MentionKind, SpeechCard, SpeechQuality
from speechbook.pipeline.archive import Archive, may_write_archive
from speechbook.pipeline.binding import BoundSpeech, bind_speech
from speechbook.pipeline.files import Stamp, stamp_of, write_text
from speechbook.pipeline.garbage import rare_collections
from speechbook.pipeline.indexing import Indexing
from speechbook.pipeline.linking import Linking
from speechbook.pipeline.quality import quality_from_state, quality_of, quality_pages
from speechbook.pipeline.raw_scripts import raw_script_path, write_raw_script
from speechbook.pipeline.state import fingerprint, load_state, no_progress, save_state
from speechbook.pipeline.withdrawing import withdraw
from speechbook.relate import FoundLinks, by_speaker, by_year, card_of, in_order
from speechbook.write import landing_title, overview, speaker_pages, speech_page, year_pages

__all__ = ("PagesResult", "make_pages")

_ROOMS = (
    "clean",
    "outline",
    "relate",
    "write",
    "search/folding.py",
    "search/data",
    "variants/script.py",
    "pipeline/binding.py",
    "pipeline/collection.py",
    "pipeline/decisions.py",
    "pipeline/gram_index.py",
    "pipeline/index_store.py",
    "pipeline/indexing.py",
    "pipeline/link_targets.py",
    "pipeline/linking.py",
    "pipeline/naming.py",
    "pipeline/shared_words.py",
    "pipeline/witnesses.py",
    "pipeline/quality.py",
    "pipeline/raw_scripts.py",
    "model.py",
    "visible.py",
    "diagnostics.py",
)


@dataclass(frozen=True, slots=True)
class PagesResult:
    """What a run did."""

    speeches: int
    """In the book; drafts are not."""
    written: int
    """Pages of speeches that were written."""
    removed: int
    problems: tuple[FileProblemError, ...]


def make_pages(
    settings: Settings, on_speech: Callable[[], None] = no_progress, *, with_pages: bool = True
) -> PagesResult:
    """Bring ledgers and pages up to date with the clean texts.

    Without `with_pages` only the trails are. A run that may not write the archive gives the ids that the next writing
    run will keep.
    """
    with rare_collections():
        return _Binder(settings, with_pages=with_pages).run(on_speech)


class _Binder:
    """One run over the clean texts."""

    def __init__(self, settings: Settings, *, with_pages: bool) -> None:
        self._settings = settings
        self._archive = Archive(settings.folders)
        self._with_pages = with_pages
        self._may_write = may_write_archive()
        self._written = 0
        kind = "pages" if with_pages else "ledgers"
        self._state_path = settings.folders.build / "state" / f"{kind}.json"
        self._mark = fingerprint(_ROOMS, settings.book.script, settings.links, settings.names)
        state = self._state_path.parent
        self._linking = Linking(settings, self._mark, state) if with_pages else None
        self._indexing = Indexing(settings, self._mark, state) if with_pages else None

    def run(self, on_speech: Callable[[], None]) -> PagesResult:
        if self._indexing is None:
            return self._run(on_speech)
        try:
            with self._indexing:
                return self._run(on_speech)
        except BaseException:
            if self._linking:
                self._linking.abandon()
            raise

    def _run(self, on_speech: Callable[[], None]) -> PagesResult:
        is_anew = any(part is not None and part.is_new for part in (self._linking, self._indexing))
        known = {} if is_anew else load_state(self._state_path, self._mark)
        kept: dict[str, object] = {}
        cards: list[SpeechCard] = []
        qualities: list[SpeechQuality] = []
        problems: list[FileProblemError] = []
        for name in self._archive.ids():
            entry = known.get(name)
            try:
                if not entry or entry["stamps"] != self._stamps(name, entry["raw"]) or not self._has_page(name, entry):
                    entry = self._bind(name)
                kept[name] = entry
                if entry["card"]:
                    cards.append(SpeechCard(**entry["card"]))
                    qualities.append(quality_from_state(entry["quality"]))
            except FileProblemError as problem:
                problems.append(problem)
            on_speech()
        removed = 0
        if self._linking:
            self._write_linked(self._linking, {card.id for card in cards})
            self._write_lists(cards, qualities)
            removed = self._remove_others({card.id for card in cards})
        if kept != known:
            save_state(self._state_path, self._mark, kept)
        return PagesResult(len(cards), self._written, removed, tuple(problems))

    def _stamps(self, name: str, raw: str) -> list[list[int] | None]:
        paths = [self._archive.clean_path(name), self._archive.trail_path(name)]
        if raw:
            paths.append(self._archive.raw_path(raw))
        return [_as_list(stamp_of(path)) for path in paths]

    def _has_page(self, name: str, entry: dict[str, Any]) -> bool:
        if not self._with_pages or not entry["card"]:
            return True
        folders = self._settings.folders
        is_complete = not entry["raw_script"] or raw_script_path(folders, name).exists()
        return is_complete and (folders.pages / f"{name}.md").exists()

    def _bind(self, name: str) -> dict[str, Any]:
        bound = bind_speech(self._archive, self._settings, name)
        if bound.trail_is_stale and self._may_write:
            self._archive.save_trail(bound.trail)
        is_shown = not bound.speech.meta.draft
        has_raw_script = False
        if self._linking and is_shown:
            self._linking.take(bound, *self._page_with_slots(self._linking, bound))
            has_raw_script = write_raw_script(self._settings.folders, bound)
        raw = bound.trail.raw.path if bound.trail.raw else ""
        card = asdict(card_of(bound.speech)) if is_shown else None
        return {
            "stamps": self._stamps(name, raw),
            "raw": raw,
            "raw_script": has_raw_script,
            "card": card,
            "quality": asdict(quality_of(bound)),
        }

    def _page_with_slots(self, linking: Linking, bound: BoundSpeech) -> tuple[FoundLinks, str]:
        found = linking.find(bound)
        page = speech_page(bound.speech, bound.apparatus, bound.diagnostics, RULE_LABELS, found.shown)
        terms = self._indexing.take(bound.speech) if self._indexing else ""
        return found, f"{page}\n{terms}"

    def _write_linked(self, linking: Linking, names: set[str]) -> None:
        """Write the pages of the speeches that were read, and of those whose links changed through them."""

        def rebind(name: str) -> tuple[BoundSpeech, FoundLinks, str]:
            bound = bind_speech(self._archive, self._settings, name)
            return bound, *self._page_with_slots(linking, bound)

        linking.forget_others(names)
        for name, page in linking.finished_pages(rebind):
            self._written += write_text(self._settings.folders.pages / f"{name}.md", page)
        linking.save()

    def _write_lists(self, cards: list[SpeechCard], qualities: list[SpeechQuality]) -> None:
        folder = self._settings.folders.lists
        years, speakers = by_year(cards), by_speaker(cards)
        pages = {**dict(year_pages(years)), **dict(speaker_pages(speakers))}
        by_id = {card.id: card for card in cards}
        pages.update(quality_pages(qualities, by_id))
        for name, text in pages.items():
            write_text(folder / f"{name}.md", text)
        indices: set[str] = set()
        if self._indexing:
            indices = self._indexing.write_pages(by_id)
            book = self._settings.book
            write_text(folder / "title.txt", landing_title(book.title, book.subtitle, book.script))
            places, topics = (self._indexing.foremost(kind) for kind in (MentionKind.PLACE, MentionKind.TOPIC))
            write_text(folder / "overview.txt", overview(years, speakers, places, topics))
            indices.add(self._indexing.write_speech_list(in_order(cards)))
        for path in folder.glob("*.md"):
            if path.stem not in pages and path.stem not in indices:
                path.unlink()

    def _remove_others(self, names: set[str]) -> int:
        """Remove the pages of speeches that are no longer in the book, what was built of them included."""
        folders = self._settings.folders
        stale = [path for path in folders.pages.glob("*.md") if path.stem not in names]
        for path in stale:
            path.unlink()
        withdraw(folders, [path.stem for path in stale])
        return len(stale)


def _as_list(stamp: Stamp | None) -> list[int] | None:
    return list(stamp) if stamp else None
