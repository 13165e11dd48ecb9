"""Do the same work on many things, in several processes, with results in the order of the things.

With one process the work is done here, by the same code: what comes out does not depend on the number of processes.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from speechbook.errors import BuildError

__all__ = ("can_fork", "jobs_for", "work_in_order")

T = TypeVar("T")
R = TypeVar("R")

_BATCH = 8
"""Speeches that go to a process together: a message for each would cost a tenth of the work."""
_BATCHES_AHEAD = 3
"""For each process; what is done and not yet taken stays few, however many things there are."""
_WORTH_A_PROCESS = 32
"""Things below which another process costs more than it saves."""

_worker: Callable[[Any], Any]
"""What a process of the crew does; set when it starts."""


def jobs_for(wanted: int, things: int) -> int:
    """Give the number of processes: as many as are wanted, or for 0 as many as there are cores and work for them."""
    if wanted > 0:
        return min(wanted, max(1, things))
    return max(1, min(_cores(), things // _WORTH_A_PROCESS))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Tell whether processes share what is loaded already; elsewhere than on Linux to fork is not safe."""
    return sys.platform == "linux"


def work_in_order(
    worker: Callable[[T], R], things: Iterable[T | None], jobs: int, together: int = _BATCH
) -> Generator[R]:
    """Yield `worker(thing)` for each thing, in order; `worker` must be picklable where processes cannot be forked.

    `together` things go to a process at a time. `None` among the things stands for no thing: what comes after it is
    asked for when all results of what came before it have been taken. Raises what the worker raises, and `BuildError`
    when a process was killed.
    """
    if jobs == 1:
        yield from (worker(thing) for thing in things if thing is not None)
        return
    with _Crew(worker, jobs, together) as crew:
        yield from crew.results(things)


class _Crew:
    """Processes that end with this one, however it ends."""

    def __init__(self, worker: Callable[[Any], Any], jobs: int, together: int) -> None:
        context = multiprocessing.get_context("fork" if can_fork() else "spawn")
        self._together = together
        self._pool = ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(worker,))
        self._ahead = jobs * _BATCHES_AHEAD
        self._waiting: deque[Future[list[Any]]] = deque()
        self._batch: list[Any] = []

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def results(self, things: Iterable[Any]) -> Iterator[Any]:
        try:
            for thing in things:
                if thing is None:
                    self._send()
                    yield from self._taken(0)
                    continue
                self._batch.append(thing)
                if len(self._batch) == self._together:
                    self._send()
                    yield from self._taken(self._ahead)
            self._send()
            yield from self._taken(0)
        except BrokenProcessPool as exc:
            raise BuildError("一个工作进程被系统中止了，多半是内存不够；请用 --jobs 1 再运行一次") from exc

    def _send(self) -> None:
        if self._batch:
            self._waiting.append(self._pool.submit(_work, self._batch))
            self._batch = []

    def _taken(self, left: int) -> Iterator[Any]:
        while len(self._waiting) > left:
            yield from self._waiting.popleft().result()


def _start(worker: Callable[[Any], Any]) -> None:
    """Begin as a process of a crew: Ctrl-C is for the first process to answer, and all end when it ends."""
    global _worker
    _worker = worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(batch: list[Any]) -> list[Any]:
    return [_worker(thing) for thing in batch]
