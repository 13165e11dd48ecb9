"""What a cleaning rule is.

A rule is a pure function `text -> iterable of (start, end, new)`: sorted, not overlapping, offsets of characters in the
text it was given. It never returns a rewritten text, so that each change has a place and a name. Its docstring says
what the damage is, how it is known to be damage, and what it must not touch; its name says what it does, as a verb
phrase.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

__all__ = ("Rule", "RuleFunction", "Span", "rule")

Span = tuple[int, int, str]
"""`(start, end, new)`: replace `text[start:end]` by `new`."""

RuleFunction = Callable[[str], Iterable[Span]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with what a reader of the apparatus needs to know of it."""

    name: str
    """The name in edits, settings and docs: that of the function."""
    label: str
    """What was repaired, in Chinese, for the apparatus."""
    note: str
    """What it does and what it leaves alone, in Chinese, for the reference."""
    explanation: str
    """The docstring of the function."""
    find: RuleFunction
    needs: re.Pattern[str] | None = None
    """Characters without which it finds nothing; a text that has none of them is not walked through."""
    kinds: frozenset[str] = frozenset()
    """The kinds of source in which it runs; empty for all."""

    def runs_in(self, kind: str) -> bool:
        """Tell whether it runs in a kind of source; settings may name kinds of their own, which have all rules."""
        return not self.kinds or kind in self.kinds

    def may_find(self, alphabet: str) -> bool:
        """Tell whether it can find anything in a text that has no other characters than these."""
        return self.needs is None or self.needs.search(alphabet) is not None


def rule(label: str, note: str, find: RuleFunction, *kinds: str, needs: str = "") -> Rule:
    """Make a rule of a function, which brings its own name and explanation; `needs` as inside `[...]`."""
    pattern = re.compile(f"[{needs}]") if needs else None
    return Rule(find.__name__, label, note, (find.__doc__ or "").strip(), find, pattern, frozenset(kinds))
