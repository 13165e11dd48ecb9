"""The reference pages that the program writes are those that are checked in."""

import os
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = PROJECT / "scripts" / "write_reference.py"


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


def test_pages_on_disk_are_up_to_date() -> None:
    path = os.pathsep.join((str(PROJECT / "scripts"), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"],
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_page_that_is_missing_or_differs_is_stale(script: dict[str, Any], tmp_path: Path) -> None:
    assert script["stale_pages"](tmp_path) == list(script["PAGES"])
    script["write_pages"](tmp_path)
    assert script["stale_pages"](tmp_path) == []
    page = tmp_path / "rules.md"
    page.write_text(page.read_text(encoding="utf-8") + "手写的一行\n", encoding="utf-8")
    assert script["stale_pages"](tmp_path) == ["rules"]


def test_every_setting_of_the_book_is_described() -> None:
    """A section that the script does not know would be missing without a word."""
    text = (PROJECT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    settings = tomllib.loads((PROJECT / "conf" / "book.toml").read_text(encoding="utf-8"))
    for name, keys in settings.items():
        _, found, section = text.partition(f"## `[{name}")
        assert found, name
        section = section.partition("\n## ")[0]
        for key, value in keys.items():
            inner = value if isinstance(value, dict) and name in ("style", "fonts") else {key: value}
            assert [one for one in inner if f"`{one}`\n" not in section and f"`[{name}.{one}]`" not in section] == []


def test_every_word_list_is_described() -> None:
    text = (PROJECT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    lists = [path.name for path in (PROJECT / "conf" / "lexicon").iterdir()]
    assert len(lists) > 5
    assert [name for name in lists if f"`{name}`\n" not in text] == []


def test_writing_twice_gives_the_same_pages(script: dict[str, Any]) -> None:
    assert [make() for make in script["PAGES"].values()] == [make() for make in script["PAGES"].values()]
