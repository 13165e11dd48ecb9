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


@pytest.mark.parametrize(
    "front",
    [
        ("抓住机遇 乘势而上", "——在全县经济工作会议上的讲话", "（2009年2月3日）"),
        ("政府工作报告", "——2010年1月15日在县人民代表大会上", "县长　陆启衡", "各位代表："),
        ("關於水利建設的報告", "主席、各位委員："),
        ("在甲会议上的讲话（提纲）", "陆启衡"),
        ("青山在，人未老", "2012年5月4日", "各位青年朋友："),
        ("　　在开学典礼上的致辞", "各位来宾，朋友们！"),
    ],
)
def test_fronts_that_begin_a_speech(front: tuple[str, ...]) -> None:
    first = ["在全县水利工作会议上的讲话", "同志们：", *BODY]
    assert speech_starts([*first, *front, *BODY]) == (0, len(first))


@pytest.mark.parametrize(
    "lines",
    [
        ("一、关于水利工作的报告", "同志们："),
        ("同志们：",),
        ("下面我讲三点", "第一点意见。"),
        ("他在会上作了重要讲话。", "各位代表："),
        ("2009年2月3日", "陆启衡"),
        ("关于水利工作的报告", "这个报告大家已经看过了。"),
    ],
)
def test_lines_that_begin_nothing(lines: tuple[str, ...]) -> None:
    assert speech_starts(["在全县水利工作会议上的讲话", "同志们：", *BODY, *lines, *BODY]) == ()


def test_a_table_of_contents_shows_titles_that_nothing_else_shows() -> None:
    first, second = ["秋天的话", *BODY], ["给孩子们", *BODY]
    contents = ["某某文集", "目　录", "秋天的话……………12", "给孩子们（34）"]
    assert speech_starts([*contents, *first, *second]) == (len(contents), len(contents) + len(first))
    assert speech_starts([*first, *second]) == ()


@pytest.mark.parametrize("path", sorted(CLEAN.glob("*.txt")), ids=lambda path: path.stem)
def test_one_speech_is_one(path: Path) -> None:
    assert speech_starts(path.read_text(encoding="utf-8").split("---\n", 2)[2].split("\n")) == ()


def test_titles_that_are_only_named_begin_nothing() -> None:
    contents = ["目录", "在甲会议上的讲话", "在乙会议上的讲话", "在丙会议上的报告"]
    text = ["在甲会议上的讲话", "同志们：", *BODY, "我向大会作工作报告", *BODY, "下面请听他的讲话。", *BODY]
    assert speech_starts(contents + BODY + text) == ()
