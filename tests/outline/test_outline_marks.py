"""The two marks that override detection."""

import pytest

from speechbook.model import HeadingKind
from speechbook.outline import find_outline, plain_line


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("# 结语", "结语"),
        ("###### 结语", "结语"),
        ("\\一、引文", "一、引文"),
        ("\\\\两条", "\\两条"),
        ("\\# 不是标题", "# 不是标题"),
        ("####### 结语", "####### 结语"),
        ("#结语", "#结语"),
        ("结语 # 完", "结语 # 完"),
        ("", ""),
    ],
)
def test_the_mark_is_no_part_of_the_line(line: str, plain: str) -> None:
    assert plain_line(line) == plain


@pytest.mark.parametrize("level", range(1, 7))
def test_hashes_make_a_heading_of_their_level(level: int) -> None:
    line = "#" * level + " 这一行很长，本来是一个段落，有逗号，也有句号。"
    (heading,) = find_outline(["前面一段。", line, "后面一段。"]).headings
    assert (heading.level, heading.kind, heading.label) == (level, HeadingKind.LINE, "")
    assert line[heading.start : heading.end] == heading.text == plain_line(line)


def test_the_label_of_a_marked_heading_is_told_from_its_text() -> None:
    line = "## （二）守库"
    (heading,) = find_outline([line]).headings
    assert (heading.label, heading.text, line[heading.start :]) == ("（二）", "守库", "（二）守库")


def test_a_backslash_keeps_a_paragraph_plain() -> None:
    outline = find_outline(["一、修渠", "\\二、引文，不是标题", "二、守库"])
    assert [heading.line for heading in outline.headings] == [0, 2]
