"""Speeches out of the archive in the formats of other programs: a speech at a time, never the whole collection.

Here the stages meet: `outline` reads a speech, `variants` puts it into an edition, `cite` and `export` write it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from speechbook import __version__
from speechbook.clean import RULE_LABELS
from speechbook.config import PRESET_LABELS, Settings
from speechbook.errors import FileProblemError, UsageError
from speechbook.export import Arrival, Doubt, ExportedBook, ExportedSpeech
from speechbook.model import Block, EditorChange, Inference, Metadata, Section, Speech
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import BoundSpeech, bind_speech
from speechbook.pipeline.state import no_progress
from speechbook.variants import EDITIONS, convert, style_for
from speechbook.write import marks_of, notes_of

__all__ = ("Exporter",)

_LANGUAGES = {"hans": "zh-Hans", "hant": "zh-Hant"}
_CONVERTED_KEYS = ("title", "speaker", "role", "place", "occasion", "audience", "source", "rights")


@dataclass(frozen=True, slots=True)
class Exporter:
    """Gives the speeches of a book as they are exported."""

    settings: Settings
    edition: str = ""
    """Empty: the texts as the archive has them."""
    site: str = ""
    """Address of the site of the edition, where it is another than the settings say."""

    @property
    def archive(self) -> Archive:
        """Give the archive of the book."""
        return Archive(self.settings.folders)

    @property
    def language(self) -> str:
        """Give the BCP 47 tag of what the book says of itself."""
        return EDITIONS[self.edition].html_lang if self.edition else _LANGUAGES[self.settings.book.script]

    def book(self) -> ExportedBook:
        """Give the facts of the book."""
        told = self.settings.book
        own = {
            key: self._put(getattr(told, key), told.script)
            for key in ("title", "subtitle", "editor", "description", "rights")
        }
        return ExportedBook(
            **own,
            key=told.name,
            language=self.language,
            edition=self.edition,
            address=self._site(),
            program=__version__,
            rule_labels=RULE_LABELS,
            say=lambda words: self._put(words, "hans"),
        )

    def names(self, asked: Sequence[str] = ()) -> tuple[str, ...]:
        """Give the ids of the speeches that are asked for, of all without any; drafts are left out later.

        Raises `UsageError` for one that is a draft, `FileProblemError` for one that is not there.
        """
        for name in asked:
            if self.archive.load_clean(name).meta.draft:
                raise UsageError(f"{name} 是草稿（draft: true），不导出")
        return tuple(dict.fromkeys(asked)) or tuple(self.archive.ids())

    def is_draft(self, name: str) -> bool:
        """Tell whether a speech is kept out of the book; one that cannot be read is not known to be."""
        try:
            return self.archive.load_clean(name).meta.draft
        except FileProblemError:
            return False

    def speeches(
        self,
        names: Sequence[str],
        problems: list[FileProblemError],
        arrivals: Callable[[str], Arrival] | None = None,
        on_speech: Callable[[], None] = no_progress,
    ) -> Iterator[ExportedSpeech]:
        """Yield the speeches one by one, drafts left out; what cannot be read is put into `problems`."""
        for name in names:
            try:
                bound = bind_speech(self.archive, self.settings, name)
                if not bound.speech.meta.draft:
                    yield self._exported(bound, arrivals(name) if arrivals else None)
            except FileProblemError as problem:
                problems.append(problem)
            on_speech()

    def _exported(self, bound: BoundSpeech, arrival: Arrival | None) -> ExportedSpeech:
        speech, book = bound.speech, self.settings.book
        script, protect = speech.meta.script, speech.meta.protect
        changes = tuple(
            EditorChange(change.line, *(self._put(text, script, protect) for text in (change.before, change.after)))
            for change in bound.apparatus.editor_changes
        )
        site = self._site()
        own_rights = self._put(speech.meta.rights, script, protect)
        return ExportedSpeech(
            speech=self._in_edition(speech),
            language=EDITIONS[self.edition].html_lang if self.edition else _LANGUAGES[script],
            rights=own_rights or self._put(book.rights, book.script),
            address=f"{site}speeches/{speech.id}.html" if site else "",
            apparatus=replace(bound.apparatus, editor_changes=changes),
            doubts=tuple(self._doubts(bound)),
            preset=PRESET_LABELS.get(bound.trail.preset, bound.trail.preset),
            arrival=arrival,
        )

    def _doubts(self, bound: BoundSpeech) -> Iterator[Doubt]:
        script, protect = bound.speech.meta.script, bound.speech.meta.protect
        notes = notes_of(bound.speech, bound.diagnostics)
        marks: dict[str, list[tuple[int, int]]] = {}
        for line, marked in marks_of(notes).items():
            for mark in marked:
                marks.setdefault(mark.note.name, []).append((line, mark.diagnostic.end))
        for note in notes:
            said = []
            for found in note.diagnostics:
                words = f"“{self._put(found.excerpt, script, protect)}”" if found.excerpt else ""
                said.append(f"{self._put(found.message, 'hans')}。{words}")
            codes = {found.code.code for found in note.diagnostics}
            yield Doubt(
                note.name,
                note.number,
                codes.pop() if len(codes) == 1 else "",
                tuple(said),
                tuple(found.line for found in note.diagnostics),
                tuple(marks.get(note.name, ())),
            )

    def _in_edition(self, speech: Speech) -> Speech:
        """Convert a speech, block by block as the pages do; every character keeps its place."""
        if not self.edition:
            return speech
        script, protect = speech.meta.script, speech.meta.protect

        def put(text: str) -> str:
            return self._put(text, script, protect)

        def block(one: Block) -> Block:
            if isinstance(one, Section):
                heading = replace(one.heading, label=put(one.heading.label))
                return replace(one, title=put(one.title), heading=heading)
            return replace(one, text=put(one.text))

        return replace(
            speech,
            meta=_converted(speech.meta, put),
            inferred=tuple(Inference(i.key, put(i.value), put(i.evidence)) for i in speech.inferred),
            blocks=tuple(map(block, speech.blocks)),
        )

    def _put(self, text: str, script: str, protect: Sequence[str] = ()) -> str:
        if not self.edition or not text:
            return text
        style = style_for(self.settings, self.edition)
        return convert(text, script, self.edition, protected=(*self.settings.protected, *protect), style=style)

    def _site(self) -> str:
        """Give the address of the edition; without one that of the edition that readers meet first."""
        if self.site:
            return self.site
        base = self.settings.site.base_url
        return f"{base.rstrip('/')}/{self.edition or self.settings.editions.publish[0]}/" if base else ""


def _converted(meta: Metadata, put: Callable[[str], str]) -> Metadata:
    texts = {key: put(getattr(meta, key)) for key in _CONVERTED_KEYS}
    return replace(meta, topics=tuple(map(put, meta.topics)), **texts)  # type: ignore[arg-type] # keys of texts only
