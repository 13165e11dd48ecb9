"""The files a command is given: read them one by one, let no bad one stop the others."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from speechbook.cli.filling import say
from speechbook.errors import FileProblemError, UsageError
from speechbook.read import MAX_BYTES, read_bytes

__all__ = ("JOBS", "each_file", "json_line", "need_json", "progress", "read_input")

_STANDARD_INPUT = "-"

JOBS = click.option(
    "--jobs",
    type=int,
    default=0,
    metavar="个数",
    help="同时用几个进程清理、生成页面；不写就看篇数和处理器的核数。结果与个数无关。",
)


def read_input(name: str) -> tuple[Path, bytes]:
    """Read a file, or standard input for `-`. Raises `FileProblemError`."""
    if name == _STANDARD_INPUT:
        # One byte more than is allowed, so that what reads it sees that it is too much.
        return Path(_STANDARD_INPUT), sys.stdin.buffer.read(MAX_BYTES + 1)
    return Path(name), read_bytes(Path(name))


def each_file(names: Sequence[str], work: Callable[[str], object]) -> None:
    """Do the work for each file; report those that fail, and exit with 3 after the last if any did."""
    failed = False
    for name in names:
        try:
            work(name)
        except FileProblemError as problem:
            say(f"speechbook：{problem}", err=True)
            failed = True
    if failed:
        raise click.exceptions.Exit(3)


def need_json(names: Sequence[str], *, as_json: bool) -> None:
    """Refuse several files where the output could not tell them apart."""
    if len(names) > 1 and not as_json:
        raise UsageError("一次处理几个文件要加 --json，每个文件输出一行")


def json_line(table: dict[str, Any]) -> None:
    """Print one JSON object on one line."""
    click.echo(json.dumps(table, ensure_ascii=False))


class Bar:
    """A bar on a terminal, and nothing in a pipe; to be called after each step."""

    def __init__(self, bar: Progress, what: str, total: int | None) -> None:
        """Begin a first stage."""
        self._bar = bar
        self._task = bar.add_task(what, total=total)

    def __call__(self) -> None:
        """Tell that a step was done."""
        self._bar.advance(self._task)

    def stage(self, what: str, total: int) -> Callable[[], None]:
        """Begin another stage in place of this one, whose end is shown first."""
        self._bar.refresh()
        if total:
            self._bar.remove_task(self._task)
            self._task = self._bar.add_task(what, total=total)
        return self


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Bar]:
    """Show a bar on a terminal and nothing in a pipe; what is given is called after each of `total` steps."""
    console = Console(stderr=True)
    counts = (MofNCompleteColumn(), TimeRemainingColumn()) if total is not None else (TimeElapsedColumn(),)
    columns = (TextColumn("{task.description}"), BarColumn(), *counts)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        yield Bar(bar, what, total)
