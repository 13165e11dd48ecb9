"""Lines in the other script than the rest of their text."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import RuleFunction, Span

__all__ = ("MIXED_SCRIPT_RULE", "ScriptUnifier", "leave_mixed", "mixed_script_rule")

MIXED_SCRIPT_RULE = "keep_one_script"
"""Name of the rule, for those who look for its edits."""

ScriptUnifier = Callable[[Sequence[str]], Iterator[tuple[int, str]]]
"""Gives `(number, line)` for each line that is not in the script of the text: the line as it would be, equally long."""


def leave_mixed(_lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Find no mixed line: for texts that are cleaned without knowledge of scripts."""
    return iter(())


def mixed_script_rule(unify: ScriptUnifier) -> RuleFunction:
    """Make the rule of what knows the scripts; this room does not."""

    def keep_one_script(text: str) -> Iterator[Span]:
        """Write lines that are in the other script in the script of their text.

        Two sources were pasted into one, or a passage was converted half-way: known by two and more characters that
        only the other script has. Only these lines are touched, each also becomes a diagnostic, and names that no
        edition converts stay.
        """
        lines = list(lines_of(text))
        for number, unified in unify([line for _, line in lines]):
            start, line = lines[number]
            yield from _changed_runs(start, line, unified)

    return keep_one_script


def _changed_runs(start: int, line: str, unified: str) -> Iterator[Span]:
    differing = (place for place, (one, other) in enumerate(zip(line, unified, strict=True)) if one != other)
    for _, run in groupby(enumerate(differing), lambda pair: pair[1] - pair[0]):
        places = [place for _, place in run]
        yield start + places[0], start + places[-1] + 1, unified[places[0] : places[-1] + 1]
