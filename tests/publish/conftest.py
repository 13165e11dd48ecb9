"""A small book, made into PDF and EPUB once for all tests of this folder."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publish.small_book import EDITIONS, PROJECT, book_command, need, write_small_book


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


@pytest.fixture(scope="session")
def sample_pdfs(shared: Path) -> dict[str, Path]:
    """Give the PDF of each edition of the sample book, whole."""
    need("xelatex", "latexmk", "upmendex", "pdfinfo", "pdftotext", "pdffonts", "pdftohtml")
    root = shared / "sample-book"
    with only_one(shared):
        if not root.exists():
            write_small_book(root)
            for part in ("clean", "trail", "raw"):
                shutil.copytree(PROJECT / "speeches" / part, root / "speeches" / part, dirs_exist_ok=True)
    return make(root, shared, "pdf")


@pytest.fixture(scope="session")
def official_pdfs(shared: Path) -> dict[str, Path]:
    """Give the PDF of each edition of the small book in the style of official documents."""
    need("xelatex", "latexmk", "upmendex", "pdfinfo", "pdftotext", "pdffonts")
    root = shared / "official-book"
    with only_one(shared):
        if not root.exists():
            write_small_book(root)
            settings = root / "conf/book.toml"
            settings.write_text(settings.read_text("utf-8").replace('style = "book"', 'style = "gbt9704"'), "utf-8")
        done = book_command(root, "build", "pdf")
    assert done.returncode == 0, done.stderr
    assert not [line for line in done.stderr.splitlines() if line and "仿宋" not in line], done.stderr
    return {edition: root / f"docs/_build/pdf/qinglan-{edition}.pdf" for edition in EDITIONS}
