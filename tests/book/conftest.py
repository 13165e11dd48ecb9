"""The sample book, built once for all tests as a user builds it."""

import shutil
from pathlib import Path

import pytest
from running import speechbook

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the root of a built copy of the sample book; a warning of Sphinx fails it."""
    root = tmp_path_factory.mktemp("sample") / "book"
    for folder in ("conf", "docs", "speeches"):
        ignored = shutil.ignore_patterns("_build", "*.mo") if folder != "docs" else None
        shutil.copytree(PROJECT / folder, root / folder, ignore=ignored or _generated)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CI", "READTHEDOCS"):
            patch.delenv(name, raising=False)
        done = speechbook(root, "build", "html")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def _generated(folder: str, names: list[str]) -> set[str]:
    """Leave out what the program makes."""
    return {"_build", "speeches", "lists"} & set(names) if Path(folder) == PROJECT / "docs" else set()


@pytest.fixture(scope="session")
def html(sample_book: Path) -> Path:
    """Give the folder of the web site."""
    return sample_book / "docs" / "_build" / "html"
