"""All diagnostics of an archive."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from speechbook.clean import SiteNameProposal
from speechbook.config import Settings
from speechbook.diagnostics import Diagnostic, DiagnosticCode
from speechbook.errors import FileProblemError
from speechbook.front_matter import INFERRED_LABELS
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import bind_speech
from speechbook.pipeline.cleaning import extractor_versions
from speechbook.pipeline.decisions import CANNOT_BE_SETTLED, Decisions
from speechbook.pipeline.duplicate_ids import duplicate_ids, is_like_a_part
from speechbook.pipeline.files import stamp_of
from speechbook.pipeline.links import Linking, link_entry
from speechbook.pipeline.records import Records, open_records, stamp_text
from speechbook.pipeline.site_names import find_site_names
from speechbook.pipeline.state import fingerprint, no_progress
from speechbook.relate import find_links
from speechbook.search import fold
from speechbook.trail import Verdict

__all__ = ("Checked", "Finding", "check_archive")

_ROOMS = (
    "read",
    "clean",
    "outline",
    "variants",
    "pipeline",
    "model",
    "diagnostics.py",
    "front_matter.py",
    "trail.py",
    "trail_format.py",
)
_CODES = {code.code: code for code in DiagnosticCode}
_ABOUT_KEYS = (DiagnosticCode.METADATA_INFERRED, DiagnosticCode.METADATA_MISSING)


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with the file it is about."""

    speeches: tuple[str, ...]
    """One, or several where it is about a name that they share."""
    file: str
    """Path of the clean text below the book, with `/`."""
    file_line: int
    """Line of that file, counted from 1; 0 when it is about the whole."""
    diagnostic: Diagnostic
    advice: str
    """What to do, in words for this place."""
    places: tuple[tuple[str, int], ...] = ()
    """All files and lines, where one finding is about several."""
    verdict: Verdict | None = None
    """What an editor decided; None for what is open."""
    reason: str = ""

    @property
    def detail(self) -> str:
        """What it says beyond the meaning of its code; a key of the front matter has its Chinese name before it."""
        detail = self.diagnostic.detail
        if self.diagnostic.code not in _ABOUT_KEYS:
            return detail
        label = INFERRED_LABELS.get(detail.partition(" ")[0], "")
        return f"{label} {detail}".lstrip()

    @property
    def message(self) -> str:
        """Meaning of the code, with the detail of this place."""
        return replace(self.diagnostic, detail=self.detail).message


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    findings: tuple[Finding, ...]
    """What is open: worst first, then by file and place."""
    settled: tuple[Finding, ...]
    """What an editor decided about, in the same order."""
    problems: tuple[FileProblemError, ...]


def check_archive(
    settings: Settings,
    on_speech: Callable[[], None] = no_progress,
    speeches: Iterable[str] = (),
    codes: Iterable[str] = (),
) -> Checked:
    """Look at every speech, or at some; at all codes, or at some. Writes nothing but its state.

    A speech whose clean text, trail and raw file are as they were at the last check is not opened.
    """
    archive = Archive(settings.folders)
    wanted, chosen = set(speeches), set(codes)
    run = _Check(settings, archive)
    findings = [*run.findings(on_speech), *_recurring_names(archive, find_site_names(settings))]
    kept = [
        finding
        for finding in findings
        if (not chosen or finding.diagnostic.code.code in chosen)
        and (not wanted or not wanted.isdisjoint(finding.speeches))
    ]
    kept.sort(key=lambda f: (f.diagnostic.code.weight, f.file, f.file_line, f.diagnostic.code.code))
    still_open = tuple(finding for finding in kept if finding.verdict is None)
    return Checked(still_open, tuple(f for f in kept if f.verdict is not None), tuple(run.problems))


