"""Write docs/speeches and docs/lists for the whole collection, only what changed.

Cost is flat: a speech whose clean text, trail and raw file are as they were is not opened; lists are made of cards that
the state keeps, and written only where they differ.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any

from speechbook.config import Settings
from speechbook.errors import FileProblemError, os_reason
from speechbook.model import MentionKind, SpeechCard, SpeechQuality
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.arrivals import latest_first
from speechbook.pipeline.crew import jobs_for, work_in_order
from speechbook.pipeline.drafting import DraftedPage, PageDrafter
from speechbook.pipeline.files import Stamp, names_in, remove_leftovers, seconds_of, stamp_of, write_text
from speechbook.pipeline.garbage import rare_collections
from speechbook.pipeline.indexing import Indexing
from speechbook.pipeline.links import LinkEntry, Linking
from speechbook.pipeline.quality import quality_from_state, quality_pages
from speechbook.pipeline.raw_scripts import raw_script_path
from speechbook.pipeline.state import Stage, fingerprint, load_state, no_progress, no_stage, save_state
from speechbook.pipeline.withdrawing import withdraw
from speechbook.relate import by_speaker, by_year, in_order
from speechbook.write import landing_title, overview, speaker_pages, year_pages

__all__ = ("PagesResult", "make_pages")

_LATEST = 6
"""Speeches that the landing page names as the last that came."""
_ROOMS = (
    "clean",
    "outline",
    "relate",
    "write",
    "search/folding.py",
    "search/data",
    "variants",
    "pipeline/binding.py",
    "pipeline/decisions.py",
    "pipeline/drafting.py",
    "pipeline/index_store.py",
    "pipeline/indexing.py",
    "pipeline/links",
    "pipeline/naming.py",
    "pipeline/witnesses.py",
    "pipeline/quality.py",
    "pipeline/raw_scripts.py",
    "model",
    "pronunciation.py",
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
    settings: Settings,
    on_speech: Callable[[], None] = no_progress,
    jobs: int = 1,
    *,
    with_pages: bool = True,
    on_stage: Stage = no_stage,
    on_work: Callable[[], None] = no_progress,
) -> PagesResult:
    """Bring ledgers and pages up to date with the clean texts.

    Calls `on_work` before the first speech that is read, if there is one, `on_speech` when a speech was read, and what
    `on_stage` gives when its page was finished. Without `with_pages` only the trails are. A run that may not write the
    archive gives the ids that the next writing run will keep. `jobs` is the number of processes; 0 leaves it to the
    program.
    """
    try:
        with rare_collections():
            return _Binder(settings, on_stage, on_work, with_pages=with_pages).run(on_speech, jobs)
    except (OSError, sqlite3.Error) as exc:
        # Pages and trails are written by `write_text`, which says what happened; this is the state, or a folder.
        where = str(settings.folders.build / "state")
        reason = os_reason(exc) if isinstance(exc, OSError) else str(exc)
        raise FileProblemError(where, f"写不进去（{reason}）", "请检查磁盘空间和文件夹权限") from exc


class _Binder:
    """One run over the clean texts."""

    def __init__(self, settings: Settings, on_stage: Stage, on_work: Callable[[], None], *, with_pages: bool) -> None:
        self._settings = settings
        self._on_stage = on_stage
        self._on_work = on_work
        self._archive = Archive(settings.folders)
        self._with_pages = with_pages
        self._drafter = PageDrafter(settings, with_pages=with_pages)
        self._written = 0
        kind = "pages" if with_pages else "ledgers"
        self._state_path = settings.folders.build / "state" / f"{kind}.json"
        self._mark = fingerprint(_ROOMS, settings.book.script, settings.links, settings.names)
        state = self._state_path.parent
        self._linking = Linking(settings, self._mark, state) if with_pages else None
        self._indexing = Indexing(settings, self._mark, state) if with_pages else None

    def run(self, on_speech: Callable[[], None], jobs: int) -> PagesResult:
        if self._indexing is None:
            return self._run(on_speech, jobs)
        try:
            with self._indexing:
                return self._run(on_speech, jobs)
        except BaseException:
            if self._linking:
                self._linking.abandon()
            raise

    def _run(self, on_speech: Callable[[], None], jobs: int) -> PagesResult:
        folders = self._settings.folders
        for folder in (folders.clean, folders.trail, folders.pages, folders.lists, self._state_path.parent):
            remove_leftovers(folder)
        is_anew = any(part is not None and part.is_new for part in (self._linking, self._indexing))
        known = {} if is_anew else load_state(self._state_path, self._mark)
        kept: dict[str, object] = {}
        cards: list[SpeechCard] = []
        qualities: list[SpeechQuality] = []
        problems: list[FileProblemError] = []
        names = list(self._archive.ids())
        stale = {name for name in names if not self._is_current(name, known.get(name))}
        if stale:
            self._on_work()
            self._drafter.get_ready()
        with closing(work_in_order(self._drafter, sorted(stale), jobs_for(jobs, len(stale)))) as drafts:
            for name in names:
                drafted = next(drafts) if name in stale else None
                try:
                    kept[name] = entry = self._take(drafted) if drafted else known[name]
                    if entry["card"]:
                        cards.append(SpeechCard(**entry["card"]))
                        qualities.append(quality_from_state(entry["quality"]))
                except FileProblemError as problem:
                    problems.append(problem)
                on_speech()
        removed = 0
        if self._linking:
            self._write_linked(self._linking, {card.id for card in cards}, jobs)
            self._write_lists(cards, qualities, _raw_seconds(kept))
            removed = self._remove_others({card.id for card in cards})
        if kept != known:
            save_state(self._state_path, self._mark, kept)
        return PagesResult(len(cards), self._written, removed, tuple(problems))

    def _is_current(self, name: str, entry: dict[str, Any] | None) -> bool:
        """Tell whether a speech and its page are as the last run left them."""
        try:
            if entry is None:
                return False
            return bool(entry["stamps"] == self._stamps(name, entry["raw"]) and self._has_page(name, entry))
        except FileProblemError:
            return False

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

    def _take(self, drafted: DraftedPage | FileProblemError) -> dict[str, Any]:
        """Enter what a worker found out of a speech into what is known of the collection; give its entry."""
        if isinstance(drafted, FileProblemError):
            raise drafted
        if self._linking and drafted.link:
            self._linking.take(drafted.link)
        if self._indexing and drafted.names:
            self._indexing.take(drafted.names)
        raw = drafted.raw
        return {
            "stamps": self._stamps(drafted.name, raw),
            "raw": raw,
            "raw_script": drafted.has_raw_script,
            "card": asdict(drafted.card) if drafted.card else None,
            "quality": asdict(drafted.quality),
        }

    def _write_linked(self, linking: Linking, names: set[str], jobs: int) -> None:
        """Write the pages of the speeches that were read, and of those whose links changed through them."""

        def rebind(name: str) -> LinkEntry:
            drafted = self._drafter(name)
            if isinstance(drafted, FileProblemError):
                raise drafted
            if self._indexing and drafted.names:
                self._indexing.take(drafted.names)
            assert drafted.link is not None  # noqa: S101 -- a draft has no page that others link to
            return drafted.link

        linking.forget_others(names)
        on_speech = self._on_stage("联系各篇", linking.settle())
        self._written = linking.finish_pages(rebind, self._write_page, on_speech, jobs)
        linking.save()

    def _write_page(self, name: str, page: str) -> bool:
        return write_text(self._settings.folders.pages / f"{name}.md", page)

    def _write_lists(
        self, cards: list[SpeechCard], qualities: list[SpeechQuality], raw_seconds: dict[str, int]
    ) -> None:
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
            latest = latest_first(self._archive, cards, raw_seconds, _LATEST)
            write_text(folder / "overview.txt", overview(years, speakers, places, topics, latest))
            indices.add(self._indexing.write_speech_list(in_order(cards)))
        for path in folder.glob("*.md"):
            if path.stem not in pages and path.stem not in indices:
                path.unlink()

    def _remove_others(self, names: set[str]) -> int:
        """Remove the pages of speeches that are no longer in the book, what was built of them included."""
        folders = self._settings.folders
        pages = (name.removesuffix(".md") for name in names_in(folders.pages, ".md"))
        stale = [name for name in pages if name not in names]
        for name in stale:
            (folders.pages / f"{name}.md").unlink()
        withdraw(folders, stale)
        return len(stale)


def _raw_seconds(entries: dict[str, Any]) -> dict[str, int]:
    """Give the time of the raw file of each speech that has one, from its stamps."""
    return {
        name: seconds_of(entry["stamps"][2]) for name, entry in entries.items() if entry["raw"] and entry["stamps"][2]
    }


def _as_list(stamp: Stamp | None) -> list[int] | None:
    return list(stamp) if stamp else None
