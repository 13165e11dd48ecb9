"""The skeleton of a page, read off its doctree, and the small file that is made of it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from speechbook.sphinxext.outline_files import outline_file
from speechbook.sphinxext.page_contents import Entry, page_contents, skeleton_of
from speechbook.variants import convert


def section(name: str, title: str, *children: nodes.Node) -> nodes.section:
    made = nodes.section("", nodes.title("", title), ids=[name])
    made.extend(children)
    return made


def paragraph(name: str, *points: tuple[str, str, str]) -> nodes.paragraph:
    made = nodes.paragraph("", "要做的事有几件。", ids=[name])
    for point, text, classes in points:
        made += nodes.inline("", text, ids=[point], classes=classes.split())
        made += nodes.Text("，今年完成。")
    return made


def document(*children: nodes.Node) -> nodes.document:
    made = nodes.document(None, None)
    made += section("a", "题", *children)
    return made


def test_points_stand_below_the_heading_of_their_paragraph_and_within_one_another() -> None:
    points = [
        ("a-p1-1", "一是修路", "point"),
        ("a-p1-2", "首先修东线", "point inner-1"),
        ("a-p1-3", "二是架桥", "point"),
    ]
    found = skeleton_of(document(section("a-s1", "一、交通", paragraph("a-p1", *points)), section("a-s2", "二、教育")))
    inner = Entry("a-p1-2", "首先修东线", is_point=True)
    outer = (Entry("a-p1-1", "一是修路", is_point=True, entries=(inner,)), Entry("a-p1-3", "二是架桥", is_point=True))
    assert found == (Entry("a-s1", "一、交通", entries=outer), Entry("a-s2", "二、教育"))


def test_spans_that_are_no_points_are_not_listed() -> None:
    assert skeleton_of(document(paragraph("a-p1", ("a-p1-1", "某人", "person")))) == ()


def test_a_long_speech_without_headings_is_listed_by_its_paragraphs() -> None:
    found = skeleton_of(document(*(paragraph(f"a-p{n}") for n in range(1, 101))))
    assert found[0] == Entry("a-p1", "要做的事有几件", is_point=True)
    assert [entry.anchor for entry in found[:3]] == ["a-p1", "a-p4", "a-p7"]
    assert len(found) <= 40


def test_the_mark_that_ends_a_run_in_heading_is_left_out() -> None:
    found = skeleton_of(
        document(section("a-s1", "一、抓好落实。"), section("a-s2", "（二）说明："), section("a-s3", "。"))
    )
    assert [entry.text for entry in found] == ["一、抓好落实", "（二）说明", "。"]


def test_a_short_one_is_not() -> None:
    assert skeleton_of(document(*(paragraph(f"a-p{n}") for n in range(1, 6)))) == ()


def test_a_page_without_doctree_has_none() -> None:
    assert skeleton_of(None) == ()
    assert page_contents(()) == ""


def test_texts_are_escaped() -> None:
    html = page_contents([Entry("a-s1", "<script>&")])
    assert '<a class="nav-link" href="#a-s1">&lt;script&gt;&amp;</a>' in html


def test_the_file_holds_depths_anchors_and_texts() -> None:
    entries = (
        Entry("a-s1", "一\u2028、", entries=(Entry("a-p1-1", "一是", is_point=True),)),
        Entry("a-apparatus", "校勘记"),
    )
    text = outline_file("a", '题"', entries)
    name, table = json.loads("[" + text.removeprefix("speechbookOutline(").removesuffix(");\n") + "]")
    assert name == "a"
    assert table == {"title": '题"', "entries": [[0, "-s1", "一 、", 0], [1, "-p1-1", "一是", 1]]}


def test_a_file_is_small() -> None:
    entries = tuple(Entry(f"a-s{n}", "一、要把水利设施建设摆在突出位置") for n in range(200))
    assert len(outline_file("a", "题", entries).encode()) < 16_000


@pytest.mark.parametrize("edition", ["zh-hans", "zh-tw", "zh-hk"])
def test_the_scripts_speak_the_script_of_the_edition(site: Path, edition: str) -> None:
    text = (site / edition / "_static" / "reading-words.js").read_text(encoding="utf-8")
    words = json.loads(text.removeprefix("window.speechbookReadingWords = ").removesuffix(";\n"))
    asked = {
        name
        for folder in ("browser", "citing")
        for script in (Path(__file__).resolve().parents[2] / "scripts/speechbook/sphinxext" / folder).glob("*.js")
        for name in re.findall(r"\bwords\.(\w+)", script.read_text(encoding="utf-8"))
    }
    assert asked == words.keys()
    said = [re.sub(r"%[sd]|Ctrl\+C", "", word) for word in words.values()]
    assert [word for word in said if re.search("[A-Za-z]", word)] == []
    if edition != "zh-hans":
        assert [word for word in said if convert(word, "hans", edition) != word] == []


def test_each_speech_has_its_file_and_the_pages_load_what_they_need(site: Path) -> None:
    for edition in ("zh-hans", "zh-tw"):
        names = {path.stem for path in (site / edition / "speeches").glob("*.html")}
        assert {path.stem for path in (site / edition / "_outlines").iterdir()} == names
        page = (site / edition / "compare.html").read_text(encoding="utf-8")
        loaded = re.findall(r'<script[^>]*src="([^"?]+)', page)
        assert {"_static/reading-words.js", "_static/compare.js", "_static/search-engine.js"} <= set(loaded)
        inline = re.findall(r"<script(?![^>]*src=)[^>]*>", page)
        assert not [tag for tag in inline if "json" not in tag] or inline == re.findall(
            r"<script(?![^>]*src=)[^>]*>", (site / edition / "index.html").read_text(encoding="utf-8")
        )


def test_references_have_the_address_of_the_site_where_it_is_known(
    build: Callable[..., Path], site: Path, chromium: Any
) -> None:
    root = "https://example.org/book/zh-tw/"
    out = build("html", "zh-tw", "-D", f"html_baseurl={root}", name="based")
    address = f"{root}speeches/office-2008.html"
    page = (out / "speeches/office-2008.html").read_text(encoding="utf-8")
    assert f'data-address="{address}"' in page
    assert f'<span data-fill="address">{address}</span>' in page
    assert f'"URL": "{address}"' in page
    assert 'data-address=""' in (site / "zh-tw/speeches/office-2008.html").read_text(encoding="utf-8")
    reader = chromium.new_page()
    reader.goto((out / "speeches/office-2008.html").as_uri())
    reader.click(".cite-speech summary")
    assert reader.inner_text('pre[data-form="gbt7714"]').endswith(f"{address}.")
    reader.close()
