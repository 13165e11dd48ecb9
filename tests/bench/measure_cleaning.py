"""Damage the clean texts of the corpus, clean them again, and count what is wrong with the outcome.

The damage and the scoring are those of `../shared/tools` (corrupt.py, score_clean.py), which are no part of the
project; the kind of source is found by detection, site names are those of `conf/lexicon/watermarks.txt`.
"""

import importlib.util
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from speechbook.clean import clean_text, undo_edits
from speechbook.config import load_settings

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Goal:
    """What a preset must reach; per 10,000 content characters, and shares."""

    lost: float
    noise: float
    punctuation: float
    paragraphs: float
    documents: float = 0.0
    speed: float = 2.0
    """MB a second on one core, edits kept."""


GOALS = {
    "clean": Goal(0.05, 0, 0.9998, 0.998, 0.97),
    "sample": Goal(0.5, 3, 0.998, 0.985),
    "old_discuz": Goal(1, 60, 0.999, 0.93),
    "portal": Goal(0.5, 40, 0.998, 0.96),
    "pdf": Goal(0.5, 5, 0.999, 0.93),
    "wechat": Goal(0.5, 10, 0.999, 0.985),
    "gb2312": Goal(0.6, 3, 0.998, 0.95),
    "kitchen": Goal(1, 40, 0.995, 0.95),
}


@dataclass
class Figures:
    """What a preset came to."""

    lost: float
    noise: float
    punctuation: float
    paragraphs: float
    documents: float
    megabytes_a_second: float
    kinds: Counter[str] = field(default_factory=Counter)
    changed: list[str] = field(default_factory=list)
    """Edits of texts that were clean."""


def load_tool(corpus: Path, name: str) -> ModuleType:
    """Load a tool that stands beside the corpus."""
    spec = importlib.util.spec_from_file_location(name, corpus.parent / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_texts(corpus: Path) -> dict[str, str]:
    """Read the gold texts by name."""
    rows = map(json.loads, (corpus / "dev" / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["id"]: (corpus / "dev" / f"{row['id']}.txt").read_text(encoding="utf-8") for row in rows if row["gold"]}


def measure(corpus: Path, preset: str, texts: dict[str, str], seeds: Iterable[int]) -> Figures:
    """Damage, clean and score all texts under one preset; `clean` damages nothing."""
    corrupt, score_clean = load_tool(corpus, "corrupt"), load_tool(corpus, "score_clean")
    names = load_settings(PROJECT).site_names
    scores: list[Any] = []
    kinds: Counter[str] = Counter()
    changed: list[str] = []
    seconds, size = 0.0, 0
    for name, truth in texts.items():
        if preset == "gb2312" and not name.startswith("hans"):
            continue
        for seed in seeds if preset != "clean" else (0,):
            dirty = truth if preset == "clean" else corrupt.corrupt(truth, corrupt.preset(preset), seed=seed)[0]
            started = time.process_time()
            cleaned = clean_text(dirty, names)
            seconds += time.process_time() - started
            size += len(dirty.encode())
            assert undo_edits(cleaned.text, cleaned.edits) == dirty
            kinds[cleaned.preset] += 1
            scores.append(score_clean.score(truth, cleaned.text))
            if preset == "clean":
                changed += [f"{name}: {edit.old!r} → {edit.new!r} ({edit.rule})" for edit in cleaned.edits]
    total = score_clean.total(scores)
    return Figures(
        total["lost_per_10k"],
        total["noise_left_per_10k"],
        total["punct_acc"],
        total["para_exact"],
        total["doc_exact"],
        size / seconds / 1e6,
        kinds,
        changed,
    )


def missed(goal: Goal, figures: Figures) -> Sequence[str]:
    """Name what falls short of a goal."""
    checks = {
        "lost": figures.lost <= goal.lost,
        "noise": figures.noise <= goal.noise,
        "punctuation": figures.punctuation >= goal.punctuation,
        "paragraphs": figures.paragraphs >= goal.paragraphs,
        "documents": figures.documents >= goal.documents,
        "speed": figures.megabytes_a_second >= goal.speed,
    }
    return [name for name, reached in checks.items() if not reached]
