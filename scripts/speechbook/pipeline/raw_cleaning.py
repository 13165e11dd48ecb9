"""From one raw file to the clean text and trail of its speech, or of each of its speeches."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from speechbook.clean import before_hand_edits
from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.front_matter import CleanText, format_clean_text
from speechbook.model import Cleaned, Metadata, RawKind, RawText
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.carried import with_carried
from speechbook.pipeline.claims import Claim
from speechbook.pipeline.cleaning import body_hash, clean_source, lines_of, machine_text, text_hash
from speechbook.pipeline.file_parts import find_again, parts_of
from speechbook.pipeline.files import write_text
from speechbook.pipeline.merging import merge_lines
from speechbook.pipeline.raw_tasks import Outcome, RawResult, RawTask
from speechbook.read import read_document
from speechbook.trail import FilePart, RawRecord, Trail

__all__ = ("FileCleaner", "raw_record")


class _Kept(NamedTuple):
    """What is to be written of one speech."""

    result: RawResult
    meta: Metadata
    lines: tuple[str, ...]
    trail: Trail


class FileCleaner:
    """Cleans raw files, each by itself: what it does with one depends on no other."""

    def __init__(self, settings: Settings) -> None:
        """Clean into the archive of a book, by its settings."""
        self._settings = settings
        self._archive = Archive(settings.folders)

    def __call__(self, task: RawTask) -> tuple[RawResult, ...]:
        """Clean a raw file, and write clean text and trail of each of its speeches; gives a result for each.

        What goes wrong with the file is told in the result.
        """
        if task.problem:
            return (RawResult(task.path, Outcome.FAILED, problem=task.problem),)
        if task.witness_of:
            return (self._witness(task),)
        try:
            return self._moved(task) or self._cleaned(task)
        except FileProblemError as problem:
            return (RawResult(task.path, Outcome.FAILED, problem=problem),)

    def _witness(self, task: RawTask) -> RawResult:
        """Leave another witness alone, which `add` has told of; where it was renamed, note its new name."""
        trail = self._archive.load_trail(task.witness_of)
        witnesses = tuple(
            replace(one, path=task.path)
            if one.sha256 == task.sha256 and not self._archive.raw_path(one.path).exists()
            else one
            for one in trail.witnesses
        )
        if witnesses == trail.witnesses:
            return RawResult(task.path, Outcome.SAME, task.witness_of)
        self._archive.save_trail(replace(trail, witnesses=witnesses))
        return RawResult(task.path, Outcome.RENAMED, task.witness_of)

    def _moved(self, task: RawTask) -> tuple[RawResult, ...]:
        """Take a file that is known by its bytes for the same file under another name."""
        results = []
        for claim in task.claims:
            trail = self._archive.load_trail(claim.speech)
            if not trail.raw or trail.raw.sha256 != task.sha256 or trail.raw.path == task.path:
                return ()
            if self._archive.raw_path(trail.raw.path).exists():
                return (RawResult(task.path, Outcome.DUPLICATE, claim.speech),)
            self._archive.save_trail(replace(trail, raw=replace(trail.raw, path=task.path)))
            if claim.part and claim.part.is_withdrawn:
                continue
            results.append(RawResult(task.path, Outcome.RENAMED, claim.speech, is_known=True))
        return tuple(results)

    def _cleaned(self, task: RawTask) -> tuple[RawResult, ...]:
        name = str(self._archive.raw_path(task.path))
        found = read_document(name, task.data)
        if task.claims[0].part is None:
            return (self._write(self._kept(task, task.claims[0], found, found)),)
        parts = [claim.part for claim in task.claims if claim.part]
        is_cut = self._is_cut_for(task, found)
        if not is_cut:
            parts = self._cut_again(name, found, parts)
        claims = [claim._replace(part=part) for claim, part in zip(task.claims, parts, strict=True)]
        ready = [
            self._kept(task, claim, found, own)
            for claim, own in zip(claims, parts_of(found, parts), strict=True)
            if claim.part and not claim.part.is_withdrawn
        ]
        conflicts = tuple(one.result for one in ready if one.result.outcome is Outcome.CONFLICT)
        if conflicts and (not is_cut or any(self._is_whole(claim.speech) for claim in claims)):
            # All or none: parts of another text of the file, or the whole beside its parts, would not fit together.
            return conflicts
        return tuple(self._write(one) for one in ready)

    def _is_whole(self, speech: str) -> bool:
        """Tell whether a speech is the whole of its file until now."""
        raw = self._archive.load_trail(speech).raw
        return raw is not None and raw.part is None

    def _cut_again(self, name: str, found: RawText, parts: Sequence[FilePart]) -> list[FilePart]:
        """Find the parts in another text of the file. Raises `FileProblemError` where one is missing."""
        again = find_again(found.source.text, clean_source(found, self._settings), parts)
        if again is None:
            advice = "旧的各篇照旧。要换成这一份：先 speechbook remove 各篇，再 speechbook add --split 收它"
            raise FileProblemError(name, "这份原件拆成过几篇，换过以后找不到各篇的开头", advice)
        return list(again)

    def _is_cut_for(self, task: RawTask, found: RawText) -> bool:
        """Tell whether the text is the one that the parts were cut from."""
        for claim in task.claims:
            raw = self._archive.load_trail(claim.speech).raw
            if raw and raw.part:
                if found.kind is RawKind.TEXT:
                    as_read = found.source.encoding, found.source.bom
                    return raw.sha256 == task.sha256 and (raw.encoding, raw.bom) == as_read
                return raw.text_sha256 == text_hash(found.source.text)
        return True

    def _kept(self, task: RawTask, claim: Claim, whole: RawText, own: RawText) -> "_Kept":
        """Clean a file or a part of it; a hand-edited clean text is merged, and left alone where that fails."""
        speech = claim.speech
        text = self._archive.load_clean(speech) if self._archive.clean_path(speech).exists() else None
        cleaned = clean_source(own, self._settings, text.meta.preset if text else "")
        raw = raw_record(task.path, task.sha256, whole, own, claim.part)
        trail = self._archive.load_trail(speech)
        lines = lines_of(cleaned.text)
        machine_hash = body_hash(lines)
        new_trail = replace(trail, raw=raw, preset=cleaned.preset, machine_sha256=machine_hash, edits=cleaned.edits)
        outcome = Outcome.UPDATED
        if text is None:
            meta = with_carried(_new_metadata(speech, raw), raw.carried, lines)
            outcome = Outcome.NEW
        else:
            meta = text.meta if text.meta.id else replace(text.meta, id=speech)
            current = body_hash(text.lines)
            if machine_hash in (trail.machine_sha256, current):
                lines, outcome = text.lines, Outcome.SAME
            elif current != trail.machine_sha256:
                base = self._base(trail, text)
                merged = merge_lines(text.lines, base, lines) if base is not None else None
                if merged is None:
                    outcome = Outcome.CONFLICT
                else:
                    lines, outcome = merged, Outcome.MERGED
        return _Kept(_result(raw.path, outcome, speech, cleaned), meta, lines, new_trail)

    def _write(self, kept: "_Kept") -> RawResult:
        """Write clean text and trail; nothing where a merge failed."""
        outcome, speech = kept.result.outcome, kept.result.speech
        if outcome is Outcome.CONFLICT:
            return kept.result
        if outcome is Outcome.NEW:
            # The trail first: a clean text without one would be taken for another speech when the run is killed here.
            self._archive.save_trail(kept.trail)
        if outcome is not Outcome.SAME:
            write_text(self._archive.clean_path(speech), format_clean_text(kept.meta, kept.lines))
        if outcome is not Outcome.NEW:
            self._archive.save_trail(kept.trail)
        return replace(kept.result, is_known=True)

    def _base(self, trail: Trail, text: CleanText) -> tuple[str, ...] | None:
        """Give the old machine text: from the raw file, or, where that was replaced, from the clean text.

        None where the raw file was replaced before what a hand had changed was noted in the trail.
        """
        machine = machine_text(self._archive, trail)
        if machine is not None:
            return lines_of(machine)
        lines = before_hand_edits(text.lines, trail.by_hand)
        return lines if lines is not None and body_hash(lines) == trail.machine_sha256 else None


def _new_metadata(speech: str, raw: RawRecord) -> Metadata:
    meta = Metadata(id=speech, raw=raw.path)
    if raw.part and not raw.part.begins:
        # What stands before the first speech is for an editor to look through, not for readers.
        return replace(meta, title=f"{PurePosixPath(raw.path).stem}（卷首）", draft=True)
    return meta


def _result(path: str, outcome: Outcome, speech: str, cleaned: Cleaned) -> RawResult:
    """Tell what became of a file without its text: a run over ten thousand keeps all results."""
    return RawResult(
        path, outcome, speech, preset=cleaned.preset, edits=len(cleaned.edits), doubts=len(cleaned.diagnostics)
    )


def raw_record(path: str, sha256: str, whole: RawText, own: RawText, part: FilePart | None = None) -> RawRecord:
    """Record how a raw file was read, `own` being what was read of the part that is the speech."""
    source = own.source
    if own.kind is RawKind.TEXT:
        return RawRecord(path, sha256, source.encoding, source.bom, source.patches, part=part)
    return RawRecord(
        path,
        sha256,
        source.encoding,
        kind=own.kind,
        extractor=own.extractor,
        text_sha256=text_hash(whole.source.text),
        carried=own.carried,
        dropped=own.dropped,
        part=part,
    )
