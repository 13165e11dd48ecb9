"""Each line of a clean text knows the raw text it came from, and none of it gets lost on the way."""

from hypothesis import given
from hypothesis import strategies as st

from speechbook.clean import apply_edits, clean_text, raw_lines
from speechbook.clean.edits import edits_of
from speechbook.model import RawPart

RAW = "首页 > 新闻\n讲话\n\n同志们:\n8 V9 e' m5 e( y6 K\n今天,开会。\n"


def joined(lines: tuple[tuple[RawPart, ...], ...], *, new: bool = False) -> list[str]:
    return ["".join(part.new if new else part.old for part in line) for line in lines]


def edited(source: str, *spans: tuple[int, int, str]) -> tuple[str, tuple[tuple[RawPart, ...], ...]]:
    edits = edits_of(source, spans, "rule")
    machine = apply_edits(source, edits)
    return machine, raw_lines(source, edits, machine, [line for line in machine.split("\n") if line])


def test_kept_and_changed_words_stand_in_their_lines() -> None:
    _, lines = edited("甲,乙\n丙 丁\n", (1, 2, "，"), (5, 6, ""))
    assert lines == (
        (RawPart("甲", "甲"), RawPart(",", "，", "rule"), RawPart("乙", "乙")),
        (RawPart("丙", "丙"), RawPart(" ", "", "rule"), RawPart("丁", "丁")),
    )


def test_what_stood_between_lines_is_with_the_line_before() -> None:
    _, lines = edited("甲\n噪音\n乙\n", (1, 5, "\n"))
    assert joined(lines) == ["甲\n噪音\n", "乙"]


def test_what_stood_before_the_first_line_is_with_it() -> None:
    _, lines = edited("导航\n甲\n乙\n", (0, 3, ""))
    assert joined(lines) == ["导航\n甲", "乙"]


def test_lines_that_were_joined_show_their_break() -> None:
    _, lines = edited("前半\n后半。\n乙\n", (2, 3, ""))
    assert joined(lines) == ["前半\n后半。", "乙"]


def test_an_edited_line_keeps_its_raw_text_and_a_deleted_one_goes_to_its_place() -> None:
    machine = "甲\n乙\n丙\n丁\n"
    assert joined(raw_lines(machine, (), machine, ["甲", "乙改", "丁"])) == ["甲", "乙丙", "丁"]
    assert joined(raw_lines(machine, (), machine, ["乙", "丙", "丁"])) == ["甲乙", "丙", "丁"]
    assert joined(raw_lines(machine, (), machine, ["甲", "新", "乙", "丙", "丁"])) == ["甲", "", "乙", "丙", "丁"]


def test_a_text_without_lines_has_no_raw_lines() -> None:
    assert raw_lines("", (), "", []) == ()
    assert raw_lines("噪音", edits_of("噪音", [(0, 2, "")], "rule"), "", []) == ()


def test_a_real_file_is_told_whole() -> None:
    cleaned = clean_text(RAW)
    clean = [line for line in cleaned.text.split("\n") if line]
    lines = raw_lines(RAW, cleaned.edits, cleaned.text, clean)
    assert "".join(joined(lines)).replace("\n", "") == RAW.replace("\n", "")
    assert [text.replace("\n", "") for text in joined(lines, new=True)] == clean


@given(st.text("甲乙 ,\n\r，", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)), max_size=6))
def test_nothing_of_the_source_is_lost(source: str, places: list[tuple[int, int]]) -> None:
    spans, position = [], 0
    for start, length in sorted(places):
        if position <= start <= len(source):
            position = min(len(source), start + length)
            spans.append((start, position, "，\n"[: length % 3]))
    machine, lines = edited(source, *spans)
    if machine.replace("\n", ""):
        changed = "".join(part.old for line in lines for part in line if part.rule)
        kept = "".join(part.old for line in lines for part in line if not part.rule)
        assert changed == "".join(edit.old for edit in edits_of(source, spans, "rule"))
        assert len(kept) + kept.count("\n") <= len(source)
        assert "".join(joined(lines)).replace("\n", "") == source.replace("\n", "")
        assert "".join(joined(lines, new=True)).replace("\n", "") == machine.replace("\n", "")
