"""Start Sphinx as a process of its own: one for each edition, side by side."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from speechbook.config import Folders
from speechbook.errors import BuildError, ConfigError
from speechbook.pipeline.source_date import source_date
from speechbook.variants import EDITIONS

__all__ = ("WAITS", "Begin", "SphinxRun", "begin_run", "doctrees_of", "need_conf_py", "run_side_by_side")

WAITS = "SPEECHBOOK_WAITS"
"""Set in the environment of a build that waits."""
_TIMEOUT_SECONDS = 6 * 60 * 60
"""An exception while Sphinx merges its workers can hang it; no book takes this long."""


@dataclass(frozen=True, slots=True)
class SphinxRun:
    """One build that is wanted."""

    builder: str
    """Sphinx's name: `html`, `latex`, `epub`."""
    edition: str
    output: Path
    """The folder to build into."""
    options: tuple[str, ...] = ()
    """Settings of this build alone, `name=value`."""
    kind: str = ""
    """Keeps what was read apart from other builds by the same builder; empty: its name."""


Begin = Callable[[Folders, SphinxRun], "subprocess.Popen[str]"]
"""Gives the process of a build, which prints to a pipe."""


def run_side_by_side(folders: Folders, runs: Sequence[SphinxRun], begin: "Begin | None" = None) -> None:
    """Start all the builds, by `begin` where it is given, and wait for them.

    Raises `BuildError` with what Sphinx printed when one of them fails or warns; `ConfigError` where Sphinx would find
    no settings.
    """
    if runs:
        need_conf_py(folders)
    running = [(run, (begin or begin_run)(folders, run)) for run in runs]
    failed = []
    try:
        for run, process in running:
            output, _ = process.communicate(timeout=_TIMEOUT_SECONDS)
            if process.returncode:
                # Sphinx remembers what it has read and would not warn of it again.
                shutil.rmtree(doctrees_of(folders, run), ignore_errors=True)
                failed.append(f"{EDITIONS[run.edition].label}（{run.edition}）没有建成：\n{output.strip()}")
    except subprocess.TimeoutExpired as exc:
        raise BuildError(f"Sphinx 运行超过 {_TIMEOUT_SECONDS // 3600} 小时，已中止") from exc
    finally:
        for _, process in running:
            if process.poll() is None:
                process.kill()
    if failed:
        raise BuildError("\n\n".join(failed))


def need_conf_py(folders: Folders) -> None:
    """Refuse a book without the file that leads Sphinx to the settings (`ConfigError`)."""
    path = folders.conf / "conf.py"
    if not path.is_file():
        raise ConfigError(f"没有 {path}，建不了。它在每本书里都一样：用 speechbook new 另建一本空书，把它的复制过来")


def doctrees_of(folders: Folders, run: SphinxRun) -> Path:
    """Keep the doctrees of each builder apart: transforms may depend on it."""
    return folders.build / "doctrees" / f"{run.kind or run.builder}-{run.edition}"


def begin_run(folders: Folders, run: SphinxRun, *, waits: bool = False) -> subprocess.Popen[str]:
    """Start a build; one that `waits` gets ready and then wants a line on its standard input."""
    command = [
        *(sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-b", run.builder),
        *("-c", str(folders.conf), "-d", str(doctrees_of(folders, run)), "-D", f"speechbook_edition={run.edition}"),
        *(part for option in run.options for part in ("-D", option)),
        *(str(folders.docs), str(run.output)),
    ]
    return subprocess.Popen(  # noqa: S603 -- our own interpreter and paths
        command,
        stdin=subprocess.PIPE if waits else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1", WAITS: "1" if waits else ""} | source_date(folders.root),
    )
