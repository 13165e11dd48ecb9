"""Edits: apply, undo, and above all compose."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.clean.edits import apply_edits, compose, edits_of, undo_edits
from speechbook.errors import UsageError
from speechbook.model import Edit

ALPHABET = "abcdef一二"


@st.composite
def spans_of(draw: st.DrawFn, text: str) -> list[tuple[int, int, str]]:
    """Draw what a rule might find in a text: sorted, not overlapping."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    cuts = cuts[: len(cuts) // 2 * 2]
    return [(low, high, draw(st.text("abxy", max_size=3))) for low, high in zip(cuts[::2], cuts[1::2], strict=True)]


@given(st.data())
def test_composed_edits_do_the_work_of_all_rules_and_undo_it(data: st.DataObject) -> None:
    source = text = data.draw(st.text(ALPHABET, max_size=12))
    edits: tuple[Edit, ...] = ()
    for name in ("first", "second", "third", "fourth"):
        step = edits_of(text, data.draw(spans_of(text)), name)
        edits = compose(source, edits, step)
        text = apply_edits(text, step)
    assert apply_edits(source, edits) == text
    assert undo_edits(text, edits) == source
    assert all(one.end <= other.start for one, other in pairwise(edits))
    assert all(edit.old != edit.new for edit in edits)


def test_edits_of_rules_that_met_name_all_of_them() -> None:
    first = (Edit(1, 3, "  ", " ", "squeeze"),)
    second = (Edit(0, 3, "一 二", "一二", "close"),)
    assert compose("一  二", first, second) == (Edit(0, 4, "一  二", "一二", "squeeze+close"),)


def test_edits_that_only_touch_stay_apart() -> None:
    first = (Edit(0, 1, "a", "", "drop"),)
    second = (Edit(0, 1, ",", "，", "widen"),)
    assert compose("a,b", first, second) == (Edit(0, 1, "a", "", "drop"), Edit(1, 2, ",", "，", "widen"))


def test_edits_that_cancel_one_another_vanish() -> None:
    assert compose("一", (Edit(1, 1, "", "x", "add"),), (Edit(1, 2, "x", "", "drop"),)) == ()


@pytest.mark.parametrize("spans", [[(2, 1, "")], [(0, 2, ""), (1, 3, "")], [(0, 9, "")], [(-1, 0, "")]])
def test_a_rule_that_breaks_its_contract_is_named(spans: list[tuple[int, int, str]]) -> None:
    with pytest.raises(UsageError, match="some_rule"):
        edits_of("abc", spans, "some_rule")


def test_edits_of_another_text_are_refused() -> None:
    with pytest.raises(UsageError):
        apply_edits("abc", (Edit(0, 1, "x", "y", "r"),))
    with pytest.raises(UsageError):
        undo_edits("abc", (Edit(0, 1, "x", "y", "r"),))
