"""Measure the outline on the corpus: the figures that `bench_outline.py` prints and the tests hold to floors."""

import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from speechbook.diagnostics import DiagnosticCode
from speechbook.outline import find_outline, infer_metadata

__all__ = ("GOALS", "PROJECT", "Goal", "lines_of", "measure", "metadata_figures", "score")

PROJECT = Path(__file__).resolve().parents[2]
_ALARMS = (DiagnosticCode.LOST_LIST,)
_STATED = ("date", "speaker", "occasion")
_MISTAKEN = {("hans-gwr-1956", "speaker"), ("hans-gwr-prov2026-14", "date")}
"""Rows of the list that the text contradicts: another minister spoke; a day of posting is no speech's day."""


@dataclasses.dataclass(frozen=True, slots=True)
class Goal:
    """A bound for one figure."""

    bound: float
    at_least: bool = True

    def is_met(self, value: float) -> bool:
        """Tell whether a figure keeps it."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}"


GOALS = {
    "headings F1": Goal(0.97),
    "headings with level F1": Goal(0.95),
    "heading text exact": Goal(0.97),
    "labelled enumerations": Goal(0.95),
    "announcements F1": Goal(0.90),
    "lost lists found": Goal(1),
    "false alarms in these documents": Goal(0, at_least=False),
    "lost-list alarms per 100,000 characters": Goal(1, at_least=False),
    "MB/s": Goal(1),
    "metadata wrong": Goal(0.01, at_least=False),
}


def lines_of(path: Path) -> list[str]:
    """Read the lines of a text that are not blank."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def score(corpus: Path, documents: Sequence[dict[str, str]]) -> dict[str, dict[str, float]]:
    """Run the scorer of the corpus on the documents."""
    predicted = {}
    for document in documents:
        outline = find_outline(lines_of(corpus / document["file"]))
        predicted[document["id"]] = {
            "headings": [dataclasses.asdict(heading) for heading in outline.headings],
            "enumerations": [dataclasses.asdict(enumeration) for enumeration in outline.enumerations],
            "announced": [dataclasses.asdict(announcement) for announcement in outline.announced],
        }
    with tempfile.TemporaryDirectory() as folder:
        gold, pred, scores = (Path(folder, name) for name in ("gold.json", "pred.json", "scores.json"))
        gold.write_text(json.dumps(documents), encoding="utf-8")
        pred.write_text(json.dumps(predicted), encoding="utf-8")
        tool = corpus.parent / "tools" / "score_outline.py"
        command = [sys.executable, str(tool), "--gold", str(gold), "--pred", str(pred), "--json", str(scores)]
        subprocess.run(command, check=True, capture_output=True)
        result: dict[str, dict[str, float]] = json.loads(scores.read_text(encoding="utf-8"))
    return result


def _agrees(key: str, value: str, truth: str) -> bool:
    if key == "occasion":
        return value in truth or truth.rpartition("全国")[2] in value
    return truth.startswith(value) or value.startswith(truth)


def metadata_figures(corpus: Path) -> dict[str, float]:
    """Compare what is inferred from each text alone with what its source says of it.

    A date is right when one of the two says more of the same day; an occasion when one holds the other.
    """
    counts: Counter[str] = Counter()
    rows = (corpus / "dev" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, rows):
        lines = lines_of(corpus / "dev" / f"{row['id']}.txt")
        inferred = {i.key: i.value for i in infer_metadata(lines, find_outline(lines), "")}
        for key in _STATED:
            truth, value = str(row.get(key) or ""), inferred.get(key, "")
            if (row["id"], key) in _MISTAKEN:
                continue
            if truth and value:
                agrees = _agrees(key, value, truth)
                counts[f"{key} {'right' if agrees else 'wrong'}"] += 1
                counts["right" if agrees else "wrong"] += 1
            elif truth:
                counts[f"{key} not stated"] += 1
    figures = {f"metadata: {name}": float(count) for name, count in sorted(counts.items()) if " " in name}
    return {**figures, "metadata wrong": counts["wrong"] / max(1, counts["wrong"] + counts["right"])}


def measure(corpus: Path) -> dict[str, float]:
    """Give all figures."""
    documents = json.loads((corpus / "structure-dev.json").read_text(encoding="utf-8"))
    scores = score(corpus, documents)
    texts = [lines_of(path) for path in sorted((corpus / "dev").glob("*.txt"))]
    characters = sum(len(line) for lines in texts for line in lines)
    megabytes = sum(len(line.encode()) for lines in texts for line in lines) / 1e6
    started = time.process_time()
    outlines = [find_outline(lines) for lines in texts]
    seconds = time.process_time() - started
    codes = Counter(found.code for outline in outlines for found in outline.diagnostics)
    return {
        "headings F1": scores["headings"]["f1"],
        "headings with level F1": scores["headings_with_level"]["f1"],
        "heading text exact": float(scores["heading_text_exact"]),
        "labelled enumerations": float(scores["enumerations_recall"]),
        "announcements F1": scores["announced"]["f1"],
        "lost lists found": scores["lost_lists"]["found"] / scores["lost_lists"]["gold"],
        "false alarms in these documents": scores["lost_lists"]["false_alarms"],
        "lost-list alarms per 100,000 characters": 1e5 * sum(codes[code] for code in _ALARMS) / characters,
        "numbering gaps and restarts per 100,000 characters": 1e5
        * (codes[DiagnosticCode.NUMBERING_GAP] + codes[DiagnosticCode.NUMBERING_RESTART])
        / characters,
        "MB/s": megabytes / seconds,
        **metadata_figures(corpus),
    }
