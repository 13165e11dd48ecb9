"""One export: a stream of text, a file, or a folder with a file for each speech."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.export import FEED_FILE, Arrival, ExportedSpeech, atom_feed
from speechbook.pipeline.arrivals import Arrivals, find_arrivals
from speechbook.pipeline.export_forms import FORMS
from speechbook.pipeline.exporting import Exporter
from speechbook.pipeline.files import write_pieces, write_text
from speechbook.pipeline.state import no_progress

__all__ = ("ATOM", "Export")

ATOM = "atom"


@dataclass(slots=True)
class Export:
    """One run of the command."""

    settings: Settings
    form: str
    """A key of `FORMS`, or `ATOM`."""
    speeches: tuple[str, ...] = ()
    """Ids; empty for the whole archive."""
    edition: str = ""
    limit: int = 0
    """How many entries a feed has at most; 0 for all."""
    on_speech: Callable[[], None] = no_progress
    problems: list[FileProblemError] = field(default_factory=list)
    """What could not be read; the other speeches are done."""
    notes: list[str] = field(default_factory=list)
    """What the editor should know of the result."""
    site: str = ""
    """Address of the site, where it is another than the settings say; `./` in a feed that stands beside the pages."""
    count: int = 0
    """Speeches that were written."""

    def stream(self) -> Iterator[str]:
        """Yield the export as one document. Raises what `Exporter.names` raises, before the first piece."""
        exporter = Exporter(self.settings, self.edition, self.site)
        names = exporter.names(self.speeches)
        if self.form == ATOM:
            return self._feed(exporter, names)
        form = FORMS[self.form]
        if len(self.speeches) == 1 and form.one:
            return self._one_by_one(exporter, names)
        return form.many(self._counted(exporter, names), exporter.book())

    def write_file(self, path: Path) -> None:
        """Write the export as one file, whole or not at all."""
        write_pieces(path, self.stream())

    def write_folder(self, folder: Path) -> None:
        """Write a file for each speech, or the one file of a format that has no single speeches.

        The file of a speech that has become a draft is removed; nothing else in the folder is touched.
        """
        if self.form == ATOM:
            self.write_file(folder / FEED_FILE)
            return
        form = FORMS[self.form]
        if form.one is None:
            self.write_file(folder / f"{form.file}.{form.suffix}")
            return
        exporter = Exporter(self.settings, self.edition)
        names = exporter.names(self.speeches)
        book = exporter.book()
        for exported in self._counted(exporter, names):
            write_text(folder / f"{exported.speech.id}.{form.suffix}", form.one(exported, book))
        for name in names:
            path = folder / f"{name}.{form.suffix}"
            if path.is_file() and exporter.is_draft(name):
                path.unlink()

    def _one_by_one(self, exporter: Exporter, names: Sequence[str]) -> Iterator[str]:
        write, book = FORMS[self.form].one, exporter.book()
        if write:
            for exported in self._counted(exporter, names):
                yield write(exported, book)

    def _counted(
        self, exporter: Exporter, names: Sequence[str], arrivals: Callable[[str], Arrival] | None = None
    ) -> Iterator[ExportedSpeech]:
        for exported in exporter.speeches(names, self.problems, arrivals, self.on_speech):
            self.count += 1
            yield exported

    def _feed(self, exporter: Exporter, names: Sequence[str]) -> Iterator[str]:
        """Choose what came last; of speeches that came together the one whose id comes first."""
        archive = exporter.archive
        found = find_arrivals(archive)
        chosen: list[str] = []
        for name in sorted(names, key=lambda name: found.added(archive, name), reverse=True):
            if self.limit and len(chosen) == self.limit:
                break
            if not exporter.is_draft(name):
                chosen.append(name)
        when = {name: found.of(archive, name) for name in chosen}
        self._tell(found, chosen)
        updated = max((arrival.updated for arrival in when.values()), default=None)
        return atom_feed(self._counted(exporter, chosen, when.__getitem__), exporter.book(), updated)

    def _tell(self, found: Arrivals, chosen: Sequence[str]) -> None:
        unknown = sum(not found.is_known(name) for name in chosen)
        if unknown:
            self.notes.append(f"{unknown} 篇没有提交进版本库，日期取自文件时间，换一台机器会不同")
        if found.is_shallow:
            self.notes.append("版本库是浅克隆，更早的提交没有取来，日期可能偏晚；git fetch --unshallow 可以取齐")
        if not self.settings.site.base_url:
            self.notes.append("没有设 [site] base_url，条目里没有网页的地址")
