"""Texts that hold several speeches are told from those that hold one."""

from pathlib import Path

import pytest

from speechbook.outline import speech_starts

CLEAN = Path(__file__).resolve().parents[2] / "speeches" / "clean"
BODY = ["正文一段，讲的是水库。"] * 8


def test_a_collection_is_seen_with_the_lines_where_its_speeches_begin() -> None:
    first = ["在全县水利工作会议上的讲话", "（2010年3月2日）", "陆启衡", "同志们：", *BODY]
    second = ["在开学典礼上的致辞", "各位老师、各位同学：", *BODY]
    third = ["在防汛电视电话会议上的讲话（摘要）", "2011年6月1日", *BODY]
    assert speech_starts(first + second + third) == (0, len(first), len(first) + len(second))


@pytest.mark.parametrize("path", sorted(CLEAN.glob("*.txt")), ids=lambda path: path.stem)
def test_one_speech_is_one(path: Path) -> None:
    assert speech_starts(path.read_text(encoding="utf-8").split("---\n", 2)[2].split("\n")) == ()


def test_titles_that_are_only_named_begin_nothing() -> None:
    contents = ["目录", "在甲会议上的讲话", "在乙会议上的讲话", "在丙会议上的报告"]
    text = ["在甲会议上的讲话", "同志们：", *BODY, "我向大会作工作报告", *BODY, "下面请听他的讲话。", *BODY]
    assert speech_starts(contents + BODY + text) == ()
