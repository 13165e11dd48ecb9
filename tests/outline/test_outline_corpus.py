"""Floors on real texts: the hand-made outlines of the corpus, where it is at hand."""

import dataclasses
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from speechbook.diagnostics import DiagnosticCode
from speechbook.outline import find_outline

pytestmark = pytest.mark.corpus


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _score(corpus: Path, documents: list[dict[str, str]], folder: Path) -> dict[str, dict[str, float]]:
    predicted = {}
    for document in documents:
        outline = find_outline(_lines(corpus / document["file"]))
        predicted[document["id"]] = {
            "headings": [dataclasses.asdict(heading) for heading in outline.headings],
            "enumerations": [dataclasses.asdict(enumeration) for enumeration in outline.enumerations],
            "announced": [dataclasses.asdict(announcement) for announcement in outline.announced],
        }
    gold, pred, scores = folder / "gold.json", folder / "pred.json", folder / "scores.json"
    gold.write_text(json.dumps(documents), encoding="utf-8")
    pred.write_text(json.dumps(predicted), encoding="utf-8")
    command = [
        sys.executable,
        str(corpus.parent / "tools" / "score_outline.py"),
        "--gold",
        str(gold),
        "--pred",
        str(pred),
        "--json",
        str(scores),
    ]
    subprocess.run(command, check=True, capture_output=True)
    result: dict[str, dict[str, float]] = json.loads(scores.read_text(encoding="utf-8"))
    return result


def test_the_sample_is_outlined_without_a_fault(corpus: Path, tmp_path: Path) -> None:
    scores = _score(corpus, json.loads((corpus / "structure-dev.json").read_text(encoding="utf-8"))[:1], tmp_path)
    assert scores["headings_with_level"]["f1"] == 1
    assert scores["heading_text_exact"] == 1
    assert scores["enumerations_recall"] == 1
    assert scores["announced"]["f1"] == 1
    assert scores["lost_lists"] == {"gold": 1, "found": 1, "false_alarms": 0}


def test_the_annotated_documents_stay_above_their_floors(corpus: Path, tmp_path: Path) -> None:
    scores = _score(corpus, json.loads((corpus / "structure-dev.json").read_text(encoding="utf-8")), tmp_path)
    assert scores["headings"]["f1"] >= 0.99
    assert scores["headings_with_level"]["f1"] >= 0.99
    assert scores["heading_text_exact"] >= 0.99
    assert scores["enumerations_recall"] >= 0.99
    assert scores["announced"]["f1"] >= 0.95
    assert scores["lost_lists"]["found"] == scores["lost_lists"]["gold"]
    assert scores["lost_lists"]["false_alarms"] == 0


def test_lost_lists_are_not_seen_where_none_is_lost(corpus: Path) -> None:
    texts = [_lines(path) for path in sorted((corpus / "dev").glob("*.txt"))]
    chars = sum(len(line) for lines in texts for line in lines)
    alarms = sum(found.code is DiagnosticCode.LOST_LIST for lines in texts for found in find_outline(lines).diagnostics)
    assert alarms <= chars / 100_000


def test_a_megabyte_of_speeches_takes_a_second_at_most(corpus: Path) -> None:
    texts = [_lines(path) for path in sorted((corpus / "dev").glob("*.txt"))]
    megabytes = sum(len(line.encode()) for lines in texts for line in lines) / 1e6
    started = time.process_time()
    for lines in texts:
        find_outline(lines)
    assert megabytes / (time.process_time() - started) >= 1
