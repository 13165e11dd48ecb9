"""All diagnostics of an archive."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from speechbook.config import Settings
from speechbook.diagnostics import Diagnostic, DiagnosticCode
from speechbook.errors import FileProblemError
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import BoundSpeech, bind_speech
from speechbook.pipeline.duplicate_ids import duplicate_ids
from speechbook.pipeline.linking import Linking
from speechbook.pipeline.state import no_progress

__all__ = ("Checked", "Finding", "check_archive")


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with the file it is about."""

    file: str
    """Path of the clean text below the book, with `/`."""
    file_line: int
    """Line of that file, counted from 1; 0 when it is about the whole."""
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    findings: tuple[Finding, ...]
    """Worst first, then by file and place."""
    problems: tuple[FileProblemError, ...]


def check_archive(settings: Settings, on_speech: Callable[[], None] = no_progress) -> Checked:
    """Look at every speech; writes nothing."""
    archive = Archive(settings.folders)
    findings: list[Finding] = []
    problems: list[FileProblemError] = []
    linking = Linking(settings, "", None)
    names = frozenset(archive.ids())
    for name in sorted(names):
        try:
            bound = bind_speech(archive, settings, name)
            links = linking.find(bound)
            linking.take(bound, links)
            taken = duplicate_ids(archive, name, names, bound.trail)
            findings += _findings(archive, name, (*_own_diagnostics(bound), *taken, *links.diagnostics))
        except FileProblemError as problem:
            problems.append(problem)
        on_speech()
    for name, diagnostics in linking.diagnostics():
        findings += _findings(archive, name, diagnostics)
    findings.sort(key=lambda f: (f.diagnostic.code.weight, f.file, f.file_line, f.diagnostic.code.code))
    return Checked(tuple(findings), tuple(problems))


def _own_diagnostics(bound: BoundSpeech) -> tuple[Diagnostic, ...]:
    stale = (Diagnostic(DiagnosticCode.LEDGER_STALE, -1, 0, 0, ""),) if bound.trail_is_stale else ()
    return (*bound.diagnostics, *stale)


def _findings(archive: Archive, name: str, diagnostics: Sequence[Diagnostic]) -> list[Finding]:
    if not diagnostics:
        return []
    numbers = archive.load_clean(name).line_numbers
    file = archive.clean_path(name).relative_to(archive.folders.root).as_posix()
    return [Finding(file, numbers[d.line] if 0 <= d.line < len(numbers) else 0, d) for d in diagnostics]
