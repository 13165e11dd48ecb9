"""The side of `speechbook serve` that asks for builds by prepared processes."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from speechbook.config import Folders
from speechbook.errors import BuildError
from speechbook.pipeline.source_date import source_date
from speechbook.pipeline.sphinx_runs import SphinxRun, doctrees_of, need_conf_py, run_side_by_side
from speechbook.variants import EDITIONS

__all__ = ("PreparedSphinx",)

_MODULE = "speechbook.sphinxext.prepared_builds"


class PreparedSphinx:
    """Runs builds like `run_side_by_side`, by a process that is ready; where none can be forked, by that function."""

    def __init__(self, folders: Folders) -> None:
        """Start the process."""
        self._folders = folders
        self._process: subprocess.Popen[str] | None = None
        self.is_fresh_wanted = False
        """To be set where settings have changed, which prepared processes have read already."""
        if hasattr(os, "fork"):
            self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
                [sys.executable, "-m", _MODULE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env=os.environ | {"PYTHONUTF8": "1"} | source_date(folders.root),
                start_new_session=True,  # Ctrl-C in the terminal is for us alone; we end it
            )

    def run(self, folders: Folders, runs: Sequence[SphinxRun]) -> None:
        """Build. Raises `BuildError` with what Sphinx printed when one of the builds fails or warns."""
        if self._process is None or self._process.poll() is not None:
            run_side_by_side(folders, runs)
            return
        if not runs:
            return
        need_conf_py(folders)
        request = {"fresh": self.is_fresh_wanted, "runs": [_request(folders, run) for run in runs]}
        self.is_fresh_wanted = False
        answers = self._answers(request)
        failed = [
            f"{EDITIONS[run.edition].label}（{run.edition}）没有建成：\n{answer['output']}"
            for run, answer in zip(runs, answers, strict=True)
            if answer["code"]
        ]
        if failed:
            raise BuildError("\n\n".join(failed))

    def _answers(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        process = self._process
        line = ""
        if process and process.stdin and process.stdout:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(json.dumps(request) + "\n")
                process.stdin.flush()
                line = process.stdout.readline()
        if not line:
            raise BuildError("Sphinx 的进程中途退出了；请重新运行 speechbook serve")
        return list(json.loads(line))

    def close(self) -> None:
        """End the process and all that it has prepared."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


def _request(folders: Folders, run: SphinxRun) -> dict[str, Any]:
    settings = dict(option.split("=", 1) for option in run.options)
    return {
        "builder": run.builder,
        "docs": str(folders.docs),
        "conf": str(folders.conf),
        "output": str(run.output),
        "doctrees": str(doctrees_of(folders, run)),
        "settings": {**settings, "speechbook_edition": run.edition, "nitpicky": True},
    }
