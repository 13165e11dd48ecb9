"""Lists over several paragraphs: each paragraph keeps its words and gets its point."""

from pathlib import Path

import pytest

from case_files import Case, read_cases
from speechbook.model import Metadata, Paragraph
from speechbook.outline import build_speech, find_outline
from speechbook.outline.enumerations import find_enumerations
from speechbook.outline.spread_lists import find_spread_lists

CASES = read_cases(Path(__file__).parent / "cases" / "spread_lists.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_points_in_several_paragraphs(case: Case) -> None:
    lines = case.given.split("\n")
    own = tuple(one for at, line in enumerate(lines) for one in find_enumerations(at, line))
    found = find_spread_lists(lines, (), own)
    assert "\n".join(f"{one.line} {point.lead}" for one in found for point in one.items) == case.expected


def test_a_heading_ends_the_list() -> None:
    lines = ["我说：一是修路要快。", "二、教育", "二是办学要好。"]
    assert find_spread_lists(lines, {1}, ()) == ()


def test_the_speech_has_them_as_points_with_ids() -> None:
    lines = CASES[0].given.split("\n")
    outline = find_outline(lines)
    speech, ledger = build_speech(Metadata(id="a", title="题"), lines, outline, (), ())
    points = {
        name: point.lead for block in speech.blocks if isinstance(block, Paragraph) for name, point in block.points
    }
    assert points == {"a-p2-1": "一是要有责任心", "a-p4-1": "二是要有耐心", "a-p5-1": "三是要有恒心"}
    assert {"p2-1", "p4-1", "p5-1"} <= {entry.id for entry in ledger}
    assert "".join(block.text for block in speech.blocks if isinstance(block, Paragraph)) == "".join(lines)
