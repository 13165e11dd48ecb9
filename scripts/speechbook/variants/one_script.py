"""Characters that one script has and the other has not; those that stand in texts of either (后 乾 里 台) are neither.

They are data, made from OpenCC by `scripts/generate_scripts.py`: to ask OpenCC for them takes a tenth of a second.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ("OneScript", "one_script")


class OneScript(NamedTuple):
    """What `data/scripts.txt` holds."""

    simplified: re.Pattern[str]
    """A character that only Simplified text has. An expression counts characters ten times as fast as a loop."""
    traditional: re.Pattern[str]
    """A character that only Traditional text has."""
    may_be_traditional: re.Pattern[str]
    """A character that is written differently in Simplified, in some word at least."""
    rare: re.Pattern[str]
    """A character outside of the block that the table is made of, which may be anything."""


@cache
def one_script() -> OneScript:
    """Read the table, once for each process."""
    text = files(__package__).joinpath("data/scripts.txt").read_text(encoding="utf-8")
    simplified, traditional, changed = (line for line in text.splitlines() if not line.startswith("#"))
    changed = "".join(char for char in changed if "\u4e00" <= char <= "\u9fff")
    return OneScript(
        re.compile(f"[{simplified}]"),
        re.compile(f"[{traditional}]"),
        re.compile(f"[{changed}]"),
        # Apart from the others: with characters beyond U+FFFF in it, a set is looked through five times as slowly.
        re.compile("[\u2e80-\u2fdf\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0003ffff]"),
    )
