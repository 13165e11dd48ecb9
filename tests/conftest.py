"""What all tests share: the project, the measuring corpus beside it, a scratch book."""

import os
import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def project() -> Path:
    """Give the root of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Give the measuring corpus, which is not part of the project."""
    path = Path(os.environ.get("SPEECHBOOK_CORPUS", PROJECT.parent / "shared" / "corpus"))
    if not (path / "dev" / "manifest.jsonl").is_file():
        pytest.skip(f"no corpus at {path}; set SPEECHBOOK_CORPUS to measure on one")
    return path


@pytest.fixture(autouse=True)
def _writable_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let scratch books be written, also where the tests themselves run in CI."""
    for name in ("CI", "READTHEDOCS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a scratch book with the settings of the project and an empty archive."""
    root = tmp_path / "book"
    shutil.copytree(PROJECT / "conf", root / "conf", ignore=shutil.ignore_patterns("*.mo"))
    (root / "speeches" / "raw").mkdir(parents=True)
    (root / "docs").mkdir()
    return root
