"""References to parts of the same speech: a table of sentences, each put into the same small speech."""

from pathlib import Path

import pytest

from speechbook.config import Links
from speechbook.diagnostics import DiagnosticCode
from speechbook.model import LinkKind, Metadata, Speech
from speechbook.outline import build_speech, find_outline
from speechbook.relate import FoundLinks, find_links
from speechbook.search import fold

ROWS = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "cases" / "references.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
]
POSITIVE = [row for row in ROWS if len(row) == 4 and row[3] != "?"]
AMBIGUOUS = [row for row in ROWS if len(row) == 4 and row[3] == "?"]
NEGATIVE = [row for row in ROWS if len(row) == 2]
HEAD = ["在全县工作会议上的讲话", "同志们：", "今天，我讲三个问题。"]
ONE = ["一、认清形势", "形势总的是好的，但不能松劲。"]
TWO = [
    "二、突出重点",
    "重点要抓好三点：一是修路，路要修到村口；二是架桥，桥要架到河边；三是办学，学校要办到山里。",
]
THREE = ["三、加强领导", "领导要带头，一级做给一级看。"]


def speech_of(lines: list[str], **meta: object) -> Speech:
    outline = find_outline(lines)
    return build_speech(Metadata(id="x", title=lines[0], **meta), lines, outline, (), ())[0]


def lines_with(place: str, sentence: str) -> tuple[list[str], int]:
    parts = {"E": [HEAD, [sentence], ONE, TWO, THREE], "M": [HEAD, ONE, TWO, [sentence], THREE]}
    lines = [line for part in parts.get(place, [HEAD, ONE, TWO, THREE, [sentence]]) for line in part]
    return lines, lines.index(sentence)


def found_in(place: str, sentence: str, **meta: object) -> tuple[FoundLinks, int]:
    lines, line = lines_with(place, sentence)
    return find_links(speech_of(lines, **meta), lines, Links(), fold), line


def places(place: str) -> dict[str, str]:
    """Map the names in the table to the permalinks they have with a sentence inserted before them."""
    shift = 1 if place == "E" else 0
    return {f"p4-{n}": f"x-p{4 + shift}-{n}" for n in (1, 2, 3)} | {f"s{n}": f"x-s{n}" for n in (1, 2, 3)}


def links_of(place: str, sentence: str) -> list[tuple[str, str]]:
    found, line = found_in(place, sentence)
    return [
        (sentence[link.start : link.end], link.target)
        for link in found.shown.links
        if link.line == line and link.kind is LinkKind.PART
    ]


def test_the_table_is_long_enough() -> None:
    assert len(POSITIVE) >= 40
    assert len(NEGATIVE) >= 60


@pytest.mark.parametrize("row", POSITIVE, ids=lambda row: row[1])
def test_leads_to_the_place_it_means(row: tuple[str, ...]) -> None:
    place, sentence, words, target = row
    ((linked, leads_to),) = links_of(place, sentence)
    known = places(place)
    # With a sentence of its own before the first part, the list stands one paragraph later.
    assert (linked, leads_to) == (words, known[target])


@pytest.mark.parametrize("row", NEGATIVE, ids=lambda row: row[1])
def test_is_left_alone(row: tuple[str, ...]) -> None:
    found, line = found_in(row[0], row[1])
    assert links_of(row[0], row[1]) == []
    assert [d for d in found.diagnostics if d.line == line] == []


@pytest.mark.parametrize("row", AMBIGUOUS, ids=lambda row: row[1])
def test_two_places_are_a_diagnostic_and_no_link(row: tuple[str, ...]) -> None:
    found, line = found_in(row[0], row[1])
    assert links_of(row[0], row[1]) == []
    (doubt,) = [d for d in found.diagnostics if d.line == line]
    assert doubt.code is DiagnosticCode.AMBIGUOUS_LINK
    assert "x-s" in doubt.detail
    assert "x-p4-" in doubt.detail


def test_a_decision_of_the_editor_settles_an_ambiguous_reference() -> None:
    sentence = AMBIGUOUS[0][1]
    found, line = found_in("L", sentence, links=("添加: 前面讲的第二条 -> p4-2",))
    assert found.diagnostics == ()
    assert [wish.target for wish in found.wishes] == ["x-p4-2"]
    found, _ = found_in("L", sentence, links=("去掉: 前面讲的第二条",))
    assert found.diagnostics == ()
    assert [link for link in found.shown.links if link.line == line] == []
