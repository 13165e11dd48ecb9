"""JSON-LD, CSL-JSON, BibLaTeX, plain text, the table, and the command around them."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from archive_book import Book

from export.export_book import BARE, export, exported, make_book, put, set_address

NAME = "jiang-hua"
ALL = sorted((NAME, "hostile", "own-rights", *BARE))
SITE = "https://example.org/book/"


@pytest.fixture
def scratch(book: Path) -> Book:
    return make_book(book)


def rows(book: Book, *words: str) -> list[dict[str, str]]:
    text = exported(book, "--format", "csv", *words)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_table_has_a_row_for_each_speech(scratch: Book) -> None:
    table = {row["编号"]: row for row in rows(scratch)}
    assert sorted(table) == ALL
    row = table[NAME]
    assert (row["题目"], row["日期"], row["推断的项"]) == ("在全县会议上的讲话", "2008-03-12", "题目、日期、场合、听众")
    assert row["原件"] == "讲话.txt"
    assert len(row["原件校验值"]) == 64
    assert table["own-rights"]["主题"] == "教育、書院"
    assert rows(scratch, "--edition", "zh-hans", "--speech", "own-rights")[0]["主题"] == "教育、书院"


def test_no_cell_of_the_table_is_a_formula(scratch: Book) -> None:
    cells = [cell for row in rows(scratch) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))] == []
    row = next(row for row in rows(scratch) if row["编号"] == "hostile")
    assert (row["题目"], row["职务"]) == ('\'=HYPERLINK("http://x","点我")', "'-1+1")


def test_the_table_ends_its_lines_as_excel_does(scratch: Book) -> None:
    done = export(scratch, "--format", "csv")
    assert done.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert done.stdout_bytes.count(b"\r\n") == len(ALL) + 1


def test_csl_json_is_an_array_of_speeches(scratch: Book) -> None:
    set_address(scratch, SITE)
    items = json.loads(exported(scratch, "--format", "csl-json", "--edition", "zh-tw"))
    assert [item["id"] for item in items] == ALL
    item = items[ALL.index(NAME)]
    assert (item["type"], item["title"]) == ("speech", "在全縣會議上的講話")
    assert item["URL"] == f"{SITE}zh-tw/speeches/{NAME}.html"


def test_biblatex_is_read_by_a_parser(scratch: Book) -> None:
    library = bibtexparser.parse_string(exported(scratch, "--format", "biblatex"))
    assert library.failed_blocks == []
    assert sorted(entry.key for entry in library.entries) == ALL


def test_plain_text_is_the_clean_text_under_its_facts(scratch: Book) -> None:
    text = exported(scratch, "--format", "text", "--speech", NAME)
    head, _, body = text.partition("\n\n")
    assert head.splitlines()[0] == "在全县会议上的讲话"
    assert f"编号：{NAME}" in head
    # The title line is the title.
    assert tuple(body.splitlines()) == scratch.archive.load_clean(NAME).lines[1:]


def test_plain_text_leaves_no_control_for_a_terminal(scratch: Book) -> None:
    put(scratch, "escape", "---\ntitle: 终端\n---\n同志们：\n一\x1b[31m二\x07。\n")
    text = exported(scratch, "--format", "text", "--speech", "escape")
    assert "一␛[31m二␇。" in text


def things(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from things(part)
    elif isinstance(value, list):
        for part in value:
            yield from things(part)


# The words of schema.org that are used, from its vocabulary: the types of which each is a property.
KNOWN = {
    "CreativeWork": {
        *("identifier", "genre", "name", "author", "dateCreated", "locationCreated", "recordedAt", "audience"),
        *("keywords", "inLanguage", "copyrightNotice", "url", "creditText", "isBasedOn", "isPartOf", "hasPart", "text"),
        *("alternateName", "description", "editor"),
    },
    "Person": {"name", "jobTitle"},
    "Place": {"name"},
    "Event": {"name", "startDate", "location"},
    "Audience": {"name"},
}
KNOWN["Collection"] = KNOWN["CreativeWork"]


def test_json_ld_uses_words_of_schema_org(scratch: Book) -> None:
    put(scratch, "full", "---\ntitle: 齐\nspeaker: 甲\nrole: 乙\nplace: 丙\noccasion: 丁\naudience: 戊\n---\n己。\n")
    document = json.loads(exported(scratch, "--format", "json-ld"))
    assert document["@context"] == "https://schema.org"
    described = [thing for thing in things(document["@graph"]) if "@type" in thing]
    assert {thing["@type"] for thing in described} == set(KNOWN)
    for thing in described:
        assert {key for key in thing if not key.startswith("@")} <= KNOWN[thing["@type"]], thing["@type"]


def test_json_ld_names_each_paragraph_by_its_permalink(scratch: Book) -> None:
    alone = json.loads(exported(scratch, "--format", "json-ld", "--speech", NAME))
    assert alone["@id"] == f"speeches/{NAME}.html"
    set_address(scratch, SITE)
    alone = json.loads(exported(scratch, "--format", "json-ld", "--speech", NAME))
    page = f"{SITE}zh-hans/speeches/{NAME}.html"
    part = next(part for part in alone["hasPart"] if part["identifier"] == f"{NAME}-p5")
    assert part == {
        "@type": "CreativeWork",
        "@id": f"{page}#{NAME}-p5",
        "identifier": f"{NAME}-p5",
        "text": "各乡镇要抓好春灌，不误农时。",
    }


def test_json_ld_cannot_end_a_script(scratch: Book) -> None:
    assert "</" not in exported(scratch, "--format", "json-ld")


@pytest.mark.parametrize("form", ["tei", "json-ld", "csl-json", "biblatex", "text", "csv", "atom"])
def test_a_draft_is_exported_by_no_format(scratch: Book, form: str, tmp_path: Path) -> None:
    marker = "绝密的草稿句子"
    put(scratch, "secret", f"---\ntitle: 草稿题目\n---\n同志们：\n{marker}。\n")
    folder = tmp_path / "out"
    assert "草稿题目" in exported(scratch, "--format", form)
    exported(scratch, "--format", form, "--output", f"{folder}/")
    put(scratch, "secret", f"---\ntitle: 草稿题目\ndraft: true\n---\n同志们：\n{marker}。\n")
    for edition in ((), ("--edition", "zh-hans"), ("--edition", "zh-tw")):
        text = exported(scratch, "--format", form, *edition)
        assert not [word for word in (marker, "草稿题目", "草稿題目", "secret") if word in text]
    exported(scratch, "--format", form, "--output", str(folder))
    left = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert left
    assert not [name for name, text in left.items() if "secret" in name + text or "草稿题目" in text]
    refused = export(scratch, "--format", form, "--speech", "secret")
    assert refused.exit_code == 2
    assert "草稿" in refused.stderr


def test_a_file_is_whole_or_not_there(scratch: Book, tmp_path: Path) -> None:
    target = tmp_path / "a" / "all.csv"
    done = export(scratch, "--format", "csv", "--output", str(target))
    assert done.exit_code == 0
    assert (done.stdout, done.stderr) == ("", f"导出 {len(ALL)} 篇：{target}\n")
    assert [path.name for path in target.parent.iterdir()] == ["all.csv"]


def test_a_bad_speech_stops_no_other(scratch: Book) -> None:
    scratch.clean_text("broken").write_bytes(b"---\ntitle: [\n---\nx\n")
    done = export(scratch, "--format", "csl-json")
    assert done.exit_code == 3
    assert "broken" in done.stderr
    assert len(json.loads(done.stdout)) == len(ALL)


def test_what_is_not_there_is_said(scratch: Book) -> None:
    assert export(scratch, "--format", "tei", "--speech", "nowhere").exit_code == 3
    assert export(scratch, "--format", "tei", "--speech", "../../conf/x").exit_code == 3
    assert export(scratch, "--format", "docx").exit_code == 2
    assert export(scratch).exit_code == 2


@pytest.mark.parametrize("form", ["tei", "json-ld", "csl-json", "biblatex", "text", "csv"])
def test_the_same_archive_gives_the_same_bytes(scratch: Book, form: str) -> None:
    assert exported(scratch, "--format", form) == exported(scratch, "--format", form)
