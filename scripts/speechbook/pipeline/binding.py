"""From clean texts to pages: the second half of the line, for one speech."""

import difflib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import PurePosixPath

from speechbook.clean import RULE_LABELS, doubts_of_edits, doubts_of_text, editor_changes, hand_edits, raw_lines
from speechbook.config import Settings
from speechbook.diagnostics import Diagnostic, DiagnosticCode, excerpt_of, worst_first
from speechbook.front_matter import CleanText
from speechbook.model import Apparatus, Inference, RawPart, Repair, Speech
from speechbook.outline import build_speech, find_outline, infer_metadata, speech_starts
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.cleaning import TracedText, lines_of, traced_text
from speechbook.pipeline.decisions import Decisions, paragraphs_of
from speechbook.pipeline.witnesses import other_witnesses
from speechbook.trail import Trail
from speechbook.variants import mixed_lines, script_of

__all__ = ("BoundSpeech", "bind_speech", "inference_of")

_SCRIPT_SAMPLE_CHARS = 400
_WANTED = ("title", "speaker", "date")


@dataclass(frozen=True, slots=True)
class BoundSpeech:
    """One speech with all that its page needs."""

    speech: Speech
    trail: Trail
    """The trail as it must be kept: ledger and inferences are those of the clean text as it stands."""
    trail_is_stale: bool
    """The trail on disk is not that one."""
    apparatus: Apparatus
    diagnostics: tuple[Diagnostic, ...]
    """Worst first, without those that an editor dismissed."""
    all_diagnostics: tuple[Diagnostic, ...]
    """As the program found them."""
    decisions: Decisions
    lines: tuple[str, ...]
    """The body of the clean text."""
    raw_lines: tuple[tuple[RawPart, ...], ...]
    """What each line came from; empty where the trail leads nowhere."""


def bind_speech(archive: Archive, settings: Settings, name: str) -> BoundSpeech:
    """Read clean text and trail of a speech and put its parts together.

    Raises `FileProblemError` when one of them cannot be read.
    """
    text = archive.load_clean(name)
    trail = archive.load_trail(name)
    outline = find_outline(text.lines)
    inferred = infer_metadata(text.lines, outline, _stem(name, text, trail), trail.raw.carried if trail.raw else ())
    meta = replace(text.meta, id=name, script=_script(text, settings))
    speech, ledger = build_speech(meta, text.lines, outline, inferred, trail.ledger)
    if not speech.meta.title:
        speech = replace(speech, meta=replace(speech.meta, title=_stem(name, text, trail)))
    traced = traced_text(archive, trail)
    machine = traced.machine if isinstance(traced, TracedText) else None
    is_raw_found = trail.raw is not None and archive.raw_path(trail.raw.path).exists()
    apparatus = _apparatus(text, trail, machine, is_raw_found=is_raw_found)
    if trail.witnesses:
        apparatus = replace(apparatus, witnesses=tuple(other_witnesses(archive, settings, trail, text)))
    own = _own_doubts(text, speech, trail)
    if trail.raw and not isinstance(traced, TracedText):
        code = DiagnosticCode.EXTRACTION_CHANGED if is_raw_found else DiagnosticCode.RAW_MISSING
        own.append(_whole(code, trail.raw.path, traced or trail.raw.path))
    diagnostics = worst_first(_edit_doubts(text, trail, machine) + tuple(own))
    by_hand = trail.by_hand if machine is None else hand_edits(lines_of(machine), text.lines)
    new_trail = replace(trail, speech=name, inferred=inferred, ledger=ledger, by_hand=by_hand)
    came_from: tuple[tuple[RawPart, ...], ...] = ()
    if isinstance(traced, TracedText):
        came_from = raw_lines(traced.source, trail.edits, traced.machine, text.lines)
    decisions = Decisions(trail.decisions, text.lines, paragraphs_of(speech))
    return BoundSpeech(
        speech=speech,
        trail=new_trail,
        trail_is_stale=new_trail != trail,
        apparatus=apparatus,
        diagnostics=decisions.shown(diagnostics),
        all_diagnostics=diagnostics,
        decisions=decisions,
        lines=text.lines,
        raw_lines=came_from,
    )


def _stem(name: str, text: CleanText, trail: Trail) -> str:
    """Give the name of the raw file, which often is the title, or what a part of it began with; else the id."""
    if trail.raw and trail.raw.part and trail.raw.part.begins:
        return trail.raw.part.begins
    path = trail.raw.path if trail.raw else text.meta.raw
    return PurePosixPath(path).stem if path else name


def _script(text: CleanText, settings: Settings) -> str:
    if text.meta.script in ("hans", "hant"):
        return text.meta.script
    return script_of("\n".join(text.lines)[:_SCRIPT_SAMPLE_CHARS]) or settings.book.script


