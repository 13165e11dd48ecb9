"""The order of Traditional editions: by strokes, as CLDR counts and orders them and as the printed index is sorted."""

from functools import cache
from importlib.resources import files

__all__ = ("stroke_count", "stroke_key")


def stroke_count(char: str) -> int:
    """Give the strokes of a Han character; 0 for what has none or is not known.

    >>> [stroke_count(char) for char in "丁王張龍A"]
    [2, 4, 11, 16, 0]
    """
    return _ranks().get(char, (0, 0))[0]


def stroke_key(name: str) -> tuple[tuple[int, int], ...]:
    """Give a key that sorts names by the strokes of their characters; what is not Han comes first, by code point."""
    ranks = _ranks()
    return tuple(ranks.get(char, (0, ord(char))) for char in name)


@cache
def _ranks() -> dict[str, tuple[int, int]]:
    text = files("speechbook.relate").joinpath("data", "strokes.txt").read_text(encoding="utf-8")
    return {
        char: (strokes, place)
        for strokes, line in enumerate(text.splitlines(), 1)
        for place, char in enumerate(line, 1)
    }
