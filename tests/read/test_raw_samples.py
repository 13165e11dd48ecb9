"""The samples that are no text files: forum page, Word file, PDF; their text against the truth, and their trails."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from speechbook.clean import clean_text, undo_edits
from speechbook.config import load_settings
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.cleaning import machine_text
from speechbook.read import read_bytes, read_document
from speechbook.trail_format import format_trail, parse_trail

PROJECT = Path(__file__).resolve().parents[2]
RAW = PROJECT / "speeches" / "raw"
TRUTH = PROJECT / "tests" / "archive" / "truth"
SETTINGS = load_settings(PROJECT)
SAMPLES = sorted(path.relative_to(RAW) for path in RAW.rglob("*.*") if path.suffix in (".html", ".docx", ".pdf"))
TRAILS = [
    trail
    for path in sorted((PROJECT / "speeches" / "trail").glob("*.json"))
    if (trail := parse_trail(path.name, path.read_text(encoding="utf-8"))).raw and trail.raw.extractor
]


def test_there_is_a_sample_of_each_form() -> None:
    assert {path.suffix for path in SAMPLES} == {".html", ".docx", ".pdf"}
    assert {trail.raw.path for trail in TRAILS if trail.raw} == {path.as_posix() for path in SAMPLES}


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_sample_becomes_its_truth(sample: Path) -> None:
    found = read_document(str(sample), read_bytes(RAW / sample))
    cleaned = clean_text(found.source.text, SETTINGS.site_names)
    assert cleaned.text == (TRUTH / sample).with_suffix(".txt").read_text(encoding="utf-8")
    assert undo_edits(cleaned.text, cleaned.edits) == found.source.text
    assert found.carried
    assert found.dropped


@pytest.mark.parametrize("trail", TRAILS, ids=lambda trail: trail.speech)
def test_a_trail_starts_at_the_extracted_text(trail: object) -> None:
    archive = Archive(SETTINGS.folders)
    raw = trail.raw
    text = read_document(raw.path, read_bytes(archive.raw_path(raw.path))).source.text
    assert raw.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert undo_edits(machine_text(archive, trail), trail.edits) == text
    assert parse_trail("trail", format_trail(trail)) == trail
    other = replace(trail, raw=replace(raw, text_sha256="0" * 64))
    assert machine_text(archive, other) is None
