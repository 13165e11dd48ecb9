"""Run the rules over a text and put their work together."""

from collections.abc import Sequence
from functools import lru_cache

from speechbook.clean.alphabet import alphabet_of
from speechbook.clean.doubts import doubts_of_edits, doubts_of_text
from speechbook.clean.edits import apply_edits, compose, edits_of
from speechbook.clean.mixed_script import ScriptUnifier, leave_mixed
from speechbook.clean.presets import detect_hidden_kind, detect_preset
from speechbook.clean.rule import Rule
from speechbook.clean.rule_order import rules_in_order
from speechbook.diagnostics import worst_first
from speechbook.model import Cleaned, Edit

__all__ = ("clean_text",)

_MAX_ROUNDS = 8
"""One round is the rule for a damaged text; a second finds nothing to do. More are for hostile ones."""


@lru_cache(maxsize=8)
def _rules(site_names: tuple[str, ...], unify: ScriptUnifier) -> tuple[Rule, ...]:
    """Make the rules once for all texts of a run: the site names go into regular expressions."""
    return rules_in_order(site_names, unify)


def clean_text(
    source: str,
    site_names: Sequence[str] = (),
    off: frozenset[str] = frozenset(),
    preset: str = "",
    unify: ScriptUnifier = leave_mixed,
) -> Cleaned:
    """Clean a source text.

    `site_names` are the listed names of web sites, `off` the names of rules that do not run. The rules run in order,
    and again until they find nothing, so that a clean text is a fixed point: cleaning it changes nothing. Some rules
    run only in one kind of source (`preset`), which is found out when it is not given. `unify` knows the scripts of
    lines, which this room does not.
    """
    kind = first = preset or detect_preset(source)
    rules = [rule for rule in _rules(tuple(site_names), unify) if rule.name not in off]
    edits: tuple[Edit, ...] = ()
    text = source
    kinds = {kind, ""}
    idle: dict[str, str] = {}
    for _ in range(_MAX_ROUNDS):
        before = text
        alphabet = alphabet_of(text)
        for rule in rules:
            if not rule.runs_in(kind) or idle.get(rule.name) is text or not rule.may_find(alphabet):
                continue
            step = edits_of(text, rule.find(text), rule.name)
            if step:
                edits = compose(source, edits, step)
                text = apply_edits(text, step)
                alphabet += "".join({edit.new for edit in step})  # holds what was dropped, too: that costs little
            else:
                idle[rule.name] = text
        if text == before:
            seen = "" if preset else detect_hidden_kind(text)
            if seen in kinds:
                break
            kinds.add(seen)
            kind = seen  # damage of another kind was hidden below the first
    doubts = worst_first(doubts_of_edits(text, edits) + doubts_of_text(text))
    return Cleaned(text, edits, doubts, first)
