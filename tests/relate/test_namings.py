"""Names of other speeches in a text: titles, shortened titles, meetings, with the year and the speaker they state."""

from pathlib import Path

import pytest

from speechbook.model import Metadata
from speechbook.outline import build_speech, find_outline
from speechbook.relate import NamedSpeech, choose_speech, names_of
from speechbook.relate.namings import find_namings
from speechbook.search import fold

ARCHIVE = (
    Metadata(id="drought", title="在全县抗旱工作会议上的讲话", speaker="陆启衡", date="2009-08-06"),
    Metadata(id="water", title="让每一滴水都有去处——在全县水利大会上的讲话", speaker="陆启衡", date="2010"),
    Metadata(id="schools", title="贺砚舟同志在全县校长座谈会上的讲话", speaker="贺砚舟", date="2010-09-01"),
    Metadata(id="report-2011", title="政府工作报告", speaker="沈若棠", date="2011-01-18"),
    Metadata(id="report-2012", title="政府工作报告(2012)", speaker="沈若棠", date="2012-01-16"),
    Metadata(id="gdp", title="GDP与老百姓", speaker="陆启衡", date="2012-05"),
    Metadata(id="routine-2009", title="例会讲话", occasion="全县例行工作会议", speaker="陆启衡", date="2009-02"),
    Metadata(id="routine-2010", title="第二次例会讲话", occasion="全县例行工作会议", speaker="陆启衡", date="2010-02"),
    Metadata(id="own", title="在干部培训班上的讲话", occasion="干部培训班", speaker="陆启衡", date="2013-03-01"),
)
ROWS = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "cases" / "namings.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
]
NAMES = [(name, meta) for meta in ARCHIVE for name in names_of(meta, fold)]
OWN = NamedSpeech("own", 0, "2013", "陆启衡")


def meant_by(sentence: str) -> list[tuple[str, tuple[str, ...]]]:
    lines = [ARCHIVE[-1].title, "同志们：", sentence + "大家知道，这件事情说起来容易，做起来难。"]
    speech = build_speech(ARCHIVE[-1], lines, find_outline(lines), (), ())[0]
    found = []
    for naming in find_namings(speech, lines, fold):
        for key in naming.keys:
            candidates = [
                NamedSpeech(meta.id, name.rank, meta.date[:4], meta.speaker) for name, meta in NAMES if name.key == key
            ]
            if candidates:
                found.append((lines[naming.line][naming.start : naming.end], choose_speech(naming, candidates, OWN)))
                break
    return [(words, speeches) for words, speeches in found if speeches]


@pytest.mark.parametrize("row", [row for row in ROWS if len(row) == 3], ids=lambda row: row[0])
def test_leads_to_the_speech(row: tuple[str, ...]) -> None:
    ((words, speeches),) = meant_by(row[0])
    if row[2] == "?":
        assert len(speeches) > 1
    else:
        assert (words, speeches) == (row[1], (row[2],))


@pytest.mark.parametrize("row", [row for row in ROWS if len(row) == 1], ids=lambda row: row[0])
def test_is_no_speech_of_the_archive(row: tuple[str, ...]) -> None:
    assert meant_by(row[0]) == []
