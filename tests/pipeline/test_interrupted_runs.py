"""A run that is stopped at any moment leaves an archive that the next one completes; processes do not matter."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from runs_cut_short import contents, fill, run, temporary_files

MOMENTS = 20


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], int]:
    root = tmp_path_factory.mktemp("undisturbed")
    fill(root)
    status, written = run(root, 1)
    assert status == 0
    return contents(root), written


def test_two_processes_make_what_one_makes(undisturbed: tuple[dict[str, bytes], int], tmp_path: Path) -> None:
    fill(tmp_path)
    assert run(tmp_path, 2)[0] == 0
    assert contents(tmp_path) == undisturbed[0]
    assert sum(name.startswith("speeches/clean/") for name in undisturbed[0]) == 16


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("moment", range(MOMENTS // 2))
def test_what_was_killed_is_completed(
    jobs: int, moment: int, undisturbed: tuple[dict[str, bytes], int], tmp_path: Path
) -> None:
    wanted, written = undisturbed
    dice = random.Random(moment * 2 + jobs)
    stop_at = 1 + (moment * written + dice.randrange(written)) // (MOMENTS // 2)
    fill(tmp_path)
    status, before = run(tmp_path, jobs, min(stop_at, written))
    assert status == signal.SIGKILL
    assert before <= written
    assert run(tmp_path, jobs)[0] == 0
    assert contents(tmp_path) == wanted
    assert temporary_files(tmp_path) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_interrupted_is_completed(
    jobs: int, undisturbed: tuple[dict[str, bytes], int], tmp_path: Path
) -> None:
    wanted, written = undisturbed
    fill(tmp_path)
    status, _ = run(tmp_path, jobs, written // 3, signal.SIGINT)
    assert status == 130 << 8
    assert temporary_files(tmp_path) == []
    assert run(tmp_path, jobs)[0] == 0
    assert contents(tmp_path) == wanted


def test_a_completed_run_has_nothing_to_do(tmp_path: Path) -> None:
    fill(tmp_path)
    run(tmp_path, 2)
    assert run(tmp_path, 1) == (0, 0)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_program_killed_at_any_time_again_and_again_is_completed(
    jobs: str, undisturbed: tuple[dict[str, bytes], int], tmp_path: Path
) -> None:
    """Kill it from outside, at twenty random times from its start to its end, each time in what the last kill left.

    What the kills leave is thrown away now and then, so that early moments come with work to do, too.
    """
    fill(tmp_path)
    began = time.monotonic()
    assert _program(tmp_path, jobs).wait() == 0
    seconds = time.monotonic() - began
    dice = random.Random(jobs)
    killed = 0
    for moment in range(MOMENTS):
        if moment % 4 == 0:
            for folder in ("speeches/clean", "speeches/trail", "docs"):
                shutil.rmtree(tmp_path / folder, ignore_errors=True)
        process = _program(tmp_path, jobs)
        time.sleep(seconds * (moment + dice.random()) / MOMENTS)
        os.killpg(process.pid, signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
    assert killed > MOMENTS // 2, "most were killed before their end"
    assert _program(tmp_path, jobs).wait() == 0
    assert contents(tmp_path) == undisturbed[0]
    assert temporary_files(tmp_path) == []


def _program(root: Path, jobs: str) -> "subprocess.Popen[bytes]":
    """Start what cleans and makes pages, as leader of a group."""
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[3]); import runs_cut_short;"
        "runs_cut_short.make(Path(sys.argv[1]), int(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(root), jobs, str(Path(__file__).parent)]
    return subprocess.Popen(command, start_new_session=True)
