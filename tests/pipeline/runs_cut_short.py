"""Run cleaning and pages in a process of their own that is stopped in the middle, and compare what is left."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from speechbook.config import load_settings
from speechbook.pipeline.cleaning_archive import clean_archive
from speechbook.pipeline.pages import make_pages

SPEECHES = 18
Name = str | Path
_WORDS = "水利春灌修路办学医院粮食安全生产干部作风农业工业旅游环保财政税收教育文化"


_ARRIVAL = 1_700_000_000
"""When all raw files came, in seconds of Unix time."""


def fill(root: Path) -> None:
    """Put raw files in: some with the same name, some with the same bytes, with links and common words."""
    dice = random.Random(8)
    quoted = "我们要把群众的冷暖时刻放在心上，把各项工作落到实处，决不能有半点马虎。"
    for number in range(SPEECHES):
        folder, name = divmod(number, 6)
        body = "".join(f"\n{mark}、抓好{_words(dice, 6)}\n{_words(dice, 150)}。{quoted}" for mark in "一二三")
        text = (
            f"在第{number % 14}次全县会议上的讲话\n（200{number % 9}年3月12日）\n同志们:\n今天,我讲三点意见。{body}\n"
        )
        path = root / "speeches" / "raw" / f"{folder}" / f"讲话{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if number % 7 else "完全相同的一篇讲话，收了两次。\n今天讲一点意见。\n", encoding="utf-8")
        os.utime(path, (_ARRIVAL, _ARRIVAL))  # the landing page goes by it; a second may pass while this is written


def _words(dice: random.Random, number: int) -> str:
    return "".join(dice.choices(_WORDS, k=number))


def contents(root: Path) -> dict[str, bytes]:
    """Give all that a run makes, the state aside."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for top in ("speeches", "docs")
        for path in sorted((root / top).rglob("*"))
        if path.is_file() and "_build" not in path.parts
    }


def temporary_files(root: Path) -> list[str]:
    """Find what no run may leave behind."""
    return [str(path) for path in root.rglob("*.tmp")]


def make(root: Path, jobs: int) -> None:
    """Clean and make pages."""
    settings = load_settings(root)
    clean_archive(settings, jobs=jobs)
    make_pages(settings, jobs=jobs)


def run(root: Path, jobs: int, stop_at: int = 0, with_signal: int = signal.SIGKILL) -> tuple[int, int]:
    """Run in a process group of its own, which gets a signal at its write number `stop_at`.

    Gives how the first process ended and the number of files that were written. Returns when the whole group is gone.
    """
    written = multiprocessing.get_context("fork").Value("i", 0)
    process = os.fork()
    if process == 0:
        os.setpgid(0, 0)
        _count_writes(written, stop_at, os.getpid(), with_signal)
        status = 1
        try:
            make(root, jobs)
            status = 0
        except KeyboardInterrupt:
            status = 130
        finally:
            os._exit(status)
    _, status = os.waitpid(process, 0)
    _wait_for_group(process)
    return status, written.value


def _count_writes(
    written: "multiprocessing.sharedctypes.Synchronized[int]", stop_at: int, leader: int, kind: int
) -> None:
    really: Callable[[Name, Name], None] = os.replace

    def replace(source: Name, target: Name) -> None:
        with written.get_lock():
            written.value += 1
            is_the_moment = written.value == stop_at
        if is_the_moment and stop_at % 2:
            os.kill(leader, kind)
        really(source, target)
        if is_the_moment and not stop_at % 2:
            os.kill(leader, kind)

    os.replace = replace  # in the forked process only


def _wait_for_group(group: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return
        time.sleep(0.01)
    os.killpg(group, signal.SIGKILL)
    raise AssertionError("processes outlived the run that started them")
