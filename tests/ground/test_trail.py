"""The format of a trail."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.errors import TextFormatError
from speechbook.model import BytePatch, Edit, Inference
from speechbook.trail import FilePart, LedgerEntry, RawRecord, Trail, Witness
from speechbook.trail_format import format_trail, parse_trail, raw_files_in

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=10)
RAW = RawRecord("论坛/讲话.txt", "0" * 64, "gb18030", b"\xef\xbb\xbf", (BytePatch(3, b"\xff"),))

WITHDRAWN = replace(RAW, part=FilePart(0, 3, is_withdrawn=True))


@given(
    st.lists(st.builds(Edit, st.integers(0, 9), st.integers(0, 9), TEXT, TEXT, TEXT), max_size=4),
    st.lists(st.builds(Inference, TEXT, TEXT, TEXT), max_size=3),
    st.lists(st.builds(LedgerEntry, TEXT, TEXT, st.booleans()), max_size=3),
    st.sampled_from([None, RAW, replace(RAW, part=FilePart(3, 9, "在会上的讲话\u2028")), WITHDRAWN]),
    st.sampled_from([(), (Witness("a", "1"), Witness("b", "2", FilePart(0, 4)))]),
)
def test_what_is_written_is_read_again(
    edits: list[Edit],
    inferred: list[Inference],
    ledger: list[LedgerEntry],
    raw: RawRecord | None,
    witnesses: tuple[Witness, ...],
) -> None:
    kept = ("forum", "ab") if raw else ("", "")
    trail = Trail("a", raw, *kept, tuple(edits), tuple(inferred), tuple(ledger))
    trail = replace(trail, witnesses=witnesses)
    text = format_trail(trail)
    assert parse_trail("x", text) == trail
    quick = raw_files_in(text.encode())
    assert quick is None or (raw and quick == (raw.path, raw.sha256, raw.part, ()))
    assert (quick is None) == (raw is None or bool(witnesses))


def test_each_edit_stands_on_a_line_in_the_promised_form() -> None:
    text = format_trail(Trail("a", edits=(Edit(0, 1, ",", "，", "widen_punctuation"), Edit(3, 4, "\u2028", "\n", "u"))))
    lines = [line.rstrip(",") for line in text.splitlines() if '"rule"' in line]
    assert json.loads(lines[0]) == {"start": 0, "end": 1, "old": ",", "new": "，", "rule": "widen_punctuation"}
    assert len(lines) == 2


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": 1}', '{"format": 1, "speech": "a", "edits": [{}], "inferred": [], "ledger": []}'],
)
def test_a_damaged_trail_is_named(text: str) -> None:
    with pytest.raises(TextFormatError, match="已损坏"):
        parse_trail("speeches/trail/a.json", text)


def test_a_trail_of_a_later_format_is_not_misread() -> None:
    with pytest.raises(TextFormatError, match="第 2 版"):
        parse_trail("x", '{"format": 2}')
