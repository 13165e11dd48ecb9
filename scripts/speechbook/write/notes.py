"""The notes of an apparatus: doubts, numbered through the speech, some of which are marked in the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from speechbook.diagnostics import Diagnostic, DiagnosticCode, Weight
from speechbook.model import Speech

__all__ = ("Note", "NoteMark", "marks_of", "notes_of")

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

_MOST_SINGLE = 12
"""Doubts that have a note each; where there are more, those of one kind in one paragraph share one."""
_MOST_NOTES = 20
"""Notes of a page; all that remain share the last."""


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt with its number, or several that share it."""

    name: str
    """Its id on the page."""
    number: int
    """From 1, in the order of the text."""
    diagnostics: tuple[Diagnostic, ...]
    """One, or more in a text of many doubts; in the order of the text."""

    @property
    def diagnostic(self) -> Diagnostic:
        """Give the first."""
        return self.diagnostics[0]


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A place in the text where a reader must know."""

    note: Note
    diagnostic: Diagnostic
    turn: int
    """From 1, among the marks that lead to the note."""

    @property
    def name(self) -> str:
        """Say where the mark leads to, and which of several it is."""
        return self.note.name if self.turn == 1 else f"{self.note.name}/{self.turn}"

    @property
    def label(self) -> str:
        """Say what the mark in the text shows."""
        return _LABELS.get(self.diagnostic.code, str(self.note.number))


def notes_of(speech: Speech, diagnostics: Sequence[Diagnostic]) -> tuple[Note, ...]:
    """Give the doubts that a page shows their numbers, in the order of the text."""
    shown = [diagnostic for diagnostic in diagnostics if diagnostic.code not in _NOT_SHOWN]
    shown.sort(key=lambda diagnostic: (diagnostic.line, diagnostic.start))
    single: list[tuple[Diagnostic, ...]] = [(diagnostic,) for diagnostic in shown]
    groups = single if len(shown) <= _MOST_SINGLE else list(_by_paragraph(shown))
    if len(groups) > _MOST_NOTES:
        rest = sorted((d for group in groups[_MOST_NOTES - 1 :] for d in group), key=lambda d: (d.line, d.start))
        groups[_MOST_NOTES - 1 :] = [tuple(rest)]
    return tuple(Note(f"{speech.id}-n{number}", number, group) for number, group in enumerate(groups, 1))


def marks_of(notes: Iterable[Note]) -> dict[int, list[NoteMark]]:
    """Give the marks of each line: where words may be missing or wrong. All else is noted, and not marked."""
    marks: dict[int, list[NoteMark]] = {}
    for note in notes:
        marked = (d for d in note.diagnostics if d.code.weight is Weight.LOSS and d.line >= 0)
        for turn, diagnostic in enumerate(marked, 1):
            marks.setdefault(diagnostic.line, []).append(NoteMark(note, diagnostic, turn))
    for line in marks.values():
        line.sort(key=lambda mark: (mark.diagnostic.end, mark.note.number))
    return marks


def _by_paragraph(shown: Sequence[Diagnostic]) -> Iterable[tuple[Diagnostic, ...]]:
    for _, line in groupby(shown, key=lambda diagnostic: diagnostic.line):
        kinds: dict[DiagnosticCode, list[Diagnostic]] = {}
        for diagnostic in line:
            kinds.setdefault(diagnostic.code, []).append(diagnostic)
        yield from map(tuple, kinds.values())
