"""Whatever a speech says, the page says just that: text goes in, the same text is found in the doctree."""

from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import example, given, settings
from hypothesis import strategies as st
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.docutils_ import Parser

from speechbook.model import (
    Apparatus,
    Heading,
    HeadingKind,
    Metadata,
    Outline,
    Paragraph,
    Point,
    Section,
    Speech,
)
from speechbook.visible import visible_controls
from speechbook.write import speech_page
from speechbook.write.markdown import escape, span, strong

MYST: dict[str, Any] = {
    "myst_enable_extensions": ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"],
    "myst_suppress_warnings": [],
    "report_level": 2,
    "halt_level": 5,
    "warning_stream": False,
    "doctitle_xform": False,
}
LINE = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), min_size=1, max_size=40)
HOSTILE_PIECES = (Path(__file__).parent / "hostile_pieces.txt").read_text(encoding="utf-8").split("\n")
CONTROLS = ["\t", "\x00", "\x1b", "\x7f", "\u2028", "\u3000", " ", "    "]
HOSTILE = st.lists(st.sampled_from([*HOSTILE_PIECES, *CONTROLS]), min_size=1, max_size=8).map("".join).filter(bool)
ANY_LINE = st.one_of(LINE, HOSTILE)


def doctree_of(page: str) -> nodes.document:
    return publish_doctree(page, parser=Parser(), settings_overrides=MYST)


def page_of(*blocks: Section | Paragraph, title: str = "题") -> str:
    speech = Speech("a", Metadata(id="a", title=title, script="hans"), (), blocks, Outline((), (), (), (), ()))
    return speech_page(speech, Apparatus(), (), {})


def paragraph(name: str, text: str, points: tuple[tuple[str, Point], ...] = ()) -> Paragraph:
    return Paragraph(name, 0, 0, text, None, points)


def find(document: nodes.document, name: str) -> nodes.Element:
    return next(node for node in document.findall(nodes.Element) if name in node.get("ids", ()))


@settings(max_examples=300, deadline=None)
@given(ANY_LINE)
@example("\u3000\u3000今天")
@example("a" + "\\" * 3)
@example("﻿同志们")
@example("1) 一")
@example("|a|b|")
def test_any_paragraph_comes_back(line: str) -> None:
    document = doctree_of(page_of(paragraph("a-p1", line)))
    assert find(document, "a-p1").astext() == visible_controls(line)
    assert not list(document.findall(nodes.system_message))


@settings(max_examples=150, deadline=None)
@given(ANY_LINE.filter(str.strip))
def test_any_heading_comes_back(line: str) -> None:
    heading = Heading(0, 1, HeadingKind.LINE, "", line, 0, len(line))
    document = doctree_of(page_of(Section("a-s1", heading, 1, line), paragraph("a-p1", "文")))
    section = find(document, "a-s1")
    assert section[0].astext() == visible_controls(line)
    assert find(document, "a-p1").parent is section


@settings(max_examples=150, deadline=None)
@given(ANY_LINE, ANY_LINE)
def test_any_point_comes_back_and_stays_in_its_paragraph(lead: str, rest: str) -> None:
    text = f"前言。{lead}{rest}"
    point = Point("", 3, len(text), lead)
    document = doctree_of(page_of(paragraph("a-p1", text, (("a-p1-1", point),))))
    assert find(document, "a-p1").astext() == visible_controls(text)
    assert find(document, "a-p1-1").astext() == visible_controls(lead)


@settings(max_examples=100, deadline=None)
@given(ANY_LINE.filter(str.strip))
def test_any_title_comes_back_and_opens_no_front_matter(line: str) -> None:
    document = doctree_of(page_of(paragraph("a-p1", "文"), title=line))
    assert find(document, "a")[0].astext() == visible_controls(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("一是带着感谢", "{strong}`一是带着感谢`"), ("x`y", "x\\`y"), (" x", "&#32;x"), ("a\\b", "a\\\\b"), ("", "")],
)
def test_strong_only_where_the_role_holds_the_text(text: str, expected: str) -> None:
    assert strong(text) == expected


def test_span() -> None:
    assert span("x", name="a-p1-1", classes="inferred script-hans") == "[x]{#a-p1-1 .inferred .script-hans}"
    assert span("x") == "x"


def test_escape_leaves_chinese_alone() -> None:
    assert escape("今天，我讲“三点”——意见……") == "今天，我讲“三点”——意见……"


def test_the_extensions_here_are_those_of_the_book(project: Any) -> None:
    settings_of_book = (project / "scripts/speechbook/sphinxext/sphinx_settings.py").read_text(encoding="utf-8")
    assert all(f'"{name}"' in settings_of_book for name in MYST["myst_enable_extensions"])
    assert MdParserConfig(enable_extensions=set(MYST["myst_enable_extensions"]))
