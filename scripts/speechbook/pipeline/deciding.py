"""Write down what an editor decides: into the trail, the front matter of a clean text, or a lexicon.

Each speech is written once, whole or not at all, so a session that is broken off keeps every decision before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from speechbook.config import Settings, read_lexicon
from speechbook.diagnostics import Diagnostic, DiagnosticCode
from speechbook.errors import FileProblemError, UsageError
from speechbook.front_matter_edits import with_key
from speechbook.model import Inference
from speechbook.pipeline.archive import Archive, may_write_archive
from speechbook.pipeline.binding import bind_speech, inference_of
from speechbook.pipeline.checking import Finding
from speechbook.pipeline.decisions import CANNOT_BE_SETTLED
from speechbook.pipeline.files import read_text, write_text
from speechbook.trail import Decision, Verdict

__all__ = (
    "can_be_settled",
    "list_site_name",
    "need_writable",
    "refresh",
    "reopen",
    "set_key",
    "settle",
    "take_inferred",
)

SITE_NAMES, NOT_SITE_NAMES = "watermarks.txt", "not-site-names.txt"


def need_writable() -> None:
    """Raise `UsageError` where nothing below `speeches` may be written."""
    if not may_write_archive():
        raise UsageError("在 Read the Docs 和 CI 上不写 speeches；请在自己的机器上运行 speechbook review")


def can_be_settled(code: DiagnosticCode) -> bool:
    """Tell whether a diagnostic is a question of judgement; others have to be put right."""
    return code not in CANNOT_BE_SETTLED


def settle(settings: Settings, findings: Iterable[Finding], verdict: Verdict, reason: str) -> int:
    """Write the same decision about some findings; return how many there were.

    One whose text has changed since it was found is left open. Raises `UsageError` for one that cannot be settled.
    """
    wanted = [finding for finding in findings if finding.verdict is None]
    for finding in wanted:
        if not can_be_settled(finding.diagnostic.code):
            raise UsageError(f"{finding.diagnostic.code.code} 不能勾销：{finding.advice}")
    return sum(
        _settle_in(settings, name, [f.diagnostic for f in group], verdict, reason) for name, group in _by_speech(wanted)
    )


def _settle_in(settings: Settings, name: str, diagnostics: Sequence[Diagnostic], verdict: Verdict, reason: str) -> int:
    archive = Archive(settings.folders)
    bound = bind_speech(archive, settings, name)
    standing = set(bound.all_diagnostics)
    made: dict[tuple[object, ...], Decision] = {}
    for diagnostic in diagnostics:
        if diagnostic in standing or diagnostic.code.code.endswith("-link"):
            decision = bound.decisions.made(diagnostic, verdict, reason.strip())
            made[_key(decision)] = decision
    kept = tuple(decision for decision in bound.trail.decisions if _key(decision) not in made)
    archive.save_trail(replace(bound.trail, decisions=(*kept, *made.values())))
    return len(made)


def reopen(settings: Settings, findings: Iterable[Finding]) -> int:
    """Take decisions back; return how many."""
    archive = Archive(settings.folders)
    count = 0
    for name, group in _by_speech(findings):
        bound = bind_speech(archive, settings, name)
        gone = {_key(bound.decisions.made(finding.diagnostic, Verdict.DISMISSED, "")) for finding in group}
        kept = tuple(decision for decision in bound.trail.decisions if _key(decision) not in gone)
        count += len(bound.trail.decisions) - len(kept)
        archive.save_trail(replace(bound.trail, decisions=kept))
    return count


def take_inferred(settings: Settings, findings: Iterable[Finding]) -> tuple[int, tuple[FileProblemError, ...]]:
    """Write inferred metadata into the front matter of their speeches; return how many, and what could not be done."""
    count = 0
    problems = []
    for name, group in _by_speech(findings):
        try:
            count += _write_keys(settings, name, [inference_of(finding.diagnostic) for finding in group])
        except FileProblemError as problem:
            problems.append(problem)
    return count, tuple(problems)


def set_key(settings: Settings, name: str, key: str, value: str) -> None:
    """Write one key, in the editor's words."""
    _write_keys(settings, name, [Inference(key, value, "")])


def _write_keys(settings: Settings, name: str, inferences: Sequence[Inference]) -> int:
    archive = Archive(settings.folders)
    path = archive.clean_path(name)
    text = read_text(path)
    meta = archive.load_clean(name).meta
    count = 0
    for inference in inferences:
        # What an editor wrote meanwhile is not overwritten by what the program concluded.
        if not inference.evidence or not getattr(meta, inference.key):
            text = with_key(str(path), text, inference.key, inference.value)
            count += 1
    write_text(path, text)
    refresh(settings, name)
    return count


def refresh(settings: Settings, name: str) -> None:
    """Bring the trail of a speech up to date with its clean text. Raises `FileProblemError` where that is broken."""
    archive = Archive(settings.folders)
    bound = bind_speech(archive, settings, name)
    if bound.trail_is_stale:
        archive.save_trail(bound.trail)


def list_site_name(settings: Settings, word: str, *, is_site_name: bool) -> bool:
    """Add a word to the list of site names, or to that of words that only look like one; False where it is there."""
    path = settings.folders.lexicon / (SITE_NAMES if is_site_name else NOT_SITE_NAMES)
    if word in read_lexicon(path):
        return False
    text = read_text(path) if path.exists() else ""
    gap = "\n" if text and not text.endswith("\n") else ""
    return write_text(path, f"{text}{gap}{word}\n")


def site_name_in(settings: Settings, finding: Finding) -> str:
    """Give the word that a finding takes for the name of a site."""
    name, diagnostic = finding.speeches[0], finding.diagnostic
    lines = Archive(settings.folders).load_clean(name).lines
    return lines[diagnostic.line][diagnostic.start : diagnostic.end]


def _key(decision: Decision) -> tuple[object, ...]:
    return decision.code, decision.paragraph, decision.text, decision.start, decision.end


def _by_speech(findings: Iterable[Finding]) -> Iterable[tuple[str, list[Finding]]]:
    rows = sorted(findings, key=lambda finding: finding.speeches[0])
    return [(name, list(group)) for name, group in groupby(rows, key=lambda finding: finding.speeches[0])]
