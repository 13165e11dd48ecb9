"""Builds by processes that were prepared beforehand, for `speechbook serve`.

    python -m speechbook.sphinxext.prepared_builds

A process of its own, without threads: it has imported everything, and after each build it forks the next one, which
reads settings and environment and then waits. So a build costs only what changed. One request a line comes in on
standard input, one answer a line goes out on standard output; the end of the input ends it and all it has started.

A build that warns leaves the site as it was: when pages are read it stops before anything is written; when pages are
written, those that were there are put back, and what was read is read again next time.
"""

import contextlib
import importlib
import io
import json
import os
import pickle
import re
import select
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

__all__ = ("serve_builds",)

_ENVIRONMENT = "environment.pickle"
_MOST_KEPT = 200
"""Pages that are put back after a failure; where more are written, the whole site is being made."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_MODULES = ("myst_parser.sphinx_ext.main", "sphinx_book_theme", "speechbook.sphinxext", "sphinx.builders.html")


class _WarnedError(Exception):
    """Pages were read with warnings."""


@dataclass(frozen=True, slots=True)
class _Child:
    """A forked process that has loaded what a build needs."""

    pid: int
    start: int
    """Where a byte lets it begin."""
    answer: int
    """Where its answer comes from."""
    environment: tuple[int, int]
    """Size and time of the environment that it has loaded."""


def serve_builds() -> None:
    """Answer requests until the input ends."""
    for module in _MODULES:
        importlib.import_module(module)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepared: dict[str, _Child] = {}
    try:
        for line in sys.stdin:
            request = json.loads(line)
            runs = {json.dumps(run, sort_keys=True): run for run in request["runs"]}
            if request["fresh"]:
                _drop(prepared)
            children = {key: _taken(prepared, key, run) for key, run in runs.items()}
            for child in children.values():
                os.write(child.start, b"!")
            answers = [_answer_of(child) for child in children.values()]
            sys.stdout.write(json.dumps(answers) + "\n")
            sys.stdout.flush()
            if not select.select([sys.stdin], [], [], 0)[0]:
                prepared.update({key: _prepare(run) for key, run in runs.items()})
    finally:
        _drop(prepared)


def _taken(prepared: dict[str, _Child], key: str, run: dict[str, Any]) -> _Child:
    """Take the child that was prepared for a run, unless somebody else has built since."""
    child = prepared.pop(key, None)
    if child and child.environment == _environment_of(run):
        return child
    if child:
        _end(child)
    return _prepare(run)


def _prepare(run: dict[str, Any]) -> _Child:
    start_out, start_in = os.pipe()
    answer_out, answer_in = os.pipe()
    environment = _environment_of(run)
    pid = os.fork()
    if not pid:
        os.close(start_in)
        os.close(answer_out)
        _be_child(run, start_out, answer_in)
    os.close(start_out)
    os.close(answer_in)
    return _Child(pid, start_in, answer_out, environment)


def _environment_of(run: dict[str, Any]) -> tuple[int, int]:
    try:
        status = Path(run["doctrees"], _ENVIRONMENT).stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _answer_of(child: _Child) -> dict[str, Any]:
    parts = []
    while part := os.read(child.answer, 65536):
        parts.append(part)
    _close(child)
    os.waitpid(child.pid, 0)
    text = b"".join(parts).decode("utf-8")
    return dict(json.loads(text)) if text else {"code": 2, "output": "Sphinx 的进程中途退出了"}


def _drop(prepared: dict[str, _Child]) -> None:
    for child in prepared.values():
        _end(child)
    prepared.clear()


def _end(child: _Child) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)
    _close(child)
    os.waitpid(child.pid, 0)


def _close(child: _Child) -> None:
    os.close(child.start)
    os.close(child.answer)


def _be_child(run: dict[str, Any], start: int, answer: int) -> NoReturn:
    """Build once and leave, without the ways out of the process it was forked from."""
    code, output = 2, ""
    warnings = io.StringIO()
    try:
        code = _Build(run, warnings).run(start)
    except _WarnedError:
        code = 1
    except BaseException:  # noqa: BLE001 -- whatever it was, it is the answer
        output = traceback.format_exc(limit=-3)
    text = _COLOURS.sub("", warnings.getvalue() + output).strip()
    with os.fdopen(answer, "w", encoding="utf-8") as file:
        json.dump({"code": code, "output": text}, file)
    os._exit(0)


class _Build:
    """One build in a forked process."""

    def __init__(self, run: dict[str, Any], warnings: io.StringIO) -> None:
        self._run = run
        self._warnings = warnings
        self._read: list[str] = []
        self._kept: dict[Path, bytes | None] = {}

    def run(self, start: int) -> int:
        """Load, wait for the word, build; return the exit code of Sphinx."""
        run = self._run
        with patch_docutils(run["conf"]), docutils_namespace():
            app = Sphinx(
                srcdir=run["docs"],
                confdir=run["conf"],
                outdir=run["output"],
                doctreedir=run["doctrees"],
                buildername=run["builder"],
                confoverrides=run["settings"],
                status=None,
                warning=self._warnings,
                warningiserror=True,
            )
            app.connect("source-read", self._on_source_read)
            app.connect("env-get-updated", self._on_read, priority=1)
            app.connect("html-page-context", self._on_page, priority=1)
            if not os.read(start, 1):
                os._exit(0)
            app.build()
            if app.statuscode:
                self._put_back(app)
            return int(app.statuscode)

    def _on_source_read(self, _app: Sphinx, docname: str, _source: list[str]) -> None:
        self._read.append(docname)

    def _on_read(self, _app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Stop after reading, before the environment is kept, if anything was wrong."""
        if self._warnings.getvalue().strip():
            raise _WarnedError
        return []

    def _on_page(
        self, app: Sphinx, pagename: str, _templatename: str, _context: dict[str, Any], _doctree: nodes.document | None
    ) -> None:
        """Keep the page that is about to be written over."""
        if len(self._kept) < _MOST_KEPT:
            path = Path(app.outdir, f"{pagename}.html")
            self._kept[path] = path.read_bytes() if path.exists() else None

    def _put_back(self, app: Sphinx) -> None:
        for path, data in self._kept.items():
            if data is not None:
                path.write_bytes(data)
        kept = Path(app.doctreedir, _ENVIRONMENT)
        for docname in self._read:
            app.env.all_docs[docname] = 0
        try:
            kept.write_bytes(pickle.dumps(app.env, pickle.HIGHEST_PROTOCOL))
        except (pickle.PicklingError, TypeError, AttributeError):
            kept.unlink(missing_ok=True)  # all is read again


if __name__ == "__main__":
    serve_builds()
