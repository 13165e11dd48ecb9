"""How a character that is a word by itself is written between certain neighbours.

A measure word after a numeral (8只 is 8隻), a surname before a title, a name from another language: no list of words
holds these. `data/contexts.txt` does, as regular expressions for what stands before and after. They are asked only
about characters that the most probable path leaves alone, so 只是 and 对于 never come here.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ("ContextRule", "load_contexts", "reading_in_context")

_LOOK_BACK_CHARS = 12
_ANYTHING = "."


class ContextRule(NamedTuple):
    """One row of the list."""

    reading: str
    """Traditional form of the character."""
    before: str
    """Expression for what must end where the character begins; `.` for anything."""
    after: str
    """Expression for what must begin where the character ends; `.` for anything."""


@cache
def load_contexts() -> Mapping[str, Sequence[ContextRule]]:
    """Read the list, once for each process: the rules of each character, in order."""
    lines = files(__package__).joinpath("data/contexts.txt").read_text(encoding="utf-8").splitlines()
    rules: dict[str, list[ContextRule]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            char, reading, before, after = line.split()
            rules.setdefault(char, []).append(ContextRule(reading, before, after))
    return rules


def reading_in_context(text: str, place: int, rules: Sequence[ContextRule]) -> str | None:
    """Give the reading of the character at `place` by the first rule that fits; `None` when none does."""
    head = text[max(0, place - _LOOK_BACK_CHARS) : place]
    for rule in rules:
        if (rule.before == _ANYTHING or _ending(rule.before).search(head)) and (
            rule.after == _ANYTHING or _beginning(rule.after).match(text, place + 1)
        ):
            return rule.reading
    return None


# Compiled when they are asked: there are four hundred, and a run that converts a few names asks none.
@cache
def _ending(expression: str) -> re.Pattern[str]:
    return re.compile(f"(?:{expression})\\Z")


@cache
def _beginning(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
