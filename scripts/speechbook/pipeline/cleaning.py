"""From raw files to clean texts: the first half of the line, for the whole archive."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache, partial
from importlib.metadata import version
from pathlib import PurePosixPath

from speechbook.clean import ScriptUnifier, apply_edits, before_hand_edits, clean_text, detect_preset
from speechbook.config import Settings
from speechbook.errors import FileProblemError, UsageError
from speechbook.front_matter import CleanText, format_clean_text
from speechbook.model import Cleaned, Metadata, RawKind, RawText
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.carried import with_carried
from speechbook.pipeline.files import Stamp, stamp_of, write_text
from speechbook.pipeline.garbage import rare_collections
from speechbook.pipeline.merging import merge_lines
from speechbook.pipeline.state import fingerprint, load_state, no_progress, save_state
from speechbook.read import decode_as, read_bytes, read_document
from speechbook.slugs import slug, unique
from speechbook.trail import RawRecord, Trail
from speechbook.variants import unified_lines

__all__ = (
    "ArchiveCleaner",
    "Outcome",
    "RawResult",
    "TracedText",
    "clean_archive",
    "clean_source",
    "extractor_versions",
    "machine_text",
    "traced_text",
)


_ROOMS = ("read", "clean", "han.py", "variants/mixture.py", "variants/engine.py", "variants/data")
_EXTRACTORS = ("lxml", "pypdf", "trafilatura")
"""Libraries that decide which text is extracted; a new version may see another one."""


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
    cleaned: Cleaned | None = None
    """None where nothing was cleaned."""
    problem: FileProblemError | None = None


def extractor_versions() -> tuple[str, ...]:
    """Give the versions of the libraries that extract text: with others, another text may come out."""
    return tuple(version(name) for name in _EXTRACTORS)


def clean_source(found: RawText, settings: Settings, preset: str = "") -> Cleaned:
    """Clean what was read by the settings of a book; without `preset` the kind of source is known or detected."""
    source = found.source
    kind = preset or found.preset or detect_preset(source.text)
    unify = _unifier(settings.protected)
    return clean_text(source.text, settings.site_names, settings.clean.rules_off(kind), kind, unify)


@lru_cache(maxsize=8)
def _unifier(protected: tuple[str, ...]) -> ScriptUnifier:
    """Give the same function for all texts of a run: the rules are made for it, once."""
    return partial(unified_lines, protected=protected)


def body_hash(lines: tuple[str, ...]) -> str:
    """Hash the body of a clean text."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def text_hash(text: str) -> str:
    """Hash an extracted text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def lines_of(text: str) -> tuple[str, ...]:
    """Cut a machine text into body lines."""
    return tuple(line for line in text.split("\n") if line)


@dataclass(frozen=True, slots=True)
class TracedText:
    """What a trail leads back to."""

    source: str
    """The source text, or the text that is extracted from the raw file."""
    machine: str


def traced_text(archive: Archive, trail: Trail) -> TracedText | str:
    """Make source and machine text again from raw file and trail; else tell why that cannot be done.

    The reason is empty where there is no raw file to go back to. Where another text is extracted than the trail is for,
    it names what extracted the one and the other.
    """
    raw = trail.raw
    if raw is None:
        return ""
    try:
        path = archive.raw_path(raw.path)
        if not path.exists():
            return ""
        data = read_bytes(path)
        if hashlib.sha256(data).hexdigest() != raw.sha256:
            return f"{raw.path} 换过了"
        if raw.kind is RawKind.TEXT:
            text = decode_as(data, raw.encoding, raw.bom).text
        else:
            found = read_document(raw.path, data)
            text = found.source.text
            if text_hash(text) != raw.text_sha256:
                return f"{raw.path}，记录的是 {raw.extractor}，现在是 {found.extractor}"
        return TracedText(text, apply_edits(text, trail.edits))
    except FileProblemError as problem:
        return f"{raw.path} {problem.reason}"
    except UsageError:
        return f"{raw.path} 与记录的改动对不上"


def machine_text(archive: Archive, trail: Trail) -> str | None:
    """Make the machine text again from raw file and trail; None where that cannot be done."""
    traced = traced_text(archive, trail)
    return traced.machine if isinstance(traced, TracedText) else None


@dataclass(frozen=True, slots=True)
class _Source:
    """The raw files of one speech."""

    speech: str
    path: str
    """Empty where there is none."""
    sha256: str
    witnesses: tuple[str, ...]
    """Hashes of the bytes of other raw files."""


def clean_archive(settings: Settings, on_file: Callable[[], None] = no_progress) -> list[RawResult]:
    """Clean every raw file that is new or changed, and those whose rules or settings changed.

    Calls `on_file` after each file, the untouched ones included; returns the results of all others. One bad file stops
    nothing.
    """
    with rare_collections():
        return ArchiveCleaner(settings).run(on_file)


class ArchiveCleaner:
    """One run over the archive, or over some of its raw files."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._archive = Archive(settings.folders)
        self._state_path = settings.folders.build / "state" / "clean.json"
        self._mark = fingerprint(_ROOMS, settings.clean, settings.site_names, settings.protected, extractor_versions())

    def run(self, on_file: Callable[[], None]) -> list[RawResult]:
        """Clean every raw file that the state does not know as it is; give the results of these."""
        known = load_state(self._state_path, self._mark)
        kept: dict[str, object] = {}
        results = []
        for path in self._archive.raw_paths():
            stamp = stamp_of(self._archive.raw_path(path))
            before = known.get(path)
            if before and stamp and before == self._entry(stamp, before[-1]):
                result = RawResult(path, Outcome.SAME, before[-1])
            else:
                result = self.clean(path)
                results.append(result)
            if stamp and result.speech and result.outcome is not Outcome.CONFLICT:
                kept[path] = self._entry(stamp, result.speech)
            on_file()
        if kept != known:
            save_state(self._state_path, self._mark, kept)
        return results

    def _entry(self, stamp: Stamp, speech: str) -> list[object] | None:
        """Give what stands in the state for a raw file; None where clean text or trail is missing.

        The clean text counts, because its front matter may name another preset.
        """
        clean = stamp_of(self._archive.clean_path(speech))
        if clean is None or not self._archive.trail_path(speech).exists():
            return None
        return [*stamp, *clean, speech]

    def clean(self, path: str) -> RawResult:
        """Clean one raw file, whatever the state says of it."""
        try:
            return self._clean_one(path)
        except FileProblemError as problem:
            return RawResult(path, Outcome.FAILED, problem=problem)

    def _clean_one(self, path: str) -> RawResult:
        name = self._archive.raw_path(path)
        data = read_bytes(name)
        sha = hashlib.sha256(data).hexdigest()
        if witnessed := self._witnesses.get(sha):
            return RawResult(path, Outcome.WITNESS, witnessed)
        speech = self._speech_of(path, sha)
        trail = self._archive.load_trail(speech)
        if trail.raw and trail.raw.sha256 == sha and trail.raw.path != path:
            if self._archive.raw_path(trail.raw.path).exists():
                return RawResult(path, Outcome.DUPLICATE, speech)
            self._remember(speech, path, sha)
            trail = replace(trail, raw=replace(trail.raw, path=path))
            self._archive.save_trail(trail)
            return RawResult(path, Outcome.RENAMED, speech)
        found = read_document(str(name), data)
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
                    return RawResult(raw.path, Outcome.CONFLICT, speech, cleaned)
                lines, outcome = merged, Outcome.MERGED
        if outcome is not Outcome.SAME:
            write_text(self._archive.clean_path(speech), format_clean_text(meta, lines))
        self._archive.save_trail(new_trail)
        self._remember(speech, raw.path, raw.sha256)
        return RawResult(raw.path, outcome, speech, cleaned)

    def _base(self, trail: Trail, text: CleanText) -> tuple[str, ...] | None:
        """Give the old machine text: from the raw file, or, where that was replaced, from the clean text.

        None where the raw file was replaced before what a hand had changed was noted in the trail.
        """
        machine = machine_text(self._archive, trail)
        if machine is not None:
            return lines_of(machine)
        lines = before_hand_edits(text.lines, trail.by_hand)
        return lines if lines is not None and body_hash(lines) == trail.machine_sha256 else None

    @cached_property
    def _index(self) -> tuple[dict[str, str], dict[str, str]]:
        """Which speech each known raw file belongs to: by its bytes, and by its path. Read when first needed."""
        by_hash: dict[str, str] = {}
        by_path: dict[str, str] = {}
        for source in self._sources:
            if source.path:
                by_hash[source.sha256] = source.speech
                by_path[source.path] = source.speech
        return by_hash, by_path

    @cached_property
    def _witnesses(self) -> dict[str, str]:
        """Which speech each raw file is another witness of, by its bytes."""
        return {sha: source.speech for source in self._sources for sha in source.witnesses}

    def note_witness(self, sha256: str, speech: str) -> None:
        """Know a raw file for another witness of a speech from now on."""
        self._witnesses[sha256] = speech

    def note_replacement(self, path: str, speech: str) -> None:
        """Know a raw file for the one that a speech is taken from, from now on."""
        self._index[1][path] = speech

    def speech_with(self, sha256: str) -> str:
        """Name the speech that has a raw file of these bytes; empty where there is none."""
        return self._index[0].get(sha256) or self._witnesses.get(sha256, "")

    @cached_property
    def _sources(self) -> tuple["_Source", ...]:
        """What the trails say of raw files; the rest of them is not held."""
        return tuple(self._read_sources())

    def _read_sources(self) -> Iterator["_Source"]:
        for path in sorted(self._archive.folders.trail.glob("*.json")):
            trail = self._archive.load_trail(path.stem)
            witnesses = tuple(one.sha256 for one in trail.witnesses)
            raw = trail.raw
            yield _Source(trail.speech, raw.path if raw else "", raw.sha256 if raw else "", witnesses)

    @cached_property
    def _taken(self) -> set[str]:
        """Ids that may not be given again: of clean texts and of trails whose text is gone."""
        return set(self._archive.ids()) | {path.stem for path in self._archive.folders.trail.glob("*.json")}

    def _remember(self, speech: str, path: str, sha: str) -> None:
        by_hash, by_path = self._index
        by_hash[sha] = by_path[path] = speech
        self._taken.add(speech)

    def _speech_of(self, path: str, sha: str) -> str:
        """Find the speech of a raw file by its bytes, then by its path; else make an id of its name."""
        by_hash, by_path = self._index
        known = by_hash.get(sha) or by_path.get(path)
        return known or unique(slug(PurePosixPath(path).stem), self._taken)


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
