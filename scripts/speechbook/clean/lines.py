"""Walk over the lines of a text with their places."""

from functools import lru_cache

__all__ = ("lines_of",)


@lru_cache(maxsize=2)
def lines_of(text: str) -> tuple[tuple[int, str], ...]:
    """Give `(start, line)` for each line; only a line feed ends one. A dozen rules ask for those of the same text."""
    start = 0
    found = []
    for line in text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return tuple(found)