class _Check:
    """One run over the speeches; what they show and where they lead is kept in `docs/_build/state`."""

    def __init__(self, settings: Settings, archive: Archive) -> None:
        self._archive = archive
        self._settings = replace(settings, links=replace(settings.links, passages=False))
        self._state = settings.folders.build / "state"
        words = (settings.book.script, settings.site_names, settings.protected, settings.links)
        self._mark = fingerprint(_ROOMS, *words, extractor_versions())
        self._decisions: dict[str, Decisions] = {}
        self.problems: list[FileProblemError] = []

    def findings(self, on_speech: Callable[[], None]) -> list[Finding]:
        """Look at what changed, and at what a change elsewhere concerns; give the findings of all."""
        with open_records(self._state / "findings.sqlite3", self._mark) as records:
            linking = Linking(self._settings, self._mark, self._state / "check")
            known = {} if linking.is_new else records.stamps()
            everything = frozenset(self._archive.ids())
            names = set()
            for name in sorted(everything):
                try:
                    # An id that another speech may have given depends on that speech; there are hardly any such.
                    if is_like_a_part(name, everything) or not self._is_current(records, name, known.get(name)):
                        self._look_at(records, linking, name, everything)
                    names.add(name)
                except FileProblemError as problem:
                    self.problems.append(problem)
                on_speech()
            for name in set(records.stamps()) - names:
                records.forget(name)
            linking.forget_others(names)
            for name in sorted(linking.concerned()):
                self._look_at(records, linking, name, everything)
            for name, diagnostics in linking.diagnostics():
                self._add(records, name, diagnostics)
            linking.save()
            return [_from_row(self._archive, name, row) for name, value in records.all() for row in value["rows"]]

    def _is_current(self, records: Records, name: str, before: str | None) -> bool:
        return before is not None and before == stamp_text(_stamp(self._archive, name, records.load(name)["raw"]))

    def _look_at(self, records: Records, linking: Linking, name: str, names: Collection[str]) -> None:
        bound = bind_speech(self._archive, self._settings, name)
        links = find_links(bound.speech, bound.lines, self._settings.links, fold)
        linking.take(link_entry(bound, links))
        taken = duplicate_ids(self._archive, name, names, bound.trail)
        diagnostics = [*bound.all_diagnostics, *taken, *links.diagnostics]
        if bound.trail_is_stale:
            diagnostics.append(Diagnostic(DiagnosticCode.LEDGER_STALE, -1, 0, 0, ""))
        numbers = self._archive.load_clean(name).line_numbers
        raw = bound.trail.raw.path if bound.trail.raw else ""
        if bound.trail.decisions:
            self._decisions[name] = bound.decisions
        rows = [_as_row(numbers, d, bound.decisions) for d in diagnostics]
        value = {"raw": raw, "numbers": list(numbers), "rows": rows}
        records.save(name, _stamp(self._archive, name, raw), value)

    def _add(self, records: Records, name: str, diagnostics: Sequence[Diagnostic]) -> None:
        """Add what the collection tells of a speech to what the speech showed by itself."""
        value = records.load(name)
        decisions = self._decisions.get(name)
        value["rows"] += [_as_row(value["numbers"], diagnostic, decisions) for diagnostic in diagnostics]
        records.save(name, _stamp(self._archive, name, value["raw"]), value)


def _stamp(archive: Archive, name: str, raw: str) -> list[object]:
    paths = [archive.clean_path(name), archive.trail_path(name), *([archive.raw_path(raw)] if raw else [])]
    return [stamp_of(path) for path in paths]


def _as_row(numbers: Sequence[int], diagnostic: Diagnostic, decisions: Decisions | None) -> list[Any]:
    d = diagnostic
    file_line = numbers[d.line] if 0 <= d.line < len(numbers) else 0
    row = [file_line, d.code.code, d.line, d.start, d.end, d.excerpt, d.detail]
    settled = decisions.about(d) if decisions and d.code not in CANNOT_BE_SETTLED else None
    return [*row, settled.verdict, settled.reason] if settled else row


def _from_row(archive: Archive, name: str, row: list[Any]) -> Finding:
    file_line, code, line, start, end, excerpt, detail, *settled = row
    diagnostic = Diagnostic(_CODES[code], line, start, end, excerpt, detail)
    verdict, reason = (Verdict(settled[0]), settled[1]) if settled else (None, "")
    place = _file(archive, name)
    return Finding((name,), place, file_line, diagnostic, diagnostic.code.advice, verdict=verdict, reason=reason)


def _file(archive: Archive, name: str) -> str:
    return archive.clean_path(name).relative_to(archive.folders.root).as_posix()


def _recurring_names(archive: Archive, proposals: Iterable[SiteNameProposal]) -> list[Finding]:
    """Make one finding of each name, at the first of its places."""
    found = []
    for proposal in proposals:
        numbers = {name: archive.load_clean(name).line_numbers for name, _, _ in proposal.found}
        places = tuple((_file(archive, name), numbers[name][line]) for name, line, _ in proposal.found)
        _, line, start = proposal.found[0]
        detail = f"“{proposal.name}”，{proposal.files} 篇 {proposal.places} 处，其中 {proposal.seams} 处拆开了词"
        diagnostic = Diagnostic(
            DiagnosticCode.RECURRING_NAME, line, start, start + len(proposal.name), "　".join(proposal.examples), detail
        )
        advice = (
            f"确是网站名，在 conf/lexicon/watermarks.txt 加一行“{proposal.name}”；"
            f"是真正的词，在 conf/lexicon/not-site-names.txt 加这一行"
        )
        about = tuple(dict.fromkeys(name for name, _, _ in proposal.found))
        found.append(Finding(about, *places[0], diagnostic, advice, tuple(dict.fromkeys(places))))
    return found