def _apparatus(text: CleanText, trail: Trail, machine: str | None, *, is_raw_found: bool) -> Apparatus:
    raw = trail.raw
    if raw is None:
        return Apparatus()
    counts = Counter(name for edit in trail.edits for name in edit.rule.split("+"))
    ordered = tuple((name, counts[name]) for name in RULE_LABELS if counts[name])
    changes = editor_changes(lines_of(machine), text.lines) if machine is not None else ()
    repairs = tuple(_repairs(trail, lines_of(machine), text.lines)) if machine is not None else ()
    return Apparatus(
        raw_path=raw.path,
        raw_found=is_raw_found,
        kind=raw.kind,
        encoding=raw.encoding,
        sha256=raw.sha256,
        extractor=raw.extractor,
        text_sha256=raw.text_sha256,
        part=(raw.part.start, raw.part.end) if raw.part else None,
        carried=raw.carried,
        dropped=raw.dropped,
        repairs=repairs,
        rule_counts=ordered,
        editor_changes=changes,
    )


def _repairs(trail: Trail, machine: tuple[str, ...], clean: tuple[str, ...]) -> Iterator[Repair]:
    """Place each edit in the clean text, by the line of the machine text at which its new words begin."""
    place = {i: i for i in range(len(clean))} if machine == clean else _same_lines(machine, clean)
    starts = [0, *accumulate(len(line) + 1 for line in machine)]
    shift = 0
    for edit in trail.edits:
        at = edit.start + shift
        yield Repair(edit.rule, place.get(bisect_right(starts, at) - 1, -1), edit.old, edit.new)
        shift += len(edit.new) - len(edit.old)


def _edit_doubts(text: CleanText, trail: Trail, machine: str | None) -> tuple[Diagnostic, ...]:
    """Doubts about edits, in paragraphs that no hand has touched since: an editor's change answers them."""
    if machine is None:
        return ()
    doubts = doubts_of_edits(machine, trail.edits)
    if not doubts:
        return ()
    lines = lines_of(machine)
    if lines == text.lines:
        return doubts
    place = _same_lines(lines, text.lines)
    return tuple(replace(doubt, line=place[doubt.line]) for doubt in doubts if doubt.line in place)


def _same_lines(old: tuple[str, ...], new: tuple[str, ...]) -> dict[int, int]:
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + i: block.b + i for block in blocks for i in range(block.size)}


def _own_doubts(text: CleanText, speech: Speech, trail: Trail) -> list[Diagnostic]:
    """Report what the clean text itself shows, its outline included, and what is not known of the speech."""
    doubts = [*doubts_of_text("\n".join(text.lines)), *speech.diagnostics]
    doubts += _mixtures(text.lines)
    for inference in speech.inferred:
        detail = f"{inference.key} = {inference.value}{_evidence(inference.evidence)}"
        doubts.append(_whole(DiagnosticCode.METADATA_INFERRED, inference.evidence, detail))
    if trail.raw and not trail.raw.part:
        doubts += _other_speeches(text.lines)
    is_front = trail.raw is not None and trail.raw.part is not None and not trail.raw.part.begins
    if not is_front:  # A title page or a table of contents has no speaker and no date.
        missing = (key for key in _WANTED if not getattr(speech.meta, key))
        doubts += [_whole(DiagnosticCode.METADATA_MISSING, "", key) for key in missing]
    if trail.raw and trail.raw.patches:
        doubts.append(_whole(DiagnosticCode.UNDECODED_BYTES, trail.raw.path, f"{len(trail.raw.patches)} 处"))
    return doubts


def _other_speeches(lines: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Report a file that was taken for one speech and seems to hold several, at the first of the others."""
    starts = speech_starts(lines)
    if starts:
        line = next(start for start in starts if start)
        yield Diagnostic(DiagnosticCode.SEVERAL_SPEECHES, line, 0, 0, lines[line], f"{len(starts)} 篇")


def _evidence(words: str) -> str:
    return f"（据“{words}”）"


def inference_of(diagnostic: Diagnostic) -> Inference:
    """Give the inference that a diagnostic of inferred metadata is about."""
    key, _, rest = diagnostic.detail.partition(" = ")
    return Inference(key, rest.removesuffix(_evidence(diagnostic.excerpt)), diagnostic.excerpt)


def _mixtures(lines: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Report lines in another script than the text."""
    for mixed in mixed_lines(lines):
        excerpt = excerpt_of(lines[mixed.line], mixed.start, mixed.end)
        shown = "".join(dict.fromkeys(mixed.characters))[:20]
        yield Diagnostic(DiagnosticCode.MIXED_SCRIPT, mixed.line, mixed.start, mixed.end, excerpt, shown)


def _whole(code: DiagnosticCode, excerpt: str, detail: str) -> Diagnostic:
    return Diagnostic(code, -1, 0, 0, excerpt, detail)
