"""References in words and for machines: exact to the character, whatever the text holds and whatever is missing."""

import datetime
import json
import re
from pathlib import Path

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_files import Case, read_cases
from speechbook.cite import CitedBook, CslItem, biblatex, csl_item, csl_json, gbt7714, paragraph_label, plain, styles
from speechbook.cite.biblatex import escape_latex
from speechbook.model import Metadata

CASES = read_cases(Path(__file__).with_name("references.txt"))
CSL_KEYS = {
    # What CSL 1.0.2 allows and we write: name -> kind of its value.
    "id": str, "type": str, "title": str, "author": list, "editor": list, "container-title": str, "issued": dict,
    "event-title": str, "event-place": str, "event-date": dict, "source": str, "section": str, "annote": str,
    "language": str, "URL": str, "accessed": dict,
}  # fmt: skip
HOSTILE = "".join(map(chr, range(0x20, 0x7F))) + "“”《》。，陆啟"


def item_of(text: str) -> CslItem:
    known = dict(line.split(": ", 1) for line in text.split("\n"))
    keys = ("title", "speaker", "date", "place", "occasion", "source")
    meta = Metadata(id="office-2008", **{key: known[key] for key in keys if key in known})
    day = datetime.date.fromisoformat(known["accessed"]) if "accessed" in known else None
    book = CitedBook(known.get("book", ""), known.get("editor", ""))
    return csl_item(meta, book, known.get("address", ""), accessed=day, anchor=known.get("anchor", ""))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_references_in_words(case: Case) -> None:
    item = item_of(case.given)
    assert [gbt7714(item), plain(item)] == case.expected.split("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_csl_json_has_the_keys_and_forms_of_csl(case: Case) -> None:
    items = json.loads(csl_json(item_of(case.given)))
    assert len(items) == 1
    item = items[0]
    assert {"id", "type", "title"} <= item.keys()
    assert item["type"] == "speech"
    for key, value in item.items():
        assert isinstance(value, CSL_KEYS[key]), key
        assert value, "what is unknown is absent"
    for role in {"author", "editor"} & item.keys():
        assert all(set(name) == {"literal"} for name in item[role])
    for key in {"issued", "accessed", "event-date"} & item.keys():
        assert set(item[key]) == {"date-parts"}
        assert all(isinstance(part, int) for part in item[key]["date-parts"][0])


def fields_of(entry: str) -> dict[str, str]:
    library = bibtexparser.parse_string(entry)
    assert not library.failed_blocks
    assert len(library.entries) == 1
    return {field.key: field.value for field in library.entries[0].fields}


def test_a_biblatex_entry_says_all_there_is() -> None:
    entry = biblatex(item_of(CASES[0].given + "\nsource: 县政府网站"))
    assert entry.startswith("@online{office-2008-p14,\n")
    assert fields_of(entry) == {
        "author": "{陆启衡}",
        "editor": "{样书编辑组}",
        "title": "在全县办公室工作会议上的讲话",
        "organization": "青澜讲话选编",
        "eventtitle": "全县办公室工作会议",
        "venue": "县礼堂",
        "date": "2008-03-12",
        "addendum": "县政府网站",
        "note": "第14段",
        "url": "https://example.org/a/office-2008.html#office-2008-p14",
        "urldate": "2026-11-05",
        "langid": "chinese",
    }


def test_a_biblatex_entry_of_a_bare_title_has_no_empty_fields() -> None:
    assert fields_of(biblatex(item_of("title: 讲话"))) == {"title": "讲话", "langid": "chinese"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("100% 和 R&D", r"100\% 和 R\&D"),
        ("a_b #1 $x", r"a\_b \#1 \$x"),
        ("{未闭合", r"\textbraceleft{}未闭合"),
        (r"\write18", r"\textbackslash{}write18"),
        ("~x^2", r"\textasciitilde{}x\textasciicircum{}2"),
        ("“引号”——破折号……", "“引号”——破折号……"),
        ("两\n行", "两 行"),
    ],
)
def test_latex_reads_no_command(text: str, written: str) -> None:
    assert escape_latex(text) == written


def test_an_address_keeps_its_marks_but_no_brace() -> None:
    item = csl_item(Metadata(id="a", title="题"), CitedBook(""), "https://e.org/a_b%20{c}?d=1&e=~f", anchor="a-p1")
    assert fields_of(biblatex(item))["url"] == "https://e.org/a_b%20%7Bc%7D?d=1&e=~f#a-p1"


@given(st.text(HOSTILE, min_size=1, max_size=40), st.text(HOSTILE, max_size=20))
def test_any_title_and_speaker_survive(title: str, speaker: str) -> None:
    title = " ".join(title.split()) or "题"
    item = csl_item(Metadata(id="a", title=title, speaker=speaker), CitedBook("书"))
    assert f"{title}[EB/OL]//书" in gbt7714(item)
    entry = biblatex(item)
    assert entry.count("{") == entry.count("}")
    assert fields_of(entry)["title"] == escape_latex(title)
    assert json.loads(csl_json(item))[0]["title"] == title


@pytest.mark.parametrize(
    ("anchor", "label"),
    [("a-p1", "第1段"), ("a-p14ab", "第14ab段"), ("a-p3-2", "第3段第2点"), ("a-s2-1", ""), ("step2", ""), ("", "")],
)
def test_a_passage_is_named_by_its_permalink(anchor: str, label: str) -> None:
    assert paragraph_label(anchor) == label


def test_the_browser_escapes_as_the_program_does() -> None:
    script = Path(__file__).resolve().parents[2] / "scripts/speechbook/sphinxext/citing/references.js"
    code = script.read_text(encoding="utf-8")
    names = dict(re.findall(r'"(\\\\|[{}~^])": "(\\\\text\w+\{\})"', code))
    assert {key.replace("\\\\", "\\"): value.replace("\\\\", "\\") for key, value in names.items()} == {
        char: escape_latex(char) for char in "\\{}~^"
    }


ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30)
DAYS = st.sampled_from(["2008", "2008-03", "2008-11", "2008-03-02", "1999-12-31", "2010-10-08"])


@given(
    title=ANY_TEXT, speaker=ANY_TEXT, occasion=st.none() | ANY_TEXT, place=st.none() | ANY_TEXT, day=DAYS | st.none()
)
def test_a_filled_pattern_is_what_the_processor_sets(
    title: str, speaker: str, occasion: str | None, place: str | None, day: str | None
) -> None:
    known = {"occasion": occasion or "", "place": place or "", "date": day or ""}
    meta = Metadata(id="office-2008", title=title, speaker=speaker, **known)
    book = CitedBook("1771 至 7771 年的书", "甲、乙、丙、丁")
    item = csl_item(meta, book, "https://example.org/7770-1-2", accessed=datetime.date(2026, 1, 12), anchor="s-p3")
    for style, wanted in (("gbt7714", gbt7714(item)), ("plain", plain(item))):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(styles, "_render", styles._set_by_processor)
            assert wanted == {"gbt7714": gbt7714, "plain": plain}[style](item)
