"""Clean the archive: what is new or changed among all raw files, in one process or several.

Which speech a raw file belongs to is decided here, in the order of the files, so that ids do not depend on the number
of processes; the files themselves are cleaned by `FileCleaner`.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.claims import Claim, Claims
from speechbook.pipeline.cleaning import extractor_versions
from speechbook.pipeline.crew import jobs_for, work_in_order
from speechbook.pipeline.files import Stamp, remove_leftovers, stamp_of
from speechbook.pipeline.garbage import rare_collections
from speechbook.pipeline.raw_cleaning import FileCleaner
from speechbook.pipeline.raw_tasks import Outcome, RawResult, RawTask
from speechbook.pipeline.state import fingerprint, load_state, no_progress, save_state
from speechbook.read import read_bytes
from speechbook.slugs import slug, unique

__all__ = ("ArchiveCleaner", "clean_archive")

_ROOMS = ("read", "clean", "han.py", "variants")


def clean_archive(
    settings: Settings,
    on_file: Callable[[], None] = no_progress,
    jobs: int = 1,
    on_work: Callable[[], None] = no_progress,
) -> list[RawResult]:
    """Clean every raw file that is new or changed, and those whose rules or settings changed.

    Calls `on_work` before the first of them, if there is one, and `on_file` after each file, the untouched ones
    included; returns the results of all others. One bad file stops nothing. `jobs` is the number of processes; 0
    leaves it to the program.
    """
    with rare_collections():
        return ArchiveCleaner(settings).run(on_file, jobs, on_work)


class ArchiveCleaner:
    """One run over the archive, or over some of its raw files."""

    def __init__(self, settings: Settings) -> None:
        self._archive = Archive(settings.folders)
        self._cleaner = FileCleaner(settings)
        self._state_path = settings.folders.build / "state" / "clean.json"
        self._mark = fingerprint(_ROOMS, settings.clean, settings.site_names, settings.protected, extractor_versions())
        self.claims = Claims(self._archive)
        self._waiting: dict[str, tuple[str, tuple[Claim, ...]]] = {}
        """Hash and speeches of each raw file whose result is not known yet, by its path."""

    def run(self, on_file: Callable[[], None], jobs: int, on_work: Callable[[], None]) -> list[RawResult]:
        """Clean every raw file that the state does not know as it is; give the results of these."""
        folders = self._archive.folders
        for folder in (folders.clean, folders.trail, self._state_path.parent):
            remove_leftovers(folder)
        known = load_state(self._state_path, self._mark)
        kept, stale = self._look(known)
        for _ in kept:
            on_file()
        if stale:
            on_work()
        results: list[RawResult] = []
        tasks = self._tasks([path for path, _ in stale])
        try:
            with closing(work_in_order(self._cleaner, tasks, jobs_for(jobs, len(stale)))) as done:
                for (path, stamp), of_file in zip(stale, done, strict=True):
                    self._settle(path, of_file)
                    results += of_file
                    if stamp and all(one.speech and one.outcome is not Outcome.CONFLICT for one in of_file):
                        kept[path] = self._entry(stamp, " ".join(one.speech for one in of_file))
                    on_file()
        except BaseException:
            with suppress(FileProblemError):
                save_state(self._state_path, self._mark, kept)  # what is done is done, whatever stopped the run
            raise
        if kept != known:
            save_state(self._state_path, self._mark, kept)
        return results

    def waiting(self) -> list[str]:
        """Name the raw files that were never cleaned as they are now; those that cannot be read are among them."""
        _, stale = self._look(load_state(self._state_path, self._mark))
        return [path for path, _ in stale if not self._is_known(path)]

    def _is_known(self, path: str) -> bool:
        try:
            sha = hashlib.sha256(read_bytes(self._archive.raw_path(path))).hexdigest()
        except FileProblemError:
            return False
        return bool(self.claims.with_bytes(sha) or self.claims.witnessed(sha))

    def _look(self, known: Mapping[str, Any]) -> tuple[dict[str, object], list[tuple[str, Stamp | None]]]:
        """Tell the raw files that are as the state knows them from all others."""
        kept: dict[str, object] = {}
        stale: list[tuple[str, Stamp | None]] = []
        for path in self._archive.raw_paths():
            stamp = stamp_of(self._archive.raw_path(path))
            before = known.get(path)
            if before and stamp and before == self._entry(stamp, before[-1]):
                kept[path] = before
            else:
                stale.append((path, stamp))
        return kept, stale

    def _tasks(self, paths: Sequence[str]) -> Iterator[RawTask | None]:
        """Yield the work on each file; where it depends on a result that is not known yet, wait for all."""
        for path in paths:
            try:
                data = read_bytes(self._archive.raw_path(path))
            except FileProblemError as problem:
                yield RawTask(path, problem=problem)
                continue
            sha = hashlib.sha256(data).hexdigest()
            if witnessed := self.claims.witnessed(sha):
                yield RawTask(path, data, sha, witness_of=witnessed)
                continue
            claims = self._claims_of(path, sha)
            own = {claim.speech for claim in claims}
            waiting = self._waiting.values()
            if any(sha == other or not own.isdisjoint(claim.speech for claim in taken) for other, taken in waiting):
                yield None
                claims = self._claims_of(path, sha)
            self._waiting[path] = sha, claims
            yield RawTask(path, data, sha, claims)

    def _settle(self, path: str, results: Sequence[RawResult]) -> None:
        """Take the results of a file into account; results come in the order of the files."""
        sha, claims = self._waiting.pop(path, ("", ()))
        if any(result.is_known for result in results):
            self.claims.note(path, sha, claims)

    def _entry(self, stamp: Stamp, speeches: str) -> list[object] | None:
        """Give what stands in the state for a raw file; None where a clean text or trail is missing.

        The clean texts count, because their front matter may name another preset. Ids are joined by blanks.
        """
        entry: list[object] = [*stamp]
        for speech in speeches.split():
            clean = stamp_of(self._archive.clean_path(speech))
            if clean is None or not self._archive.trail_path(speech).exists():
                return None
            entry += clean
        return [*entry, speeches]

    def clean(self, path: str, claims: tuple[Claim, ...] = ()) -> tuple[RawResult, ...]:
        """Clean one raw file, whatever the state says of it; `claims` says what to make of it, else it is found out."""
        for task in self._tasks([path]):
            if task is not None:
                results = self._cleaner(replace(task, claims=claims, witness_of="") if claims else task)
                self._settle(path, results)
                if claims and any(result.is_known for result in results):
                    self.claims.note(path, task.sha256, claims)
                return results
        raise AssertionError(path)

    def _claims_of(self, path: str, sha: str) -> tuple[Claim, ...]:
        """Find the speeches of a raw file; for a new one make an id of its name.

        A file of which all speeches were taken out of the book, and which is there again, is wanted again.
        """
        claims = self.claims.of(path, sha)
        if not claims:
            return (Claim(unique(slug(PurePosixPath(path).stem), self.claims.taken)),)
        if all(claim.part and claim.part.is_withdrawn for claim in claims):
            return tuple(Claim(c.speech, replace(c.part, is_withdrawn=False) if c.part else None) for c in claims)
        return claims
