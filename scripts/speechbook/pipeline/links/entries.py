"""What one speech tells the collection of itself: made without looking at any other, so in any process."""

from dataclasses import dataclass
from typing import Any

from speechbook.diagnostics import excerpt_of
from speechbook.model import LinkKind, Paragraph
from speechbook.pipeline.binding import BoundSpeech
from speechbook.pipeline.links.collection import Kept, KeptWords
from speechbook.pipeline.links.targets import LinkTargets
from speechbook.relate import FoundLinks, Name, ids_of, names_of, word_text
from speechbook.search import fold

__all__ = ("LinkEntry", "link_entry")


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """One speech for `Linking`."""

    speech: str
    kept: Kept
    """Without its place, and without the notes of its page."""
    words: KeptWords
    names: tuple[Name, ...]
    asked: frozenset[str]
    """Names of other speeches that it mentions."""
    dismissed: tuple[tuple[str, str], ...]
    """Paragraph and other speech of the notes that its editor does not want."""
    work: dict[str, Any]
    """What is needed to finish its page, as plain values."""


def link_entry(bound: BoundSpeech, found: FoundLinks, page: str = "") -> LinkEntry:
    """Gather what a speech tells, `found` in it; `page` is its page with slots."""
    speech = bound.speech
    paragraphs = [(b.id, b.text) for b in speech.blocks if isinstance(b, Paragraph) and b.role is None]
    text = word_text(paragraphs, fold)
    names = tuple(names_of(speech.meta, fold))
    kept = Kept(
        name=speech.id,
        title=speech.meta.title,
        script=speech.meta.script,
        date=speech.meta.date,
        speaker=fold(speech.meta.speaker),
        ids=f" {' '.join(name.removeprefix(speech.id + '-') for name in ids_of(speech))} ",
        names="\n".join(name.key for name in names),
        base=0,
        length=len(text.codes),
        notes="",
    )
    asked = {key for naming in found.namings for key in naming.keys if len(key) > 1}
    wishes = (*found.wishes, *found.editor.parallels_added)
    asked |= {f"={LinkTargets.speech_in(wish.target)}" for wish in wishes}
    dismissed = tuple((wish.paragraph, wish.target) for wish in found.editor.parallels_dismissed)
    words = KeptWords(text.codes, text.starts, text.ids, text.breaks)
    return LinkEntry(speech.id, kept, words, names, frozenset(asked), dismissed, _work(bound, found, page, paragraphs))


def _work(bound: BoundSpeech, found: FoundLinks, page: str, paragraphs: list[tuple[str, str]]) -> dict[str, Any]:
    """Gather what is needed to finish a page, as plain values."""
    speech = bound.speech
    return {
        "page": page,
        "script": speech.meta.script,
        "date": speech.meta.date,
        "speaker": fold(speech.meta.speaker),
        "paragraphs": paragraphs,
        "namings": [
            (
                m.line,
                m.start,
                m.end,
                m.key,
                m.is_title,
                m.year,
                m.speaker,
                excerpt_of(bound.lines[m.line], m.start, m.end),
            )
            for m in found.namings
        ],
        "wishes": [(wish.entry, wish.target) for wish in found.wishes],
        "also": [(wish.entry, wish.paragraph, wish.target) for wish in found.editor.parallels_added],
        "is_silent": LinkKind.PASSAGE in found.editor.off,
    }
