"""Ids out of Chinese file names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.front_matter import ID_PATTERN
from speechbook.slugs import slug, unique


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("抗旱动员", "kang-han-dong-yuan"),
        ("2009 抗旱动员", "s-2009-kang-han-dong-yuan"),
        ("政府工作报告(2011)", "zheng-fu-gong-zuo-bao-gao-2011"),
        ("重庆", "chong-qing"),
        ("開學典禮", "kai-xue-dian-li"),
        ("Speech_ONE", "speech-one"),
        ("……", "s"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=60))
def test_every_name_gives_an_id(name: str) -> None:
    assert re.fullmatch(ID_PATTERN, slug(name))


def test_a_taken_id_gets_a_number() -> None:
    assert unique("a", {"a", "a-2"}) == "a-3"
    assert unique("b", {"a"}) == "b"
