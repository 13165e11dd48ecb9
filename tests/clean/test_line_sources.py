"""Where lines of the machine text come from."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.clean import apply_edits, clean_text, line_sources
from speechbook.model import Edit
from speechbook.read import read_document

RAW = Path(__file__).resolve().parents[2] / "speeches" / "raw"


@pytest.mark.parametrize(
    ("source", "edits", "places"),
    [
        ("甲\n乙", (), (0, 2)),
        ("甲\n\n\n乙", (Edit(1, 4, "\n\n\n", "\n", "r"),), (0, 4)),
        ("甲\n\u3000\u3000乙", (Edit(2, 4, "\u3000\u3000", "", "r"),), (0, 2)),
        ("甲\n转自乙", (Edit(2, 4, "转自", "", "r"),), (0, 2)),
        ("甲 乙", (Edit(1, 2, " ", "\n", "r"),), (0, 2)),
        ("甲\n广告\n乙", (Edit(1, 5, "\n广告\n", "\n", "r"),), (0, 5)),
        ("头\n甲", (Edit(0, 2, "头\n", "", "r"),), (0,)),
        ("甲\n一,乙", (Edit(3, 4, ",", "，", "r"),), (0, 2)),
        ("甲\r\n乙", (Edit(1, 3, "\r\n", "\n", "r"),), (0, 3)),
        ("甲x乙", (Edit(1, 2, "x", "。\n丙", "r"),), (0, 1)),
    ],
)
def test_a_line_begins_where_nothing_of_the_line_before_is_left(
    source: str, edits: tuple[Edit, ...], places: tuple[int, ...]
) -> None:
    assert line_sources(source, edits, apply_edits(source, edits)) == places


@pytest.mark.parametrize("path", sorted(path for path in RAW.rglob("*") if path.is_file()), ids=lambda path: path.stem)
def test_cutting_a_real_file_at_a_line_keeps_both_sides(path: Path) -> None:
    """What stands before a cut makes the lines before it, and what stands behind it those behind, or nearly so."""
    source = read_document(path.name, path.read_bytes()).source.text
    cleaned = clean_text(source)
    lines = [line for line in cleaned.text.split("\n") if line]
    places = line_sources(source, cleaned.edits, cleaned.text)
    assert len(places) == len(lines)
    assert list(places) == sorted(places)
    middle = len(lines) // 2
    behind = clean_text(source[places[middle] :], preset=cleaned.preset).text
    assert behind.split("\n")[0] == lines[middle]


@given(st.lists(st.tuples(st.sampled_from(["甲", "\n", " ", "x"]), st.sampled_from([None, "", "\n", "乙"]))))
def test_places_ascend_and_lie_in_the_text(pieces: list[tuple[str, str | None]]) -> None:
    source = "".join(old for old, _ in pieces)
    edits = tuple(Edit(at, at + 1, old, new, "r") for at, (old, new) in enumerate(pieces) if new not in (None, old))
    machine = apply_edits(source, edits)
    places = line_sources(source, edits, machine)
    assert len(places) == len([line for line in machine.split("\n") if line])
    assert list(places) == sorted(places)
    assert all(0 <= place <= len(source) for place in places)
