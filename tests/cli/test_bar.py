"""What a long run shows: a bar that counts what is done, on a terminal only, and no end before the end."""

import contextlib
import os
import pty
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

SPEECHES = 30


@pytest.fixture
def book(tmp_path: Path) -> Path:
    raw = tmp_path / "speeches" / "raw"
    raw.mkdir(parents=True)
    for number in range(SPEECHES):
        text = f"在第{number}次会议上的讲话\n同志们：\n一、抓好第{number}件事\n各乡镇要抓好春灌，不误农时。\n"
        (raw / f"第{number}次会议.txt").write_text(text, encoding="utf-8")
    return tmp_path


def _on_a_terminal(book: Path, *words: str) -> str:
    """Run the program on a terminal; give what it showed, without colours."""
    outer, inner = pty.openpty()
    command = [sys.executable, "-m", "speechbook", "--book", str(book), *words]
    terminal = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    process = subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, env=terminal)
    os.close(inner)
    shown: list[bytes] = []
    with contextlib.suppress(OSError):  # which is how a terminal ends
        while piece := os.read(outer, 65536):
            shown.append(piece)
    os.close(outer)
    assert process.wait() == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", b"".join(shown).decode("utf-8"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_bar_counts_what_is_done(book: Path, jobs: str) -> None:
    cleaned = _on_a_terminal(book, "clean", "--write", "--jobs", jobs)
    made = _on_a_terminal(book, "pages", "--jobs", jobs)
    for shown, stages in ((cleaned, ("清理原件", "登记段落编号")), (made, ("生成页面", "联系各篇"))):
        last = -1
        for stage in stages:
            found = [(m.start(), int(m[1]), int(m[2])) for m in re.finditer(rf"{stage}[^\r\n]*? (\d+)/(\d+)", shown)]
            assert found, stage
            assert found[0][0] > last, "one stage after the other"
            last = found[-1][0]
            assert {total for _, _, total in found} == {SPEECHES}
            assert all(one[1] <= other[1] for one, other in pairwise(found))
            assert found[-1][1] == SPEECHES


def test_in_a_pipe_there_is_none(book: Path) -> None:
    for words in (("clean", "--write"), ("pages",)):
        command = [sys.executable, "-m", "speechbook", "--book", str(book), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "/30" not in done.stdout + done.stderr
        assert "\x1b" not in done.stdout + done.stderr
