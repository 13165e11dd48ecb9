"""Floors of the search on the measuring corpus, in both editions, by the project's measuring tools."""

import gzip
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from speechbook.search import Passage, SpeechText, index_files, pack_speech, plan_volumes

PROJECT = Path(__file__).resolve().parents[2]
FLOORS = {"recall": 100, "precision": 100, "zero": 0, "link": 100, "mark": 100}
pytestmark = [pytest.mark.browser, pytest.mark.corpus, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def measured_book(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("measured") / "book"
    shutil.copytree(PROJECT / "conf", root / "conf", ignore=shutil.ignore_patterns("*.mo"))
    (root / "docs").mkdir()
    for name in ("index.md", "guide", "reference"):
        source = PROJECT / "docs" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / "docs" / name)
    (root / "speeches" / "raw").mkdir(parents=True)
    (root / "speeches" / "clean").mkdir()
    for path in sorted((corpus / "dev").glob("*.txt")):
        shutil.copyfile(path, root / "speeches" / "clean" / path.name.lower())
    command = [sys.executable, "-m", "speechbook", "build", "html"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.mark.parametrize("edition", ["zh-hans", "zh-tw"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_everything_is_found_and_nothing_else(
    measured_book: Path, corpus: Path, tmp_path: Path, edition: str, seed: int
) -> None:
    tools = corpus.parent / "tools"
    clean = measured_book / "speeches" / "clean"
    drawn = subprocess.run(
        [sys.executable, tools / "make_queries.py", clean, "--seed", str(seed)], capture_output=True, check=True
    )
    queries = tmp_path / "queries.tsv"
    queries.write_bytes(drawn.stdout)
    site = measured_book / "docs" / "_build" / "html" / edition
    command = [sys.executable, tools / "search_eval.py", "--site", site, "--clean", clean, "--queries", queries]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout)
    for kind, figures in report.items():
        if kind != "cold":
            got = {name: figures[name] for name in FLOORS}
            assert got == FLOORS, kind
    assert report["cold"]["kilobytes"] <= 200


@pytest.mark.parametrize("edition", ["zh-hans", "zh-tw"])
def test_the_index_stays_small(measured_book: Path, edition: str) -> None:
    site = measured_book / "docs" / "_build" / "html" / edition
    sizes = [len(gzip.compress(path.read_bytes(), 6)) for path in (site / "_search").iterdir()]
    clean = (measured_book / "speeches" / "clean").glob("*.txt")
    chars = sum(len(path.read_text(encoding="utf-8")) for path in clean)
    assert sum(sizes) <= 3.8 * chars
    assert max(sizes) <= 64 * 1024
    scripts = [site / "_static" / name for name in ("search-engine.js", "search-page.js")]
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in scripts) <= 60 * 1024


def test_indexing_costs_little(corpus: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((corpus / "dev").glob("*.txt"))]
    passages = [line for text in texts for line in text.split("\n") if line]
    pages = sum(map(len, passages)) / 4_900
    speech = SpeechText(
        "a", "a.html", "a", "题", "题", tuple(Passage(f"a-p{i}", one) for i, one in enumerate(passages))
    )
    start = time.process_time()
    packed = {"a": pack_speech(speech)}
    for file in index_files(plan_volumes({"a": packed["a"].digest}), packed):
        assert file.data
    # Twice the goal: the processors of test machines differ, and are shared.
    assert 1000 * (time.process_time() - start) / pages <= 16
