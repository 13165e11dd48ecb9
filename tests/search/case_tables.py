"""Tables of cases: a case a line, its parts between tabs; lines that begin with # are remarks."""

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, ...]]:
    """Give the cases of a table."""
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    return [tuple(line.split("\t")) for line in lines if "\t" in line and not line.startswith("#")]
