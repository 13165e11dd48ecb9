"""The apparatus of a page: numbered doubts, marked where a reader must know; repairs counted and listed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from speechbook.diagnostics import Diagnostic, DiagnosticCode
from speechbook.model import (
    Apparatus,
    Heading,
    HeadingKind,
    Metadata,
    Outline,
    Paragraph,
    Point,
    Repair,
    Section,
    Speech,
)
from speechbook.write import speech_page
from speechbook.write.markdown import escape

LOST, LIST, NOTE = (
    DiagnosticCode.LOST_CHARACTER,
    DiagnosticCode.LOST_LIST,
    DiagnosticCode.METADATA_INFERRED,
)


def page(text: str, *doubts: Diagnostic, apparatus: Apparatus | None = None, points: tuple[Point, ...] = ()) -> str:
    heading = Heading(0, 1, HeadingKind.LINE, "一、", "标题", 0, 4)
    blocks = (
        Section("a-s1", heading, 1, "一、标题"),
        Paragraph("a-p1", 1, 0, text, None, tuple((f"a-p1-{n}", point) for n, point in enumerate(points, 1))),
    )
    speech = Speech("a", Metadata(id="a", title="题", script="hans"), (), blocks, Outline((), (), (), (), ()))
    return speech_page(speech, apparatus or Apparatus(), doubts, {"widen": "改全角", "drop": "删空白"})


def doubt(code: DiagnosticCode, line: int, at: int) -> Diagnostic:
    return Diagnostic(code, line, at, at, "…")


def test_a_loss_is_marked_where_it_is_and_noted_below() -> None:
    made = page("从我县选拔了干部。", doubt(LOST, 1, 2))
    assert "从我{doubt}`a-n1 1`县选拔了干部。" in made
    assert "{#a-n1 .doubt-note}\n〔1〕[第 1 段](#a-p1)：" in made


def test_doubts_are_numbered_in_the_order_of_the_text() -> None:
    made = page("一二三四五。", doubt(LOST, 1, 4), doubt(LOST, 1, 1))
    assert "一{doubt}`a-n1 1`二三四{doubt}`a-n2 2`五。" in made


def test_a_lost_list_says_so_in_words() -> None:
    assert "{doubt}`a-n1 疑有缺文`" in page("要做到“四个统一”。", doubt(LIST, 1, 8))


def test_what_is_of_interest_to_editors_only_is_not_shown() -> None:
    assert "doubt" not in page("一。", doubt(NOTE, -1, 0))


def test_headings_and_whole_files_are_noted_but_not_marked() -> None:
    made = page("一。", doubt(LOST, 0, 2), doubt(DiagnosticCode.RAW_MISSING, -1, 0))
    assert "## 一、标题\n" in made
    assert "{doubt}" not in made
    assert made.count(".doubt-note}") == 2


def test_a_mark_inside_the_lead_of_a_point_comes_after_it() -> None:
    made = page("一是道谢。二是认亲。", doubt(LOST, 1, 2), points=(Point("一是", 0, 5, "一是道谢"),))
    assert "[{strong}`一是道谢`]{#a-p1-1 .point}{doubt}`a-n1 1`。二是认亲。" in made


@given(st.text("一二三，。*<a", max_size=20), st.lists(st.integers(0, 20), max_size=5))
def test_marks_change_no_character_of_the_text(text: str, places: list[int]) -> None:
    made = page(text, *(doubt(LOST, 1, min(at, len(text))) for at in places))
    paragraph = made.split("{#a-p1}\n", 1)[1].split("\n", 1)[0]
    assert re.sub(r"\{doubt\}`[^`]*`", "", paragraph) == escape(text)
    assert paragraph.count("{doubt}") == len(places)


def test_repairs_are_listed_behind_a_line_that_counts_them() -> None:
    repairs = (
        Repair("widen", 1, ",", "，"),
        Repair("widen", 1, ",", "，"),
        Repair("widen", 0, ",", "，"),
        Repair("widen+drop", -1, " ;\n", "；"),
    )
    made = page(
        "一。", apparatus=Apparatus("讲话.txt", encoding="gb18030", repairs=repairs, rule_counts=(("widen", 4),))
    )
    assert ":原件: [讲话\\.txt]{.nocc}（GB18030 编码）" in made
    assert ":::{fold} 改全角　3 处" in made
    assert "- [\\,]{.nocc .repair} → [，]{.nocc .repair}　段 [1](#a-p1)（2）、[标题](#a-s1)" in made
    assert ":::{fold} 改全角、删空白　1 处" in made
    assert "[␣\\;↵]{.nocc .repair} → [；]{.nocc .repair}　[全篇](#a)" in made


def test_a_speech_without_raw_file_says_so() -> None:
    assert "本篇直接收入净文本，没有原件记录。" in page("一。")
    gone = page("一。", apparatus=Apparatus("讲话.txt", raw_found=False, encoding="utf-8"))
    assert "原件已不在库中" in gone
