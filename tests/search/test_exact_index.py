"""The exact index without a browser: keys, files, versions."""

import base64
import json
import zlib
from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.search import (
    Passage,
    SpeechText,
    engine_script,
    fold_fully,
    index_files,
    pack_speech,
    page_scripts,
    plan_volumes,
    texts_of,
)
from speechbook.search.exact import browser_rows, find_runs
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


def contents(*speeches: SpeechText) -> dict[str, object]:
    packed = {speech.docname: pack_speech(speech) for speech in speeches}
    plan = plan_volumes({docname: speech.digest for docname, speech in packed.items()})
    versions = {"index": plan.version, "facets": plan.version, "0": plan.made[0].version if plan.made else ""}
    found = {}
    for file in index_files(plan, packed):
        text = file.data.decode()
        head, version, body = text.removeprefix("speechbookPart(").removesuffix(")\n").split(",", 2)
        name = json.loads(head)
        assert json.loads(version) == versions[name.split("-")[0]]
        assert file.name == f"{name}.js"
        found[name] = json.loads(body)
    assert list(found)[-1] == "index"
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
        ("7.5%以上", ["7.5%以上"]),
        ("干%部", ["干", "部"]),
        ("2007年.5月", ["2007年", "5月"]),
        ("３%,４", ["3%", "4"]),
        ("A/B测试", ["a/b测试"]),
    ],
)
def test_runs_hold_what_counts(text: str, expected: list[str]) -> None:
    assert [run[0] for run in find_runs(fold_fully(text))] == expected


@given(st.text(st.characters(codec="utf-8")))
def test_folding_fully_is_done_once(text: str) -> None:
    assert fold_fully(fold_fully(text)) == fold_fully(text)


def test_the_directory_says_how_each_speech_is_made_up() -> None:
    other = replace(SPEECH, docname="speeches/a-2")
    found = contents(other, SPEECH)
    volume = found["0-volume"]
    assert isinstance(volume, dict)
    assert (volume["sizes"], volume["headings"], volume["titled"]) == ([4, 4], [1, 1], [1, 1])
    assert volume["files"] == [4, 4]
    packed = str(found["0-t1"])
    chunk = json.loads(zlib.decompress(base64.b64decode(packed[1:])).decode("gb18030"))
    assert chunk["docname"] == "speeches/a-2"
    assert chunk["texts"][2:] == [passage.text for passage in SPEECH.passages]


def test_a_long_speech_is_shared_out_to_files() -> None:
    passages = tuple(Passage(f"a-1-p{i}", "抗旱保收" * 100) for i in range(40))
    packed = pack_speech(replace(SPEECH, passages=passages))
    assert [file.passages for file in packed.files] == [17, 15, 10]
    assert list(texts_of(packed))[2:] == [passage.text for passage in passages]


def test_characters_that_browsers_encode_in_another_way_are_kept_in_utf_8() -> None:
    odd = replace(SPEECH, passages=(Passage("a-1-p1", "\ue863甲\u9fb4"),))
    packed = str(contents(odd)["0-t0"])
    assert packed[0] == "u"
    assert "\ue863甲\u9fb4" in zlib.decompress(base64.b64decode(packed[1:])).decode()


def test_half_a_surrogate_pair_becomes_a_question_mark_and_breaks_nothing() -> None:
    odd = replace(SPEECH, title="题\ud800", passages=(Passage("a-1-p1", "甲\udc00乙"),))
    assert contents(odd)
    assert list(texts_of(pack_speech(odd)))[-1] == "甲?乙"


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_packing_loses_nothing(texts: list[str]) -> None:
    packed = pack_speech(replace(SPEECH, passages=tuple(Passage("a-1-p1", text) for text in texts)))
    assert list(texts_of(packed))[2:] == texts


def test_an_empty_book_has_an_index() -> None:
    assert contents()["index"] == {"format": 2, "volumes": []}


def test_long_lists_are_cut_into_files() -> None:
    postings = Postings()
    for number in range(700):
        postings.add(number, "发展" * 40)
    shards = list(postings.shards(1, postings.frequent()))
    assert len(shards) > 1
    for shard in shards:
        if "-" in shard.name:
            assert int.from_bytes(shard.stretches[0][12:16], "little") <= PART


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
