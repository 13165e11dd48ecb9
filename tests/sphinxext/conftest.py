"""A small book, built for real once a session: `tiny_book` with the settings folder of the project itself."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.application import Sphinx

from speechbook.variants import EDITIONS

PROJECT = Path(__file__).resolve().parents[2]
TINY_BOOK = Path(__file__).with_name("tiny_book")

Build = Callable[..., Path]


@pytest.fixture(scope="session")
def book_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the root of a book: our pages, the project's `conf/`, our `book.toml`."""
    root = tmp_path_factory.mktemp("book")
    shutil.copytree(TINY_BOOK / "docs", root / "docs")
    shutil.copytree(PROJECT / "conf", root / "conf")
    shutil.copy(TINY_BOOK / "book.toml", root / "conf" / "book.toml")
    return root


@pytest.fixture(scope="session")
def build(book_root: Path) -> Build:
    """Give a function that builds the book and returns the folder; a warning fails the build."""

    def run(
        builder: str, edition: str, *options: str, environment: dict[str, str] | None = None, name: str = ""
    ) -> Path:
        out = book_root / "docs" / "_build" / (name or builder) / edition
        command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-b", builder]
        command += ["-c", str(book_root / "conf"), "-d", str(out.with_name(f"{edition}-doctrees"))]
        if not environment:
            command += ["-D", f"speechbook_edition={edition}"]
        command += [*options, str(book_root / "docs"), str(out)]
        path = os.pathsep.join((str(PROJECT / "scripts"), os.environ.get("PYTHONPATH", "")))
        variables = {**os.environ, "PYTHONPATH": path, **(environment or {})}
        done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert not done.stderr.strip(), done.stderr
        return out

    return run


@pytest.fixture(scope="session")
def site(build: Build, book_root: Path) -> Path:
    """Give the folder that holds all editions of the web site side by side."""
    for edition in EDITIONS:
        build("html", edition)
    return book_root / "docs" / "_build" / "html"


_BARE = """
extensions = ["myst_parser", "speechbook.sphinxext"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "fieldlist", "colon_fence"]
language = "zh_CN"
exclude_patterns = ["_build"]
"""


@pytest.fixture
def bare_build(tmp_path: Path) -> Callable[[dict[str, str], str, str], Path]:
    """Give a function that builds pages with the extension and another theme; it returns the folder of the output."""

    def run(pages: dict[str, str], builder: str, edition: str) -> Path:
        texts = {f"docs/{name}.md": text for name, text in pages.items()}
        for name, text in {**texts, "conf/conf.py": _BARE, "conf/book.toml": ""}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        out = tmp_path / builder / edition
        Sphinx(
            tmp_path / "docs",
            tmp_path / "conf",
            out,
            out / "doctrees",
            builder,
            confoverrides={"speechbook_edition": edition},
            status=None,
            warningiserror=True,
        ).build()
        return out

    return run
