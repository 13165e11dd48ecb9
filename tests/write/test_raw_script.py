"""The raw text of a page is data in a script: hostile as it may be, it stays text."""

import json
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.model import EditorChange, Heading, HeadingKind, Metadata, Outline, Paragraph, RawPart, Section, Speech
from speechbook.write import raw_script


def speech() -> Speech:
    heading = Heading(1, 1, HeadingKind.LINE, "一、", "标题", 0, 4)
    blocks = (Section("a-s1", heading, 1, "一、标题"), Paragraph("a-p1", 2, 0, "正文"), Paragraph("a-p2", 3, 0, "完"))
    return Speech("a", Metadata(id="a", title="题", script="hans"), (), blocks, Outline((), (), (), (), ()))


def table(*lines: tuple[RawPart, ...], changes: tuple[EditorChange, ...] = ()) -> dict[str, Any]:
    text = raw_script(speech(), lines, changes, is_extracted=False)
    text.encode()
    head, tail = "speechbookRaw(", ");\n"
    assert text.startswith(head)
    assert text.endswith(tail)
    found: dict[str, Any] = json.loads(text[len(head) : -len(tail)])
    return found


def test_each_line_is_with_the_block_that_shows_it() -> None:
    found = table(
        (RawPart("题", "题"),),
        (RawPart("一、标题", "一、标题"),),
        (RawPart("正", "正"), RawPart(" ", "", "close"), RawPart("文", "文")),
        (RawPart(",", "，", "widen+close"),),
        changes=(EditorChange(3, "完", "完了"),),
    )
    assert found["rules"] == [["close"], ["widen", "close"]]
    assert found["blocks"] == [
        ["", "", ["题"], []],
        ["s1", "", ["一、标题"], []],
        ["p1", "1", ["正", [" ", "", 0], "文"], []],
        ["p2", "2", [[",", "，", 1]], [["完", "完了"]]],
    ]


def test_where_nothing_is_known_there_is_no_script() -> None:
    assert raw_script(speech(), (), (), is_extracted=False) == ""
    assert raw_script(speech(), ((), ()), (), is_extracted=False) == ""


HOSTILE = ("</script><b>", "\u2028\u2029", "\ud800", "\x00\x7f\x9f", '"\\', "__proto__", "`${x}`", "𠮷", "\u202e")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    found = table((RawPart(text, text),), (RawPart(text, "", "drop"),))
    assert found["blocks"][0][2] == [text]
    assert found["blocks"][1][2] == [[text, "", 0]]


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert table((RawPart(text + "。", text + "。"),))["blocks"][0][2] == [text + "。"]


def test_a_browser_language_reads_it_too() -> None:
    script = raw_script(speech(), ((RawPart("".join(HOSTILE), "", "drop"),),), (), is_extracted=True)
    program = "globalThis.speechbookRaw = t => console.log(JSON.stringify(t.blocks[0][2][0][0]));" + script
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    done = subprocess.run([node, "-e", program], capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stdout) == "".join(HOSTILE)
