"""Walk over the lines of a text with their places."""

from collections.abc import Iterator

__all__ = ("lines_of",)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield `(start, line)` for each line; only a line feed ends one."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
