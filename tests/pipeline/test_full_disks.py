"""A disk that is full and a folder that is read-only give a clear error, lose nothing, and leave no temporary files."""

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from runs_cut_short import contents, fill, make, run, temporary_files

from speechbook.config import load_settings
from speechbook.errors import FileProblemError
from speechbook.pipeline.cleaning_archive import clean_archive
from speechbook.pipeline.pages import make_pages
from speechbook.pipeline.raw_tasks import Outcome

_NOBODY = 65534


def _problem_in_child(root: Path, before: Callable[[], None], jobs: int) -> tuple[int, str]:
    """Run with less than a run may do; give the exit code and what was said."""
    inner, outer = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            before()
            problems = [
                str(result.problem)
                for result in clean_archive(load_settings(root), jobs=jobs)
                if result.outcome is Outcome.FAILED
            ]
            os.write(outer, "\n".join(problems[:3]).encode()[:4000])
            problems = [str(problem) for problem in make_pages(load_settings(root), jobs=jobs).problems]
            os.write(outer, "\n".join(problems[:3]).encode()[:4000])
            status = 0
        except FileProblemError as problem:
            os.write(outer, str(problem).encode()[:4000])
            status = 3
        except BaseException as problem:
            os.write(outer, repr(problem).encode()[:4000])
            raise
        finally:
            os._exit(status)
    os.close(outer)
    with os.fdopen(inner, "rb") as said:
        text = said.read().decode("utf-8", "replace")
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), text


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("limit", [500, 2_000, 6_000, 12_000, 40_000])
def test_no_more_than_so_many_bytes_can_be_written(jobs: int, limit: int, tmp_path: Path) -> None:
    """No file may be longer than the limit, as on a disk that fills up: at clean texts, trails, pages, or the state."""
    whole, root = tmp_path / "whole", tmp_path / "book"
    fill(whole)
    assert run(whole, 1)[0] == 0
    fill(root)
    raw = {path: path.read_bytes() for path in (root / "speeches" / "raw").rglob("*.txt")}
    status, said = _problem_in_child(root, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)), jobs)
    assert status in (0, 3), said
    assert "写不进去" in said
    assert temporary_files(root) == []
    assert {path: path.read_bytes() for path in raw} == raw
    assert run(root, jobs)[0] == 0
    assert contents(root) == contents(whole)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("folder", ["speeches/clean", "speeches/trail", "docs/speeches", "docs/lists", "docs/_build"])
def test_a_folder_that_may_not_be_written(folder: str, tmp_path: Path) -> None:
    root = tmp_path
    for above in (*tmp_path.parents, tmp_path):
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
    fill(root)
    make(root, 1)  # here, since who is nobody may not be allowed to load what is still to be loaded
    wanted = contents(root)
    closed = root / folder
    for path in root.rglob("*"):
        os.chown(path, _NOBODY, _NOBODY)
    for path in (root, root / "speeches", root / "docs"):
        os.chown(path, _NOBODY, _NOBODY)
    for path in [closed, *closed.rglob("*")]:
        os.chown(path, 0, 0)
    (root / "speeches" / "raw" / "0" / "新的一篇.txt").write_text("新的一篇讲话\n今天讲一点意见。\n", encoding="utf-8")
    status, said = _problem_in_child(root, lambda: os.setuid(_NOBODY), 1)
    assert status in (0, 3), said
    assert "写不进去" in said
    assert "权限" in said
    assert temporary_files(root) == []
    kept = contents(root)
    assert all(kept[name] == data for name, data in wanted.items() if name.startswith("speeches/"))
