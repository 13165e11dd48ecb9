"""Real files: the samples of the project against their truth, and the measuring corpus."""

import json
from pathlib import Path

import pytest

from speechbook.clean import clean_text, undo_edits
from speechbook.config import load_settings
from speechbook.read import decode, encode, read_raw

PROJECT = Path(__file__).resolve().parents[2]
RAW = PROJECT / "speeches" / "raw"
TRUTH = PROJECT / "tests" / "archive" / "truth"
SAMPLES = sorted(path.relative_to(RAW) for path in RAW.rglob("*.txt"))
SITE_NAMES = load_settings(PROJECT).site_names


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_sample_becomes_its_truth_and_goes_back_to_its_bytes(sample: Path) -> None:
    source = read_raw(RAW / sample)
    cleaned = clean_text(source.text, SITE_NAMES)
    assert cleaned.text == (TRUTH / sample).with_suffix(".txt").read_text(encoding="utf-8")
    assert undo_edits(cleaned.text, cleaned.edits) == source.text
    assert encode(source) == (RAW / sample).read_bytes()


def test_samples_carry_the_encodings_they_should() -> None:
    found = {(read_raw(RAW / sample).encoding, bool(read_raw(RAW / sample).bom)) for sample in SAMPLES}
    assert found == {("utf-8", False), ("utf-8", True), ("gb18030", False), ("big5", False)}


@pytest.mark.corpus
def test_forum_sample_of_the_corpus(corpus: Path) -> None:
    raw = (corpus / "sample" / "dirty.txt").read_bytes()
    source = decode(raw)
    cleaned = clean_text(source.text, SITE_NAMES)
    assert cleaned.text == (corpus / "sample" / "truth.txt").read_text(encoding="utf-8")
    assert [d.code.code for d in cleaned.diagnostics] == ["site-name-removed", "site-name-removed"]
    assert len(raw) == 10_158
    assert encode(source) == raw
    assert undo_edits(cleaned.text, cleaned.edits) == source.text


@pytest.mark.corpus
def test_clean_texts_come_out_unchanged(corpus: Path) -> None:
    """Every difference is a true repair; one is known."""
    changed = {}
    for line in (corpus / "dev" / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        name = json.loads(line)["id"]
        text = (corpus / "dev" / f"{name}.txt").read_text(encoding="utf-8")
        cleaned = clean_text(text, SITE_NAMES)
        if cleaned.text != text:
            changed[name] = [edit.rule for edit in cleaned.edits]
    assert changed == {"hant-ly-2012-10-18": ["close_blanks_between_han"]}
