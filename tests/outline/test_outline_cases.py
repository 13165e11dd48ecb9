"""Headings, levels, lists, announcements, roles and metadata: the tables in `cases/` are the specification."""

from pathlib import Path

import pytest

from case_files import Case, read_cases
from speechbook.model import Outline
from speechbook.outline import find_outline, infer_metadata

_CASES = Path(__file__).parent / "cases"


def _table(*names: str) -> pytest.MarkDecorator:
    cases = [case for name in names for case in read_cases(_CASES / f"{name}.txt")]
    return pytest.mark.parametrize("case", cases, ids=[case.title for case in cases])


def _outline(case: Case) -> Outline:
    return find_outline(case.given.split("\n"))


@_table("headings", "headings_negative", "levels", "forms", "forms_negative")
def test_headings(case: Case) -> None:
    assert (
        "\n".join(f"{h.line} {h.level} {h.kind.value} {h.label}|{h.text}" for h in _outline(case).headings)
        == case.expected
    )


@_table("gaps")
def test_diagnostics(case: Case) -> None:
    assert "\n".join(f"{d.line} {d.code.code}" for d in _outline(case).diagnostics) == case.expected


@_table("enumerations")
def test_enumerations(case: Case) -> None:
    assert (
        "\n".join(f"{e.line}: " + " / ".join(item.lead for item in e.items) for e in _outline(case).enumerations)
        == case.expected
    )


@_table("promises", "not_promises")
def test_announcements(case: Case) -> None:
    assert (
        "\n".join(
            f"{a.line} {a.count} {'kept' if a.list_present else 'lost'} {a.text}" for a in _outline(case).announced
        )
        == case.expected
    )


@_table("roles", "roles_more")
def test_roles(case: Case) -> None:
    assert "\n".join(f"{line} {role.value}" for line, role in _outline(case).roles) == case.expected


@_table("metadata")
def test_metadata(case: Case) -> None:
    inferred = infer_metadata(case.given.split("\n"), _outline(case), "东山讲话")
    assert "\n".join(f"{i.key}={i.value}" for i in inferred) == case.expected


@pytest.mark.parametrize(
    ("stem", "title", "date"),
    [
        ("2009-03-12 东山讲话", "东山讲话", "2009-03-12"),
        ("20090312东山讲话", "东山讲话", "2009-03-12"),
        ("东山讲话（2009年3月12日）", "东山讲话（2009年3月12日）", "2009-03-12"),
        ("东山讲话-15", "东山讲话-15", ""),
        ("2009年讲话", "2009年讲话", ""),
        ("20091399", "20091399", ""),
    ],
)
def test_the_name_of_the_file_gives_title_and_full_date(stem: str, title: str, date: str) -> None:
    lines = ["渠要修，库要守，水要省，这三件事说了多少年。", "今年一定要办成，办不成没有脸见人。"]
    inferred = {i.key: i.value for i in infer_metadata(lines, find_outline(lines), stem)}
    assert (inferred["title"], inferred.get("date", "")) == (title, date)
