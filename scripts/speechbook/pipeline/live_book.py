"""A book that is built again whenever one of its files is saved, for `speechbook serve`.

One thread builds; others ask for the state and wait for it to change.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from speechbook.config import Folders, Settings, load_settings
from speechbook.diagnostics import DiagnosticCode
from speechbook.errors import FileProblemError, SpeechbookError
from speechbook.pipeline.archive import Archive, may_write_archive
from speechbook.pipeline.building_served import build_served
from speechbook.pipeline.checking import Finding, check_archive
from speechbook.pipeline.cleaning_archive import clean_archive
from speechbook.pipeline.pages import make_pages
from speechbook.pipeline.prepared_sphinx import PreparedSphinx
from speechbook.pipeline.raw_tasks import Outcome, RawResult

__all__ = ("LiveBook", "LiveState", "concerns_book")

_MOST_SAID = 10
_NOT_OURS = ("~", ".tmp", ".swp", ".swx", ".bak")


@dataclass(frozen=True, slots=True)
class LiveState:
    """What those who look at the book need to know."""

    serial: int
    """Grows with every change of this value."""
    version: int
    """Grows with every build that changed the site."""
    is_building: bool = False
    error: str = ""
    """Why the last build failed; the site is then that of the build before."""
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What is open, by speech."""


class LiveBook:
    """Builds a book and keeps its state."""

    def __init__(self, root: Path, editions: Sequence[str], say: Callable[[str], None]) -> None:
        """Prepare; `say` is told one line for each thing that happened. Raises `ConfigError`."""
        self._root = root
        self._folders = Folders(root)
        load_settings(root)
        self._editions = editions
        self._say = say
        self._sphinx = PreparedSphinx(self._folders)
        self._is_open = False
        """The site has been up to date once, and those who wait were told."""
        self._broken: set[str] = set()
        self._changed = threading.Condition()
        # Begins with the time, so that a page from an earlier server loads itself again.
        self._state = LiveState(serial=0, version=time.time_ns() // 1_000_000)

    @property
    def state(self) -> LiveState:
        """Give the state as it is."""
        return self._state

    def wait_for_change(self, serial: int, seconds: float) -> LiveState:
        """Wait until the state is another one than that of `serial`, or for some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.serial != serial, seconds)
            return self._state

    def tell(self, speech: str, findings: Sequence[Finding]) -> None:
        """Say what is open in a speech that somebody looks at."""
        self._say(f"打开的一篇：{speech}，待查 {len(findings)} 处" + ("" if findings else "。"))
        for finding in findings[:_MOST_SAID]:
            place = f"{finding.file}:{finding.file_line}" if finding.file_line else finding.file
            self._say(f"  {place}  {finding.message}")
        if len(findings) > _MOST_SAID:
            self._say(f"  另有 {len(findings) - _MOST_SAID} 处：speechbook check --speech {speech}")

    def close(self) -> None:
        """End what was started."""
        self._sphinx.close()

    def build(self, changed: Iterable[Path] = ()) -> None:
        """Build what changed; a failure is said and kept in the state, and the site stays as it was."""
        started = time.monotonic()
        self._set(replace(self._state, is_building=True))
        try:
            settings, was_built = self._build(list(changed))
        except SpeechbookError as problem:
            if str(problem) != self._state.error:
                self._say(str(problem))
            self._set(replace(self._state, is_building=False, error=str(problem)))
            return
        version = self._state.version + was_built
        self._set(replace(self._state, is_building=False, error="", version=version))
        if was_built:
            self._say(f"建好了，{time.monotonic() - started:.1f} 秒。")
        elif not self._is_open:
            self._say("没有变化，上次建的还能用。")
        self._is_open = True
        self._check(settings)

    def _build(self, changed: list[Path]) -> tuple[Settings, bool]:
        folders = self._folders
        if any(path.is_relative_to(folders.conf) for path in changed):
            self._sphinx.is_fresh_wanted = True
        settings = load_settings(self._root)
        self._refuse_broken(changed)
        if may_write_archive():
            for result in clean_archive(settings):
                self._tell(result)
        for problem in make_pages(settings).problems:
            self._say(f"speechbook：{problem}")
        return settings, build_served(settings, self._editions, self._sphinx.run)

    def _refuse_broken(self, changed: Iterable[Path]) -> None:
        """Raise the problem of a clean text that has just been broken, before its page is taken away."""
        archive = Archive(self._folders)
        self._broken |= {path.stem for path in changed if path.parent == self._folders.clean}
        for name in sorted(self._broken):
            if archive.clean_path(name).exists():
                archive.load_clean(name)
            self._broken.discard(name)

    def _tell(self, result: RawResult) -> None:
        if result.problem:
            self._say(f"speechbook：{result.problem}")
        elif result.outcome is not Outcome.SAME:
            self._say(f"{result.outcome.value}：{result.path}" + (f" → {result.speech}" if result.speech else ""))

    def _check(self, settings: Settings) -> None:
        """Find what is open, once readers have their page."""
        try:
            found = check_archive(settings).findings
        except FileProblemError as problem:
            self._say(f"speechbook：{problem}")
            return
        by_speech: dict[str, list[Finding]] = {}
        for finding in found:
            if finding.diagnostic.code is not DiagnosticCode.METADATA_INFERRED:
                for name in finding.speeches:
                    by_speech.setdefault(name, []).append(finding)
        findings = {name: tuple(group) for name, group in by_speech.items()}
        if findings != self._state.findings:
            self._set(replace(self._state, findings=findings))

    def _set(self, state: LiveState) -> None:
        with self._changed:
            self._state = replace(state, serial=self._state.serial + 1)
            self._changed.notify_all()


def concerns_book(folders: Folders, path: Path) -> bool:
    """Tell whether the book depends on a file: what we write ourselves and what editors leave about does not count."""
    if path.name.startswith((".", "#")) or path.name.endswith(_NOT_OURS):
        return False
    if any(path.is_relative_to(made) for made in (folders.build, folders.pages, folders.lists)):
        return False
    return "__pycache__" not in path.parts and path.suffix != ".mo"
