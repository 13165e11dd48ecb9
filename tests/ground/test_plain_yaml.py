"""What is written and read quickly is what PyYAML writes and reads."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from speechbook.plain_yaml import plain_table, write_yaml

_CHARS = st.sampled_from(
    "县委办公室2008 -_./:#'\"&*!?|>%@`，：（）“”—…·aZyno~\n\t\u3000\u2028\ufeff\x85\U00020000𝄞[]{}=<"
)
_WORDS = (
    "",
    "yes",
    "no",
    "null",
    "~",
    "1e3",
    "0x1f",
    "12:30",
    "1_000",
    "2008-01-02",
    "2008-1-2",
    "2008-01",
    "- 甲",
    "甲 # 乙",
    "甲: 乙",
    "= 甲",
    "2001/00001 在县里的讲话.txt",
    "zai-xian-li",
    "zai",
    "s-00001-zai-xian",
    "s-",
    "y",
    "n-1",
    " 甲",
    "甲 ",
    "甲  乙",
    "...",
    "---",
    "on-off",
    "甲" * 12_000,
    "甲 " * 6_000,
)
_TEXTS = st.text(_CHARS, max_size=12) | st.sampled_from(_WORDS)
_VALUES = _TEXTS | st.booleans() | st.lists(_TEXTS, max_size=3)
_TABLES = st.dictionaries(
    st.sampled_from(("speech", "script", "cite", "raw", "no", "topics")),
    _VALUES
    | st.dictionaries(st.sampled_from(("title", "date")), _VALUES | st.dictionaries(st.just("html_meta"), _VALUES)),
)


def _by_library(table: dict[str, object]) -> str:
    written = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=10_000)
    assert isinstance(written, str)
    return written


@given(_TABLES)
def test_writing_is_that_of_the_library(table: dict[str, object]) -> None:
    assert write_yaml(table) == _by_library(table)


@pytest.mark.parametrize("word", _WORDS)
def test_words_that_yaml_knows(word: str) -> None:
    for table in ({"title": word}, {"cite": {"title": word}}):
        assert write_yaml(table) == _by_library(table)


@given(_TABLES)
def test_what_is_read_quickly_is_what_the_library_reads(table: dict[str, object]) -> None:
    text = _by_library(table)
    found = plain_table(text)
    assert found is None or found == yaml.load(text, yaml.BaseLoader)  # noqa: S506 -- makes text only


@given(st.lists(st.tuples(st.sampled_from(("id", "raw", " x", "-")), st.sampled_from((": ", ":")), _TEXTS), max_size=4))
def test_lines_of_any_form(rows: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{key}{mark}{value}\n" for key, mark, value in rows)
    found = plain_table(text)
    if found:
        assert found == yaml.load(text, yaml.BaseLoader)  # noqa: S506 -- makes text only


def test_plain_lines_are_read_without_the_library() -> None:
    text = "id: zai-xian-li\nraw: 2001/00001 在县里的讲话.txt\ndate: 2008-01-02\n"
    assert plain_table(text) == {"id": "zai-xian-li", "raw": "2001/00001 在县里的讲话.txt", "date": "2008-01-02"}
    assert plain_table("title: '甲'\n") is None
