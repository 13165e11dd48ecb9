"""The notes of an apparatus: doubts, numbered through the speech, some of which are marked in the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from speechbook.diagnostics import Diagnostic, DiagnosticCode, Weight
from speechbook.model import Speech

__all__ = ("Note", "notes_of")

_NOT_SHOWN = (
    DiagnosticCode.METADATA_INFERRED,
    DiagnosticCode.METADATA_MISSING,
    DiagnosticCode.AMBIGUOUS_LINK,
    DiagnosticCode.DANGLING_LINK,
    DiagnosticCode.LINK_NOT_UNDERSTOOD,
)
"""Shown under the title, or of interest to editors only."""

_LABELS = {DiagnosticCode.LOST_LIST: "疑有缺文"}
"""Where a number would say too little."""


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt with its number."""

    name: str
    """Its id on the page."""
    number: int
    """From 1, in the order of the text."""
    diagnostic: Diagnostic

    @property
    def is_marked(self) -> bool:
        """Tell whether a reader of the text must know: words may be missing or wrong there."""
        return self.diagnostic.code.weight is Weight.LOSS and self.diagnostic.line >= 0

    @property
    def label(self) -> str:
        """Say what the mark in the text shows."""
        return _LABELS.get(self.diagnostic.code, str(self.number))


def notes_of(speech: Speech, diagnostics: Sequence[Diagnostic]) -> tuple[Note, ...]:
    """Give the doubts that a page shows their numbers, in the order of the text."""
    shown = [diagnostic for diagnostic in diagnostics if diagnostic.code not in _NOT_SHOWN]
    shown.sort(key=lambda diagnostic: (diagnostic.line, diagnostic.start))
    return tuple(Note(f"{speech.id}-n{number}", number, doubt) for number, doubt in enumerate(shown, 1))
