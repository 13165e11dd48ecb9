"""The exact index without a browser: keys, files, versions."""

import base64
import json
import zlib
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.search import Passage, SpeechText, engine_script, fold_fully, index_files, index_version, page_scripts
from speechbook.search.exact import browser_rows, runs
from speechbook.search.postings import PART, Postings

SPEECH = SpeechText(
    docname="speeches/a-1",
    url="speeches/a-1.html",
    anchor="a-1",
    title="在抗旱会议上的讲话",
    title_text="在抗旱会议上的讲话",
    passages=(
        Passage("a-1-s1", "一、认清形势", "一、认清形势", is_heading=True),
        Passage("a-1-p1", "同志们：今天增长7.5%，R&D投入８，７７５元。", "一、认清形势"),
    ),
    speaker="陆启衡",
    day=20080312,
)


def contents(speeches: list[SpeechText]) -> dict[str, object]:
    found = {}
    for file in index_files(speeches):
        text = file.data.decode()
        head, version, body = text.removeprefix("speechbookPart(").removesuffix(")\n").split(",", 2)
        assert json.loads(version) == index_version(speeches)
        assert file.name == f"{json.loads(head)}.js"
        found[json.loads(head)] = json.loads(body)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("同志们，今天", ["同志们", "今天"]),
        ("增长7.5%，", ["增长7.5%"]),
        ("R&D投入8,775元", ["r&d投入8,775元"]),
        ("PM2.5与C++", ["pm2.5与c++"]),
        ("——“水”", ["水"]),
        ("走５㎞", ["走5km"]),
        ("……", []),
    ],
)
def test_runs_hold_what_counts(text: str, expected: list[str]) -> None:
    assert [run for _, run in runs(fold_fully(text))] == expected


@given(st.text(st.characters(codec="utf-8")))
def test_folding_fully_is_done_once(text: str) -> None:
    assert fold_fully(fold_fully(text)) == fold_fully(text)


def test_the_directory_says_how_each_speech_is_made_up() -> None:
    found = contents([SPEECH, SPEECH])
    directory = found["index"]
    assert isinstance(directory, dict)
    assert (directory["sizes"], directory["headings"], directory["titled"]) == ([4, 4], [1, 1], [1, 1])
    assert directory["chunks"] == [0, 4]
    packed = str(found["t1"])
    chunk = json.loads(zlib.decompress(base64.b64decode(packed[1:])).decode("gb18030"))
    assert chunk["first"] == 4
    assert chunk["texts"][2:] == [passage.text for passage in SPEECH.passages]


def test_characters_that_browsers_encode_in_another_way_are_kept_in_utf_8() -> None:
    passages = (Passage("a-1-p1", "\ue863甲\u9fb4"),)
    odd = SpeechText("speeches/a-1", "speeches/a-1.html", "a-1", "题", "题", passages)
    packed = str(contents([odd])["t0"])
    assert packed[0] == "u"
    assert "\ue863甲\u9fb4" in zlib.decompress(base64.b64decode(packed[1:])).decode()


def test_another_text_is_another_version() -> None:
    assert index_version([SPEECH]) == index_version([SPEECH])
    assert index_version([SPEECH]) != index_version([SPEECH, SPEECH])


def test_an_empty_book_has_an_index() -> None:
    assert contents([])["index"]


def test_long_lists_are_cut_into_files() -> None:
    postings = Postings()
    for number in range(700):
        postings.add(number, "发展" * 40)
    names = dict(postings.shards(1))
    assert len(names) > 1
    for name, data in names.items():
        if "-" in name:
            assert int.from_bytes(data[12:16], "little") <= PART


def test_the_browser_gets_the_part_of_the_table_it_lacks() -> None:
    rows = list(browser_rows())
    assert any(row[0] == "干" and "幹" in row for row in rows)
    assert not any("Ａ" in row[1:] for row in rows)


def test_no_gap_is_left_in_the_scripts() -> None:
    script = engine_script()
    assert "@RUN@" not in script
    assert "@MAX_GAP@" not in script
    assert "@FOLDING_ROWS@" not in script
    for name, text in page_scripts().items():
        assert "innerHTML" not in text or name == "search-page.js"
        assert "eval(" not in text


def test_arrays_have_the_width_the_format_needs() -> None:
    assert array("I").itemsize >= 4
