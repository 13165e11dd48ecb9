"""The format of a clean text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.errors import TextFormatError
from speechbook.front_matter import format_clean_text, parse_clean_text, split_front_matter
from speechbook.model import Metadata

LINES = st.lists(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), min_size=1), max_size=5
)
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


def test_with_front_matter() -> None:
    text = parse_clean_text(
        "x", "---\nid: a-b\ntitle: 讲话\ndate: 2008-03-12\ndraft: true\ntopics: [抗旱, 教育]\n---\n一\n\n二\n"
    )
    assert text.meta == Metadata(id="a-b", title="讲话", date="2008-03-12", draft=True, topics=("抗旱", "教育"))
    assert text.lines == ("一", "二")
    assert text.line_numbers == (8, 10)


def test_without_front_matter() -> None:
    text = parse_clean_text("x", "一\n二")
    assert (text.meta, text.lines, text.line_numbers) == (Metadata(), ("一", "二"), (1, 2))


def test_keys_that_are_not_ours_are_kept() -> None:
    text = parse_clean_text("x", "---\nid: a\n档号: 'A-1'\nnested: {k: [1, 2]}\n---\n一\n")
    again = parse_clean_text("x", format_clean_text(text.meta, text.lines))
    assert again == parse_clean_text("x", format_clean_text(again.meta, again.lines))
    assert [key for key, _ in again.meta.unknown] == ["档号", "nested"]


@given(WORDS, WORDS, st.lists(WORDS.filter(bool), max_size=3), st.booleans(), LINES)
def test_what_is_written_is_read_again(
    title: str, speaker: str, topics: list[str], draft: bool, lines: list[str]
) -> None:
    meta = Metadata(id="a", title=title, speaker=speaker, topics=tuple(topics), draft=draft)
    kept = tuple(line for line in lines if line.strip())
    again = parse_clean_text("x", format_clean_text(meta, kept))
    assert (again.meta, again.lines) == (meta, kept)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\nid: a\n", "没有结束"),
        ("---\nid: [a\n---\n", "写法有误"),
        ("---\n- a\n---\n", "若干行"),
        ("---\ntitle: [a]\n---\n", "一段文字"),
        ("---\ntopics: {a: b}\n---\n", "一列文字"),
        ("---\ndraft: 也许\n---\n", "true 或 false"),
        ("---\nx: '" + "长" * 70_000 + "'\n---\n", "过长"),
        ("---\na: &a [x]\nb: [*c]\n---\n", "写法有误"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, reason: str) -> None:
    with pytest.raises(TextFormatError, match=reason) as error:
        parse_clean_text("speeches/clean/a.txt", text)
    assert "speeches/clean/a.txt" in str(error.value)


def test_a_rule_of_hyphens_in_the_body_is_text() -> None:
    assert parse_clean_text("x", "一\n---\n二\n").lines == ("一", "---", "二")


def test_windows_line_ends_and_mark() -> None:
    assert split_front_matter("x", "\ufeff---\r\nid: a\r\n---\r\n一\r\n") == ("id: a\n", "一\n")
