"""The word lists of the outline, read once from `data/*.txt`.

A list holds one entry a line; `#` opens a comment. Entries are plain strings, in both scripts; none is a pattern.
"""

import re
from functools import cache
from importlib.resources import files

__all__ = ("alternatives", "word_set")


@cache
def word_set(name: str) -> frozenset[str]:
    """Give the entries of `data/<name>.txt`."""
    text = files("speechbook.outline").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    rows = (row.partition("#")[0].strip() for row in text.splitlines())
    return frozenset(word for row in rows for word in row.split())


@cache
def alternatives(name: str) -> str:
    """Give the entries as one alternation for a regular expression, longest first so that no entry hides another."""
    return "|".join(re.escape(word) for word in sorted(word_set(name), key=lambda word: (-len(word), word)))
