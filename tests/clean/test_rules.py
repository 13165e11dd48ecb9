"""Each rule by itself, on its table of cases; every case is also undone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_files import Case, read_cases
from speechbook.clean import apply_edits, rules_in_order, undo_edits
from speechbook.clean.edits import edits_of

CASES = Path(__file__).with_name("cases")
SITE_NAMES = ("青简文秘网", "bbs.mozhuo.example")
RULES = {rule.name: rule for rule in rules_in_order(SITE_NAMES)}
TABLE = [
    pytest.param(name, case, id=f"{name}: {case.title}") for name in RULES for case in read_cases(CASES / f"{name}.txt")
]


@pytest.mark.parametrize(("name", "case"), TABLE)
def test_rule_does_what_its_table_says(name: str, case: Case) -> None:
    edits = edits_of(case.given, RULES[name].find(case.given), name)
    assert apply_edits(case.given, edits) == case.expected
    assert undo_edits(case.expected, edits) == case.given


def test_every_rule_has_cases_and_no_table_is_orphaned() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == set(RULES)


def test_every_rule_explains_itself() -> None:
    for rule in RULES.values():
        assert rule.label
        assert len(rule.explanation.split("\n\n")) >= 2, f"{rule.name}: say what the damage is and how it is known"


@pytest.mark.timeout(12)
@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize(
    "unit",
    [
        *(
            "a",
            " ",
            ",",
            "(",
            "一",
            "一 ",
            "a,",
            "! ",
            " a",
            "\u3000",
            "x~",
            "1,",
            ".",
            "青",
            "[1] ",
            "\n",
            "1\n",
            "一 \n",
        ),
        *(
            "&",
            "&amp;",
            "<",
            "<p ",
            "<!--",
            "x0",
            "x0dx0a",
            "\ufffd",
            "二\ufffd",
            "\ue004",
            "www.",
            "a.com",
            "―",
            "(ā",
            "国(",
        ),
        *("\x97", "é", "鍚", "1 ", "甲一\n", "老秘网", "青简文秘网", "k~&p|9Z", "—", "·", "⽽"),
        *(")", "()", "(a", "(a) ", "（", ",000", "1,000,000元", "今,", "，", "今! ", "8 V9 e'", "…", "..."),
        *("\r", "\r\n", "\x00", "\u200b", "\u2028", "_x000D_", "&#", "&nbsp", "</p>", "2/5\n", "— 3 —\n", "打印\n"),
        *("\U000f0000", "\U00020000", "\ud800", "．", "２", "ｗ", "・", "国(guó)", "bbs.", "本文来自:", "甲 ", "1 2 "),
        *("\u3000", " \u3000"),
    ],
)
def test_rule_is_linear_on_a_hostile_line(name: str, unit: str) -> None:
    """A line of 200,000 characters takes no more than a few passes; a backtracking rule would not end here.

    The damage may also stand at one end of it, or in a text that is known to be damaged.
    """
    length = 200_000
    text = unit * (length // len(unit))
    no_line_ends = "春" * 200 + "。　　夏。　　秋。　　冬。"
    for hostile in (text, "今天,我们,来了,开会," + text + "一", no_line_ends + text):
        for _ in RULES[name].find(hostile):
            pass


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "line",
    ["1" * 140 + "。", "上一页" + "12 " * 45 + "。", "[1] " * 36 + "a", "打印 " * 40 + "。", "[打印] " * 20 + "a"],
)
def test_the_forms_of_page_furniture_do_not_backtrack(line: str) -> None:
    for name in ("drop_page_marks", "drop_page_furniture"):
        assert list(RULES[name].find(f"{line}\n")) == []


@settings(max_examples=300)
@given(st.text(st.one_of(st.sampled_from(" ,(.一国\nāx&\u2015"), st.characters(exclude_categories=())), max_size=30))
def test_a_rule_needs_the_characters_it_says_it_needs(text: str) -> None:
    for rule in RULES.values():
        if not rule.may_find("".join(set(text))):
            assert list(rule.find(text)) == [], rule.name
