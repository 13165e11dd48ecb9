"""Folding: the table is what its script makes, and either spelling finds the other."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.search import fold, folding_rows, folding_table

SCRIPT = Path(__file__).parents[2] / "scripts" / "generate_folding.py"
MADE_WITH_UNICODE = "14.0.0"


@pytest.mark.skipif(unicodedata.unidata_version != MADE_WITH_UNICODE, reason="Python has another Unicode")
def test_the_table_is_what_the_script_makes() -> None:
    assert subprocess.run([sys.executable, SCRIPT, "--check"], check=False).returncode == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("干部", "幹部"),
        ("干旱", "乾旱"),
        ("群众", "羣眾"),
        ("台湾", "臺灣"),
        ("走着瞧", "走著瞧"),
        ("卫生", "衞生"),
        ("卫生", "衛生"),
        ("里程", "裏程"),
        ("里面", "裡面"),
        ("说明", "説明"),
        ("说明", "說明"),
        ("增长７．５％", "增長7.5%"),
        ("ＧＤＰ", "gdp"),
        ("神社", "神社"),
        ("⽅法", "方法"),
    ],
)
def test_spellings_of_one_word_are_folded_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("工人", "工入"), ("干部", "部干"), ("大", "太"), ("抗旱", "抗早")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_rows_and_table_say_the_same() -> None:
    table = folding_table()
    assert sum(len(row) - 1 for row in folding_rows()) == len(table)
    assert all(table[ord(char)] == row[0] for row in folding_rows() for char in row[1:])
