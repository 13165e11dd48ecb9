"""Each rule by itself, on its table of cases; every case is also undone."""

from pathlib import Path

import pytest

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


@pytest.mark.timeout(20)
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
        *("\x97", "é", "鍚", "1 ", "甲一\n", "老秘网", "k~&p|9Z", "—", "·", "⽽"),
    ],
)
def test_rule_is_linear_on_a_hostile_line(name: str, unit: str) -> None:
    """A line of 400,000 characters takes no more than a few passes; a backtracking rule would not end here."""
    text = unit * (400_000 // len(unit))
    for _ in RULES[name].find(text):
        pass
