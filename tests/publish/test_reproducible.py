"""The same sources give the same bytes: elsewhere, at another time, in another order of hashes, built again or anew."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publish.small_book import COPIED, PROJECT, need

_ELSEWHERE = {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
_HERE = {"TZ": "America/New_York", "PYTHONHASHSEED": "4711"}
_NEVER_SHOWN = {".buildinfo", ".buildinfo.bak"}
"""Sphinx's own notes for its next run; hosts do not need them."""


def sample(root: Path) -> Path:
    """Copy the sample book without what is made of it."""
    generated = {"_build", "speeches", "lists"}
    for folder in ("conf", "speeches", "docs"):
        shutil.copytree(
            PROJECT / folder,
            root / folder,
            ignore=lambda where, names: generated & set(names) if Path(where) == PROJECT / "docs" else set(),
        )
    return root


def build(root: Path, kind: str, **environment: str) -> None:
    path = os.pathsep.join((str(PROJECT / "scripts"), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        [sys.executable, "-m", "speechbook", "build", kind],
        cwd=root,
        env={**os.environ, "PYTHONPATH": path, "SOURCE_DATE_EPOCH": "1700000000", **environment},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in _NEVER_SHOWN
    }


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = sample(tmp_path_factory.mktemp("here") / "book")
    build(root, "html", **_HERE)
    build(root, "epub", **_HERE)
    return root


@pytest.mark.timeout(600)
def test_another_folder_another_time_the_same_bytes(here: Path, tmp_path: Path) -> None:
    elsewhere = sample(tmp_path / "some" / "where" / "else")
    build(elsewhere, "html", **_ELSEWHERE)
    build(elsewhere, "epub", **_ELSEWHERE)
    for kind in ("html", "epub"):
        made = digests(here / "docs/_build" / kind)
        assert len(made) >= (100 if kind == "html" else 2)
        assert differences(made, digests(elsewhere / "docs/_build" / kind)) == [], kind


@pytest.mark.timeout(900)
def test_the_whole_book_on_paper_is_the_same_bytes(here: Path, tmp_path: Path) -> None:
    need("xelatex", "latexmk", "upmendex")
    elsewhere = sample(tmp_path / "on" / "paper")
    build(here, "pdf", **_HERE)
    build(elsewhere, "pdf", **_ELSEWHERE)
    made = digests(here / "docs/_build/pdf")
    assert len(made) == 2
    assert made == digests(elsewhere / "docs/_build/pdf")


@pytest.mark.timeout(600)
def test_a_book_built_again_is_a_book_built_anew(here: Path, tmp_path: Path) -> None:
    """A speech is edited, one comes, one moves to another year, one goes; a style sheet changes."""
    again, anew = tmp_path / "again", tmp_path / "anew"
    shutil.copytree(here, again)
    change(again)
    build(again, "html")
    shutil.copytree(again, anew, ignore=shutil.ignore_patterns("_build"))
    for folder in ("speeches", "lists"):
        shutil.rmtree(anew / "docs" / folder)
    build(anew, "html")
    assert differences(digests(again / "docs/_build/html"), digests(anew / "docs/_build/html")) == []


def change(root: Path) -> None:
    clean = root / "speeches/clean"
    edited = clean / f"{COPIED[0]}.txt"
    edited.write_text(edited.read_text("utf-8").replace("下面，我讲三点意见。", "下面，我再讲三点意见。"), "utf-8")
    (clean / "new-one.txt").write_text(
        "---\ntitle: 在新楼落成时的讲话\ndate: 2013-02-03\nspeaker: 新来的人\n---\n同志们：\n今天新楼落成了。\n",
        "utf-8",
    )
    moved = clean / "s-2009-kang-han-dong-yuan.txt"
    moved.write_text(moved.read_text("utf-8").replace("---\n", "---\ndate: 1999-01-01\n", 1), "utf-8")
    sheet = root / "conf/static/site.css"
    sheet.write_text(sheet.read_text("utf-8") + ".downloads { margin: 0; }\n", "utf-8")
    gone = clean / "chuang-xiao-nian-zhou-nian.txt"
    gone.write_text(gone.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
