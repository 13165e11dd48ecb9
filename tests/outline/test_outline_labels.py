"""Labels at the start of a line: which are read, and which words only look like one."""

from pathlib import Path

import pytest

from speechbook.outline.labels import read_label

_ROWS = (Path(__file__).parent / "cases" / "labels.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("line", "expected"), [row.split(" => ", 1) for row in _ROWS if row])
def test_a_label_is_read_or_not(line: str, expected: str) -> None:
    label = read_label(line)
    printed = f"{label.family.value[0]} {label.value} {label.text}" if label else "none"
    assert printed == expected


@pytest.mark.parametrize("line", ["一是修渠", "1.100年新增三人", "5.5公里的渠道", "一", "A.北坡", "三）护坡"])
def test_a_label_that_could_be_text_is_doubtful(line: str) -> None:
    label = read_label(line)
    assert label is not None
    assert label.doubtful


def test_blanks_after_a_label_belong_to_neither_label_nor_text() -> None:
    label = read_label("3.　 觀光")
    assert label is not None
    assert (label.text, label.end) == ("3.", 4)
