"""Draft the page of one speech: all of it but what only the whole collection knows."""

from dataclasses import dataclass

from speechbook.clean import RULE_LABELS
from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.model import SpeechCard, SpeechQuality
from speechbook.pipeline.archive import Archive, may_write_archive
from speechbook.pipeline.binding import bind_speech
from speechbook.pipeline.indexing import NameFinder, SpeechNames
from speechbook.pipeline.links import LinkEntry, link_entry
from speechbook.pipeline.quality import quality_of
from speechbook.pipeline.raw_scripts import write_raw_script
from speechbook.relate import card_of, find_links
from speechbook.search import fold
from speechbook.write import speech_page

__all__ = ("DraftedPage", "PageDrafter")


@dataclass(frozen=True, slots=True)
class DraftedPage:
    """What one process found out of a speech, for the one that knows the collection."""

    name: str
    raw: str
    """Path of its raw file; empty for none."""
    quality: SpeechQuality
    card: SpeechCard | None = None
    """None for a speech that is not shown."""
    has_raw_script: bool = False
    link: LinkEntry | None = None
    names: SpeechNames | None = None


class PageDrafter:
    """Drafts pages, each by itself: what it makes of a speech depends on no other."""

    def __init__(self, settings: Settings, *, with_pages: bool) -> None:
        """Draft by the settings of a book; without `with_pages` only the trails are brought up to date."""
        self._settings = settings
        self._archive = Archive(settings.folders)
        self._with_pages = with_pages
        self._names: NameFinder | None = None
        self._may_write = may_write_archive()

    def get_ready(self) -> None:
        """Load what all pages need: once for all processes, and not at all where nothing is drafted."""
        if self._with_pages and self._names is None:
            self._names = NameFinder(self._settings)

    def __call__(self, name: str) -> DraftedPage | FileProblemError:
        """Bind a speech, write its trail where that is stale, and the script of its raw text; gives what went wrong."""
        self.get_ready()
        try:
            return self._drafted(name)
        except FileProblemError as problem:
            return problem

    def _drafted(self, name: str) -> DraftedPage:
        bound = bind_speech(self._archive, self._settings, name)
        if bound.trail_is_stale and self._may_write:
            self._archive.save_trail(bound.trail)
        raw = bound.trail.raw.path if bound.trail.raw else ""
        quality = quality_of(bound)
        if bound.speech.meta.draft:
            return DraftedPage(name, raw, quality)
        card = card_of(bound.speech)
        if self._names is None:
            return DraftedPage(name, raw, quality, card)
        found = find_links(bound.speech, bound.lines, self._settings.links, fold)
        page = speech_page(bound.speech, bound.apparatus, bound.diagnostics, RULE_LABELS, found.shown)
        names = self._names.names_in(bound.speech)
        link = link_entry(bound, found, f"{page}\n{names.terms}")
        return DraftedPage(name, raw, quality, card, write_raw_script(self._settings.folders, bound), link, names)
