"""What holds for any text whatsoever."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechbook.outline import find_outline, infer_metadata, plain_line

_FRAGMENTS = st.sampled_from(
    [
        *(
            "一、",
            "二、",
            "（一）",
            "（二）",
            "1.",
            "2.",
            "第一，",
            "第二，",
            "一是",
            "二是",
            "首先",
            "其次",
            "最后",
            "——",
        ),
        *(
            "①",
            "②",
            "壹、",
            "贰、",
            "甲、",
            "第一条",
            "第二章",
            "以下",
            "三点",
            "意见",
            "强调",
            "“三个转变”",
            "3.5",
            "的",
        ),
        *(
            "。",
            "，",
            "：",
            "；",
            "、",
            "（",
            "）",
            "“",
            "”",
            "「",
            "」",
            "！",
            "# ",
            "## ",
            "\\",
            "\u3000",
            "\u2003",
            " ",
        ),
        *(
            "同志们",
            "各位代表",
            "2008年3月12日",
            "二〇〇八年三月",
            "县长",
            "张大山",
            "谢谢",
            "渠",
            "修渠守库省水",
            "100年",
        ),
    ]
)
_LINES = st.lists(
    st.one_of(st.text(min_size=1, max_size=40), st.lists(_FRAGMENTS, min_size=1, max_size=12).map("".join)), max_size=25
)


@settings(max_examples=300, deadline=None)
@given(_LINES)
def test_the_outline_of_any_text_lies_within_it(lines: list[str]) -> None:
    outline = find_outline(lines)
    assert [h.line for h in outline.headings] == sorted({h.line for h in outline.headings})
    for heading in outline.headings:
        line = lines[heading.line]
        assert 0 <= heading.start <= heading.end <= len(line) or heading.text == ""
        assert line[heading.start :].startswith(heading.label)
        assert heading.text in line
        assert heading.level >= 1
    for enumeration in outline.enumerations:
        line = lines[enumeration.line]
        assert len(enumeration.items) > 1
        for item, following in zip(enumeration.items, enumeration.items[1:], strict=False):
            assert item.end == following.start
        for item in enumeration.items:
            assert 0 <= item.start < item.end <= len(line)
            assert line[item.start :].startswith(item.label)
            assert line[item.start : item.end].startswith(item.lead)
    for announcement in outline.announced:
        assert lines[announcement.line][announcement.start :].startswith(announcement.text)
        assert announcement.count > 1
    for line_number, _ in outline.roles:
        assert 0 <= line_number < len(lines)
    for found in outline.diagnostics:
        assert 0 <= found.start <= found.end <= len(lines[found.line])


@settings(max_examples=100, deadline=None)
@given(_LINES, st.text(max_size=30))
def test_the_same_text_has_the_same_outline(lines: list[str], stem: str) -> None:
    outline = find_outline(lines)
    assert find_outline(tuple(lines)) == outline
    inferred = infer_metadata(lines, outline, stem)
    assert infer_metadata(lines, outline, stem) == inferred
    assert all(inference.value and inference.evidence for inference in inferred)
    assert len({inference.key for inference in inferred}) == len(inferred)


@settings(max_examples=100, deadline=None)
@given(_LINES)
def test_a_text_kept_plain_has_no_headings(lines: list[str]) -> None:
    assert find_outline(["\\" + line for line in lines]).headings == ()


@given(st.text(max_size=50))
def test_a_kept_line_is_given_back_whole(line: str) -> None:
    assert plain_line("\\" + line) == line
    assert plain_line("### " + line) == line


@pytest.mark.parametrize("char", list('一第（(。，：“”「"0、#—其首三1① \u3000在年月个的是要各》《\\贰民'))
def test_a_megabyte_of_one_character_takes_no_time(char: str) -> None:
    line = char * 1_000_000
    started = time.process_time()
    outline = find_outline(["同志们：", line, line])
    infer_metadata([line], outline, "x")
    assert time.process_time() - started < 2.5


@pytest.mark.parametrize("text", ["三个方面：", "一是的。", "（一）甲乙，", "做好三件事。", "“三个转”。", "一个是甲，"])
def test_a_long_line_of_labels_and_counts_takes_linear_time(text: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        find_outline([text * times])
        return time.process_time() - started

    seconds(1000)
    short, long = seconds(5_000), seconds(40_000)
    assert long < 0.3 + 30 * short
