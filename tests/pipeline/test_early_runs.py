"""Sphinx gets ready while pages are being made, where there is something to build; nothing of it shows in the site."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive_book import Book
from click.testing import CliRunner, Result

from speechbook.cli.main import main
from speechbook.config import Folders, load_settings
from speechbook.pipeline import early_runs, sphinx_runs
from speechbook.pipeline.building import likely_runs
from speechbook.pipeline.early_runs import EarlyRuns
from speechbook.pipeline.sphinx_runs import SphinxRun, begin_run, run_side_by_side

FRONT = "# 书\n\n```{toctree}\n:hidden:\n\nlists/years\nlists/speakers\nlists/quality\n```\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("early") / "book"
    shutil.copytree(Path(__file__).parents[2] / "conf", root / "conf", ignore=shutil.ignore_patterns("*.mo"))
    settings = root / "conf" / "book.toml"
    settings.write_text(settings.read_text("utf-8").replace('["zh-hans", "zh-tw"]', '["zh-hans"]'), "utf-8")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text(FRONT, encoding="utf-8")
    Book(root).put("讲话.txt", "在全县会议上的讲话\n（2008年3月12日）\n同志们：\n今天讲一点意见。\n")
    done = build(root)
    assert done.exit_code == 0, done.output
    return root


class Begun:
    """Notes which processes of Sphinx were started: those that waited, and those that did not."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.processes: list[tuple[SphinxRun, bool, subprocess.Popen[str]]] = []
        for module in (early_runs, sphinx_runs):
            monkeypatch.setattr(module, "begin_run", self._begin)

    def _begin(self, folders: Folders, run: SphinxRun, *, waits: bool = False) -> "subprocess.Popen[str]":
        process = begin_run(folders, run, waits=waits)
        self.processes.append((run, waits, process))
        return process

    @property
    def waiting(self) -> list[bool]:
        return [waits for _, waits, _ in self.processes]

    def are_gone(self) -> bool:
        return all(process.poll() is not None for _, _, process in self.processes)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Begun:
    return Begun(monkeypatch)


def build(root: Path) -> Result:
    return CliRunner().invoke(main, ["--book", str(root), "build", "html", "--jobs", "1"])


def edit(root: Path, words: str) -> Path:
    clean = next((root / "speeches" / "clean").glob("*.txt"))
    clean.write_text(clean.read_text("utf-8").replace("今天", f"{words}今天"), "utf-8")
    return root / "docs" / "_build" / "html" / "zh-hans" / "speeches" / f"{clean.stem}.html"


def test_nothing_is_started_where_nothing_changed(built: Path, begun: Begun) -> None:
    assert build(built).exit_code == 0
    assert begun.waiting == []


def test_an_edit_is_built_by_the_process_that_waited(built: Path, begun: Begun) -> None:
    page = edit(built, "春天里，")
    assert build(built).exit_code == 0
    assert begun.waiting == [True]
    assert "春天里，今天" in page.read_text("utf-8")
    assert begun.are_gone()


def test_a_page_of_the_guide_is_built_without_waiting(built: Path, begun: Begun) -> None:
    (built / "docs" / "index.md").write_text(f"{FRONT}\n添一句。\n", encoding="utf-8")
    assert build(built).exit_code == 0
    assert begun.waiting == [False]


def test_where_another_build_is_wanted_the_one_that_waits_is_ended(built: Path, begun: Begun) -> None:
    settings = load_settings(built)
    run = likely_runs(settings)[0]
    other = SphinxRun(run.builder, run.edition, run.output, ("speechbook_downloads=epub",))
    with EarlyRuns(settings.folders, [run]) as early:
        early.start()
        early.start()
        run_side_by_side(settings.folders, [other], early.begin)
    assert [(begun_run, waits) for begun_run, waits, _ in begun.processes] == [(run, True), (other, False)]
    assert begun.are_gone()


def test_a_clean_text_that_cannot_be_read_leaves_no_process_behind(built: Path, begun: Begun) -> None:
    edit(built, "夏天里，")
    broken = built / "speeches" / "clean" / "huai.txt"
    broken.write_bytes(b"---\ntitle: \xff\n---\n")
    done = build(built)
    broken.unlink()
    assert "Traceback" not in done.output
    assert begun.are_gone()


def test_what_sphinx_says_while_it_gets_ready_is_told(built: Path) -> None:
    edit(built, "秋天里，")
    conf = built / "conf" / "conf.py"
    code = conf.read_text("utf-8")
    conf.write_text(f"{code}\nraise RuntimeError('no settings today')\n", encoding="utf-8")
    done = build(built)
    conf.write_text(code, encoding="utf-8")
    assert done.exit_code == 3
    assert "no settings today" in done.output
    assert build(built).exit_code == 0


def test_a_process_that_waits_ends_with_the_one_that_started_it(built: Path) -> None:
    """Killed at once, it cannot tell anybody; the end of the input does."""
    code = (
        "import os, sys, time; from pathlib import Path;"
        "from speechbook.config import load_settings; from speechbook.pipeline.building import likely_runs;"
        "from speechbook.pipeline.early_runs import EarlyRuns;"
        "settings = load_settings(Path(sys.argv[1])); early = EarlyRuns(settings.folders, likely_runs(settings));"
        "early.start(); print(*(p.pid for p in early._waiting.values()), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(built)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    end = time.monotonic() + 30
    while time.monotonic() < end and _is_running(child):
        time.sleep(0.1)
    assert not _is_running(child)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # Whoever inherits it may take its time to notice that it has ended.
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
