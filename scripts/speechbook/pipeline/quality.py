"""What the quality page needs of each speech: gathered when its page is made, kept in the state, never read again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from speechbook.clean import RULE_LABELS
from speechbook.config import PRESET_LABELS
from speechbook.diagnostics import Weight
from speechbook.model import DoubtfulPlace, RawKind, SpeechCard, SpeechQuality
from speechbook.pipeline.binding import BoundSpeech
from speechbook.write import notes_of, quality_page

__all__ = ("quality_from_state", "quality_of", "quality_pages")

_WORST = 3
"""Doubts that are kept of each speech; the rest is on its own page."""


def quality_of(bound: BoundSpeech) -> SpeechQuality:
    """Put what the quality page counts into numbers."""
    counts = Counter(diagnostic.code for diagnostic in bound.diagnostics)
    weights = Counter(diagnostic.code.weight for diagnostic in bound.diagnostics)
    kind, encoding = bound.apparatus.kind, bound.apparatus.encoding
    return SpeechQuality(
        id=bound.speech.id,
        preset=bound.trail.preset,
        kind=kind.value if bound.trail.raw else "",
        encoding=encoding if kind in (RawKind.TEXT, RawKind.HTML) else "",
        rules=bound.apparatus.rule_counts,
        doubts=tuple((code.code, count) for code, count in counts.items()),
        losses=weights[Weight.LOSS],
        open_doubts=weights[Weight.DOUBT],
        worst=_worst(bound),
        by_hand=len(bound.apparatus.editor_changes),
    )


def quality_from_state(table: Mapping[str, Any]) -> SpeechQuality:
    """Make the value again of what the state keeps of it."""
    worst = tuple(DoubtfulPlace(**place) for place in table["worst"])
    return SpeechQuality(**{**table, "worst": worst})


def quality_pages(qualities: Sequence[SpeechQuality], cards: Mapping[str, SpeechCard]) -> dict[str, str]:
    """Write the quality page and those that list the doubtful speeches, by name."""
    return dict(quality_page(qualities, cards, RULE_LABELS, PRESET_LABELS))


def _worst(bound: BoundSpeech) -> tuple[DoubtfulPlace, ...]:
    if all(diagnostic.code.weight is Weight.NOTE for diagnostic in bound.diagnostics):
        return ()
    noted = [
        (diagnostic.code.weight, note.number, DoubtfulPlace(diagnostic.code.code, note.name, diagnostic.excerpt))
        for note in notes_of(bound.speech, bound.diagnostics)
        for diagnostic in note.diagnostics
        if diagnostic.code.weight is not Weight.NOTE
    ]
    noted.sort(key=lambda row: row[:2])
    return tuple(place for _, _, place in noted[:_WORST])
