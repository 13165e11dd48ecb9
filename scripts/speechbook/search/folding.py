"""Fold text and queries to one script, one width and one case, so that either spelling finds the other.

One character is folded to one character, hence offsets in folded text are offsets in the text. The table is data made
by `scripts/generate_folding.py`; OpenCC is not needed to search.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ("fold", "folding_rows", "folding_table")


def fold(text: str) -> str:
    """Fold a text; folding twice is folding once.

    >>> fold("幹部、干部：ＧＤＰ增长７．５％"), fold("羣衆") == fold("群众")
    ('干部、干部:gdp增长7.5%', True)
    """
    return text.translate(folding_table())


@cache
def folding_table() -> Mapping[int, str]:
    """Give the table for `str.translate`."""
    return {ord(char): row[0] for row in folding_rows() for char in row[1:]}


@cache
def folding_rows() -> tuple[str, ...]:
    """Give the rows of the table, each a character and those that are folded to it: what a browser needs, too."""
    lines = files(__package__).joinpath("data/folding.txt").read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line and not line.startswith("# "))
