"""What a checker is told to overlook has its reason beside it."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
MARK = re.compile(r"#\s*(?:ruff: )?noqa\b|#\s*type:\s*ignore")
REASON = re.compile(r"noqa: [A-Z0-9, ]+ --? \S|type: ignore\[[a-z, -]+\] # (?!noqa)\S")


def test_every_ignored_finding_has_a_reason() -> None:
    unexplained = [
        f"{path.relative_to(PROJECT)}:{number}: {line.strip()}"
        for folder in ("scripts", "conf", "tests")
        for path in sorted((PROJECT / folder).rglob("*.py"))
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MARK.search(line) and not REASON.search(line)
    ]
    assert unexplained == []


@pytest.mark.parametrize(
    ("line", "is_explained"),
    [
        ("x = 1  # noqa: S603 -- a fixed program", True),
        ("x = 1  # noqa: N801 - docutils names nodes so", True),
        ("x = 1  # type: ignore[arg-type] # keys of texts only", True),
        ("x = 1  # noqa", False),
        ("x = 1  # noqa: S603, S607", False),
        ("x = 1  # type: ignore", False),
        ("x = 1  # type: ignore[arg-type]", False),
    ],
)
def test_what_counts_as_a_reason(line: str, is_explained: bool) -> None:
    assert MARK.search(line)
    assert (REASON.search(line) is not None) is is_explained
