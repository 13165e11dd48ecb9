"""Builds by Sphinx that get ready while the pages are still being made.

To load Sphinx, the extensions and what was read before takes longer than to read and write one page. So a process is
started when it is known that there will be something to build, and told to go on when the pages are there. Where
another build is wanted in the end, or none, the process is ended and has written nothing that matters.
"""

import contextlib
import subprocess
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from speechbook.config import Folders
from speechbook.pipeline.sphinx_runs import SphinxRun, begin_run

__all__ = ("EarlyRuns",)


class EarlyRuns:
    """The builds that will likely be wanted; to be used with `with`."""

    def __init__(self, folders: Folders, likely: Sequence[SphinxRun]) -> None:
        """Start nothing yet."""
        self._folders = folders
        self._likely = likely
        self._waiting: dict[SphinxRun, subprocess.Popen[str]] = {}
        self._is_started = False

    def start(self) -> None:
        """Start the processes, unless that was done: there is something to build."""
        if not self._is_started:
            self._is_started = True
            self._waiting = {run: begin_run(self._folders, run, waits=True) for run in self._likely}

    def begin(self, folders: Folders, run: SphinxRun) -> subprocess.Popen[str]:
        """Let the process of a build go on; start one where none is waiting for this build."""
        process = self._waiting.pop(run, None)
        if process is None or process.stdin is None:
            return begin_run(folders, run)
        # One that ended before has said why on its standard output.
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write("\n")
            process.stdin.flush()
        return process

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        """End what is still waiting."""
        for process in self._waiting.values():
            process.kill()
            process.communicate()
        self._waiting.clear()
