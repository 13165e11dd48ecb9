"""From one raw file to its clean text and trail."""

from dataclasses import dataclass, replace
from enum import Enum

from speechbook.clean import before_hand_edits
from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.front_matter import CleanText, format_clean_text
from speechbook.model import Cleaned, Metadata, RawKind, RawText
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.carried import with_carried
from speechbook.pipeline.cleaning import body_hash, clean_source, lines_of, machine_text, text_hash
from speechbook.pipeline.files import write_text
from speechbook.pipeline.merging import merge_lines
from speechbook.read import read_document
from speechbook.trail import RawRecord, Trail

__all__ = ("FileCleaner", "Outcome", "RawResult", "RawTask")


class Outcome(Enum):
    """What became of one raw file, with the words for it."""

    NEW = "新收"
    UPDATED = "更新"
    MERGED = "更新，并保留手工修改"
    SAME = "无变化"
    RENAMED = "原件改名"
    DUPLICATE = "与另一原件相同，略过"
    WITNESS = "别本"
    CONFLICT = "新旧清理结果与手工修改冲突，净文本未动"
    FAILED = "未能处理"


@dataclass(frozen=True, slots=True)
class RawResult:
    """One raw file after a run."""

    path: str
    """Below `speeches/raw`."""
    outcome: Outcome
    speech: str = ""
    is_known: bool = False
    """From now on the raw file is known by its bytes and its path to be that of the speech."""
    preset: str = ""
    """The kind of source; empty where nothing was cleaned, as are the two counts."""
    edits: int = 0
    doubts: int = 0
    problem: FileProblemError | None = None


@dataclass(frozen=True, slots=True)
class RawTask:
    """A raw file that may have to be cleaned."""

    path: str
    """Below `speeches/raw`."""
    data: bytes = b""
    sha256: str = ""
    speech: str = ""
    """The id of the speech that it is, or that it will be."""
    is_witness: bool = False
    """It is another witness of that speech, which nothing is taken from."""
    problem: FileProblemError | None = None
    """Why it could not be read."""


class FileCleaner:
    """Cleans raw files, each by itself: what it does with one depends on no other."""

    def __init__(self, settings: Settings) -> None:
        """Clean into the archive of a book, by its settings."""
        self._settings = settings
        self._archive = Archive(settings.folders)

    def __call__(self, task: RawTask) -> RawResult:
        """Clean a raw file, and write its clean text and trail; what goes wrong with it is told in the result."""
        if task.problem:
            return RawResult(task.path, Outcome.FAILED, problem=task.problem)
        if task.is_witness:
            return RawResult(task.path, Outcome.WITNESS, task.speech)
        try:
            return self._cleaned(task)
        except FileProblemError as problem:
            return RawResult(task.path, Outcome.FAILED, problem=problem)

    def _cleaned(self, task: RawTask) -> RawResult:
        path, sha, speech = task.path, task.sha256, task.speech
        trail = self._archive.load_trail(speech)
        if trail.raw and trail.raw.sha256 == sha and trail.raw.path != path:
            if self._archive.raw_path(trail.raw.path).exists():
                return RawResult(path, Outcome.DUPLICATE, speech)
            self._archive.save_trail(replace(trail, raw=replace(trail.raw, path=path)))
            return RawResult(path, Outcome.RENAMED, speech, is_known=True)
        found = read_document(str(self._archive.raw_path(path)), task.data)
        text = self._archive.load_clean(speech) if self._archive.clean_path(speech).exists() else None
        cleaned = clean_source(found, self._settings, text.meta.preset if text else "")
        raw = _raw_record(path, sha, found)
        return self._keep(speech, trail, raw, text, cleaned)

    def _keep(self, speech: str, trail: Trail, raw: RawRecord, text: CleanText | None, cleaned: Cleaned) -> RawResult:
        """Write clean text and trail; a hand-edited clean text is merged, and left alone where that fails."""
        lines = lines_of(cleaned.text)
        machine_hash = body_hash(lines)
        new_trail = replace(trail, raw=raw, preset=cleaned.preset, machine_sha256=machine_hash, edits=cleaned.edits)
        outcome = Outcome.UPDATED
        meta = Metadata(id=speech, raw=raw.path)
        if text is None:
            meta = with_carried(meta, raw.carried, lines)
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
                    return _result(raw.path, Outcome.CONFLICT, speech, cleaned)
                lines, outcome = merged, Outcome.MERGED
        if text is None:
            # The trail first: a clean text without one would be taken for another speech when the run is killed here.
            self._archive.save_trail(new_trail)
        if outcome is not Outcome.SAME:
            write_text(self._archive.clean_path(speech), format_clean_text(meta, lines))
        if text is not None:
            self._archive.save_trail(new_trail)
        return _result(raw.path, outcome, speech, cleaned, is_known=True)

    def _base(self, trail: Trail, text: CleanText) -> tuple[str, ...] | None:
        """Give the old machine text: from the raw file, or, where that was replaced, from the clean text.

        None where the raw file was replaced before what a hand had changed was noted in the trail.
        """
        machine = machine_text(self._archive, trail)
        if machine is not None:
            return lines_of(machine)
        lines = before_hand_edits(text.lines, trail.by_hand)
        return lines if lines is not None and body_hash(lines) == trail.machine_sha256 else None


def _result(path: str, outcome: Outcome, speech: str, cleaned: Cleaned, *, is_known: bool = False) -> RawResult:
    """Tell what became of a file without its text: a run over ten thousand keeps all results."""
    return RawResult(path, outcome, speech, is_known, cleaned.preset, len(cleaned.edits), len(cleaned.diagnostics))


def _raw_record(path: str, sha: str, found: RawText) -> RawRecord:
    source = found.source
    if found.kind is RawKind.TEXT:
        return RawRecord(path, sha, source.encoding, source.bom, source.patches)
    return RawRecord(
        path,
        sha,
        source.encoding,
        kind=found.kind,
        extractor=found.extractor,
        text_sha256=text_hash(source.text),
        carried=found.carried,
        dropped=found.dropped,
    )
