"""TEI: valid whatever the text holds, complete, and with the permalinks of the pages."""

import re
from pathlib import Path

import pytest
from archive_book import Book
from lxml import etree

from export.export_book import BARE, CONTROLS, exported, jing, make_book, put, tei_schema

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
NAME = "jiang-hua"


@pytest.fixture
def scratch(book: Path) -> Book:
    return make_book(book)


def tree(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


def words(element: etree._Element | None) -> str:
    assert element is not None
    return "".join(element.itertext()).strip()


def test_every_document_and_corpus_is_valid(scratch: Book, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    exported(scratch, "--format", "tei", "--output", f"{folder}/")
    assert {path.stem for path in folder.iterdir()} == {NAME, "hostile", "own-rights", *BARE}
    for edition in ("zh-hans", "zh-tw", "zh-hk"):
        (folder / f"corpus-{edition}.xml").write_text(exported(scratch, "--format", "tei", "--edition", edition))
    assert jing(tei_schema(), *folder.iterdir()) == ""


def test_a_book_without_speeches_is_valid(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "none.xml"
    exported(Book(book), "--format", "tei", "--output", str(path))
    assert jing(tei_schema(), path) == ""


def test_the_validator_would_notice(scratch: Book, tmp_path: Path) -> None:
    good = exported(scratch, "--format", "tei", "--speech", NAME)
    for number, (old, new) in enumerate(
        [("<body>", "<body><nonsense/>"), ("</teiHeader>", "</teiHeader><teiHeader/>"), ("-p2", "-p1")]
    ):
        path = tmp_path / f"bad-{number}.xml"
        path.write_text(good.replace(old, new, 1), encoding="utf-8")
        assert "error" in jing(tei_schema(), path)


def test_what_the_editor_and_the_rules_did_stands_in_the_apparatus(scratch: Book, tmp_path: Path) -> None:
    scratch.edit(NAME, "不误农时", "不违农时")
    path = tmp_path / "edited.xml"
    path.write_text(exported(scratch, "--format", "tei", "--speech", NAME), encoding="utf-8")
    assert jing(tei_schema(), path) == ""
    root = tree(path.read_text("utf-8"))
    editor = root.find(f".//{TEI}listApp[@type='editor']/{TEI}app")
    assert editor is not None
    assert editor.get("loc") == f"{NAME}-p5"
    assert (words(editor.find(f"{TEI}lem")), words(editor.find(f"{TEI}rdg"))) == ("，不违农时", "，不误农时")
    rules = root.findall(f".//{TEI}listApp[@type='rules']/{TEI}app[@type='widen_punctuation']")
    comma = next(app for app in rules if words(app.find(f"{TEI}rdg")) == ",")
    assert comma.get("n") == "3"
    assert comma.get("loc") == f"{NAME}-p3 {NAME}-p4 {NAME}", "what a hand changed has no place any more"
    assert (comma.findtext(f"{TEI}lem"), comma.find(f"{TEI}rdg").get("wit")) == ("，", f"#{NAME}-raw")
    sha = root.find(f".//{TEI}witness[@{ID}='{NAME}-raw']/{TEI}idno[@type='sha256']")
    assert sha is not None
    assert sha.text in scratch.archive.trail_path(NAME).read_text("utf-8")


def test_doubts_lead_from_the_text_to_their_note(scratch: Book, tmp_path: Path) -> None:
    put(scratch, "lossy", "---\ntitle: 缺字\n---\n同志们：\n今天\ufffd\ufffd会很重要。\n")
    path = tmp_path / "lossy.xml"
    path.write_text(exported(scratch, "--format", "tei", "--speech", "lossy"), encoding="utf-8")
    assert jing(tei_schema(), path) == ""
    root = tree(path.read_text("utf-8"))
    note = root.find(f".//{TEI}note[@type='doubt']")
    mark = root.find(f".//{TEI}ptr[@type='doubt']")
    assert note is not None
    assert mark is not None
    assert mark.get("target") == f"#{note.get(ID)}"
    assert note.get("target") == "#lossy-p2"
    assert "U+FFFD" in words(note)


def test_characters_that_xml_cannot_hold_are_shown_and_noted(scratch: Book) -> None:
    text = exported(scratch, "--format", "tei", "--speech", "hostile")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    root = tree(text)
    notes = [words(note) for note in root.iter(f"{TEI}note") if note.get("type") == "unwritable-character"]
    assert [note.split("原是 ")[1].split("，")[0] for note in notes] == [
        *(f"U+{ord(char):04X}" for char in CONTROLS),
        "U+0007",
    ]
    hostile = next(p for p in root.iter(f"{TEI}p") if p.get(ID) == "hostile-p2")
    assert words(hostile).startswith('<p xml:id="x">]]> &amp; &#0; <!-- 注 --> <?pi?> ␁␂')


def test_no_word_of_a_speech_is_lost(scratch: Book) -> None:
    root = tree(exported(scratch, "--format", "tei", "--speech", NAME))
    body = root.find(f".//{TEI}body")
    assert body is not None
    lines = scratch.archive.load_clean(NAME).lines
    assert "".join("".join(body.itertext()).split()) == "".join("".join(lines).split())


def test_points_and_sections_nest_as_they_do_on_the_page(scratch: Book) -> None:
    root = tree(exported(scratch, "--format", "tei", "--speech", "own-rights", "--edition", "zh-hans"))
    points = [(seg.get(ID), words(seg)) for seg in root.iter(f"{TEI}seg")]
    assert points == [("own-rights-p2-1", "一是读书，"), ("own-rights-p2-2", "二是做人。")]
    assert [div.get(ID) for div in root.iter(f"{TEI}div")] == ["own-rights-s1", "own-rights-s2"]
    assert words(root.find(f".//{TEI}closer/{TEI}salute")) == "谢谢各位！"
    assert words(root.find(f".//{TEI}opener/{TEI}salute")) == "各位同学："


def test_rights_are_those_of_the_speech_or_of_the_book(scratch: Book) -> None:
    own = tree(exported(scratch, "--format", "tei", "--speech", "own-rights"))
    assert words(own.find(f".//{TEI}availability")) == "版權歸書院所有，未經許可不得轉載。"
    book = tree(exported(scratch, "--format", "tei", "--speech", NAME))
    assert words(book.find(f".//{TEI}availability")) == scratch.settings.book.rights


def test_tei_written_by_us_is_read_by_another_library(scratch: Book) -> None:
    corpus = etree.fromstring(exported(scratch, "--format", "tei").encode())
    assert len(corpus.findall("{*}TEI")) == 6
