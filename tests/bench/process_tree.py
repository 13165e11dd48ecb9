"""Run a command and measure it with all the processes that it starts."""

import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ("TreeCost", "measure_tree")

_SAMPLE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class TreeCost:
    """What a command took."""

    cpu_seconds: float
    """User and system time of all processes."""
    wall_seconds: float
    peak_megabytes: float
    """Most memory that all processes held at one time; pages that several share are counted once (PSS)."""


def measure_tree(command: Sequence[str], env: Mapping[str, str]) -> TreeCost:
    """Run to the end. Raises `SystemExit` with what was printed when the command fails."""
    before, started = _children_seconds(), time.perf_counter()
    process = subprocess.Popen(command, env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    peak = [0.0]
    sampler = threading.Thread(target=_sample, args=(process, peak), daemon=True)
    sampler.start()
    output, _ = process.communicate()
    sampler.join()
    if process.returncode:
        raise SystemExit(output)
    return TreeCost(_children_seconds() - before, time.perf_counter() - started, peak[0])


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _sample(process: subprocess.Popen[str], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_kilobytes(pid) for pid in _tree(process.pid)) / 1024)
        time.sleep(_SAMPLE_SECONDS)


def _tree(top: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for name in (path.name for path in Path("/proc").iterdir()):
        if name.isdigit():
            try:
                parent = int(Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(name))
    found, waiting = [], [top]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def _kilobytes(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
