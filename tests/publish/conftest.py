"""A small book, made into PDF and EPUB once for all tests of this folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publish.small_book import EDITIONS, book_command, need, write_small_book


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Keep test processes that run side by side from making the same thing at once."""
    with (folder / "publish.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that all test processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def small_book(shared: Path) -> Path:
    """Give the root of the book."""
    root = shared / "small-book"
    with only_one(shared):
        if not root.exists():
            write_small_book(root)
    return root


@pytest.fixture(scope="session")
def pdfs(small_book: Path, shared: Path) -> dict[str, Path]:
    """Give the PDF of each edition; a process that comes second finds nothing to do."""
    need("xelatex", "latexmk", "upmendex", "pdfinfo", "pdftotext", "pdffonts", "pdftohtml")
    return make(small_book, shared, "pdf")


@pytest.fixture(scope="session")
def epubs(small_book: Path, shared: Path) -> dict[str, Path]:
    """Give the e-book of each edition."""
    return make(small_book, shared, "epub")


def make(root: Path, shared: Path, kind: str) -> dict[str, Path]:
    """Build without a word on standard error."""
    with only_one(shared):
        done = book_command(root, "build", kind)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr.strip(), done.stderr
    return {edition: root / f"docs/_build/{kind}/qinglan-{edition}.{kind}" for edition in EDITIONS}
