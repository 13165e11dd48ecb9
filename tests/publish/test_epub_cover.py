"""The drawn cover: whatever the title, all of its characters are there, inside the picture."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.sphinxext.epub.cover import COVER_HEIGHT, COVER_WIDTH, cover_svg
from speechbook.sphinxext.upright import upright_parts

_TEXT = "{http://www.w3.org/2000/svg}text"


def drawn(title: str, subtitle: str = "", editor: str = "") -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(cover_svg(title, subtitle, editor, "hans")).iter(_TEXT))  # noqa: S314 -- ours


@pytest.mark.parametrize(
    ("title", "is_upright"),
    [
        ("青澜讲话选编", True),
        ("一", True),
        ("在全县办公室工作会议上的讲话选编续集", True),
        ("论十大关系（上）", True),
        ("2014年讲话选", False),
        ("Speeches of a Lifetime", False),
        ("很长的书名" * 12, False),
        ("A" * 400, False),
    ],
)
def test_every_character_has_its_place(title: str, is_upright: bool) -> None:
    parts = drawn(title)
    shown = "".join(part.text or "" for part in parts).translate(str.maketrans("︵︶", "（）"))
    assert shown.replace(" ", "") == title.replace(" ", "")
    assert all(len(part.text or "") == 1 for part in parts) is is_upright
    for part in parts:
        assert 0 < float(part.attrib["x"]) < COVER_WIDTH
        assert 0 < float(part.attrib["y"]) < COVER_HEIGHT


@given(st.text(max_size=300), st.text(max_size=100), st.text(max_size=60))
def test_any_text_gives_a_picture(title: str, subtitle: str, editor: str) -> None:
    for part in drawn(title, subtitle, editor):
        assert 0 < float(part.attrib["y"]) < COVER_HEIGHT


@given(st.text(alphabet="一年月0123456789.,%a-", max_size=40))
def test_numbers_are_cut_out_and_nothing_is_lost(text: str) -> None:
    parts = list(upright_parts(text))
    assert "".join(part for part, _ in parts) == text
    assert all(part.isdigit() or part == "%" for part, name in parts if name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3月", [("3", "tcy"), ("月", "")]),
        ("12名", [("12", "tcy"), ("名", "")]),
        ("2008年", [("2008", "upright"), ("年", "")]),
        ("增长8%", [("增长", ""), ("8", "tcy"), ("%", "upright")]),
        ("7.5%", [("7.5%", "")]),
        ("4,126条", [("4,126条", "")]),
        ("R&D3", [("R&D3", "")]),
        ("9:30", [("9:30", "")]),
        ("20081号", [("20081号", "")]),
    ],
)
def test_which_numbers_stand(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(upright_parts(text)) == expected
