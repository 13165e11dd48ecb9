"""Clean the archive: what is new or changed among all raw files, in one process or several.

Which speech a raw file belongs to is decided here, in the order of the files, so that ids do not depend on the number
of processes; the files themselves are cleaned by `FileCleaner`.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from functools import cached_property
from pathlib import PurePosixPath

from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.cleaning import extractor_versions
from speechbook.pipeline.crew import jobs_for, work_in_order
from speechbook.pipeline.files import Stamp, remove_leftovers, stamp_of
from speechbook.pipeline.garbage import rare_collections
from speechbook.pipeline.raw_cleaning import FileCleaner, Outcome, RawResult, RawTask
from speechbook.pipeline.state import fingerprint, load_state, no_progress, save_state
from speechbook.read import read_bytes
from speechbook.slugs import slug, unique
from speechbook.trail import RawFiles

__all__ = ("ArchiveCleaner", "clean_archive")

_ROOMS = ("read", "clean", "han.py", "variants/mixture.py", "variants/engine.py", "variants/data")


def clean_archive(settings: Settings, on_file: Callable[[], None] = no_progress, jobs: int = 1) -> list[RawResult]:
    """Clean every raw file that is new or changed, and those whose rules or settings changed.

    Calls `on_file` after each file, the untouched ones included; returns the results of all others. One bad file stops
    nothing. `jobs` is the number of processes; 0 leaves it to the program.
    """
    with rare_collections():
        return ArchiveCleaner(settings).run(on_file, jobs)


class ArchiveCleaner:
    """One run over the archive, or over some of its raw files."""

    def __init__(self, settings: Settings) -> None:
        self._archive = Archive(settings.folders)
        self._cleaner = FileCleaner(settings)
        self._state_path = settings.folders.build / "state" / "clean.json"
        self._mark = fingerprint(_ROOMS, settings.clean, settings.site_names, settings.protected, extractor_versions())
        self._waiting: dict[str, tuple[str, str]] = {}
        """Hash and speech of each raw file whose result is not known yet, by its path."""

    def run(self, on_file: Callable[[], None], jobs: int) -> list[RawResult]:
        """Clean every raw file that the state does not know as it is; give the results of these."""
        folders = self._archive.folders
        for folder in (folders.clean, folders.trail, self._state_path.parent):
            remove_leftovers(folder)
        known = load_state(self._state_path, self._mark)
        kept: dict[str, object] = {}
        stale: list[tuple[str, Stamp | None]] = []
        for path in self._archive.raw_paths():
            stamp = stamp_of(self._archive.raw_path(path))
            before = known.get(path)
            if before and stamp and before == self._entry(stamp, before[-1]):
                kept[path] = before
                on_file()
            else:
                stale.append((path, stamp))
        results: list[RawResult] = []
        tasks = self._tasks([path for path, _ in stale])
        try:
            with closing(work_in_order(self._cleaner, tasks, jobs_for(jobs, len(stale)))) as done:
                for (path, stamp), result in zip(stale, done, strict=True):
                    self._settle(result)
                    results.append(result)
                    if stamp and result.speech and result.outcome is not Outcome.CONFLICT:
                        kept[path] = self._entry(stamp, result.speech)
                    on_file()
        except BaseException:
            with suppress(FileProblemError):
                save_state(self._state_path, self._mark, kept)  # what is done is done, whatever stopped the run
            raise
        if kept != known:
            save_state(self._state_path, self._mark, kept)
        return results

    def _tasks(self, paths: Sequence[str]) -> Iterator[RawTask | None]:
        """Yield the work on each file; where it depends on a result that is not known yet, wait for all."""
        for path in paths:
            try:
                data = read_bytes(self._archive.raw_path(path))
            except FileProblemError as problem:
                yield RawTask(path, problem=problem)
                continue
            sha = hashlib.sha256(data).hexdigest()
            if witnessed := self._witnesses.get(sha):
                yield RawTask(path, speech=witnessed, is_witness=True)
                continue
            speech = self._speech_of(path, sha)
            if any(sha == other or speech == taken for other, taken in self._waiting.values()):
                yield None
                speech = self._speech_of(path, sha)
            self._waiting[path] = sha, speech
            yield RawTask(path, data, sha, speech)

    def _settle(self, result: RawResult) -> None:
        """Take the result of a file into account; results come in the order of the files."""
        sha, speech = self._waiting.pop(result.path, ("", ""))
        if result.is_known:
            by_hash, by_path = self._index
            by_hash[sha] = by_path[result.path] = speech
            self._taken.add(speech)

    def _entry(self, stamp: Stamp, speech: str) -> list[object] | None:
        """Give what stands in the state for a raw file; None where clean text or trail is missing.

        The clean text counts, because its front matter may name another preset.
        """
        clean = stamp_of(self._archive.clean_path(speech))
        if clean is None or not self._archive.trail_path(speech).exists():
            return None
        return [*stamp, *clean, speech]

    @cached_property
    def _index(self) -> tuple[dict[str, str], dict[str, str]]:
        """Which speech each known raw file belongs to: by its bytes, and by its path. Read when first needed."""
        by_hash: dict[str, str] = {}
        by_path: dict[str, str] = {}
        for speech, raw in self._sources.items():
            if raw.path:
                by_path[raw.path], by_hash[raw.sha256] = speech, speech
        return by_hash, by_path

    @cached_property
    def _witnesses(self) -> dict[str, str]:
        """Which speech each raw file is another witness of, by its bytes."""
        return {sha: speech for speech, raw in self._sources.items() for sha in raw.witnesses}

    @cached_property
    def _sources(self) -> dict[str, RawFiles]:
        """What the trails say of raw files; the rest of them is not held."""
        paths = sorted(self._archive.folders.trail.glob("*.json"))
        return {path.stem: self._archive.raw_files_of(path.stem) for path in paths}

    def note_witness(self, sha256: str, speech: str) -> None:
        """Know a raw file for another witness of a speech from now on."""
        self._witnesses[sha256] = speech

    def note_replacement(self, path: str, speech: str) -> None:
        """Know a raw file for the one that a speech is taken from, from now on."""
        self._index[1][path] = speech

    def speech_with(self, sha256: str) -> str:
        """Name the speech that has a raw file of these bytes; empty where there is none."""
        return self._index[0].get(sha256) or self._witnesses.get(sha256, "")

    def clean(self, path: str) -> RawResult:
        """Clean one raw file, whatever the state says of it."""
        for task in self._tasks([path]):
            if task is not None:
                result = self._cleaner(task)
                self._settle(result)
                return result
        raise AssertionError(path)

    @cached_property
    def _taken(self) -> set[str]:
        """Ids that may not be given again: of clean texts and of trails whose text is gone."""
        return set(self._archive.ids()) | {path.stem for path in self._archive.folders.trail.glob("*.json")}

    def _speech_of(self, path: str, sha: str) -> str:
        """Find the speech of a raw file by its bytes, then by its path; else make an id of its name."""
        by_hash, by_path = self._index
        known = by_hash.get(sha) or by_path.get(path)
        return known or unique(slug(PurePosixPath(path).stem), self._taken)
