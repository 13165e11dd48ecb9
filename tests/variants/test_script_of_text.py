"""The script of a text, down to a few characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.variants import script_of
from speechbook.variants.one_script import one_script
from speechbook.variants.opencc_adapter import convert_exactly


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("办公室", "hans"),
        ("辦公室", "hant"),
        ("在全县抗旱工作会议上的讲话", "hans"),
        ("在全縣抗旱工作會議上的講話", "hant"),
        ("他说：“後漢書是繁體。”然后我们讨论了这个问题", "hans"),
        ("工人在山上", ""),
        ("", ""),
        ("GDP 7.5%", ""),
        ("\x00\ud800", ""),
    ],
)
def test_script(text: str, script: str) -> None:
    assert script_of(text) == script


@given(st.text("我们的工作会议么坏哩俱彷沈甦瞭藉衹覆後里台乾干隆發国國㐀\U0002070e《，》a1", max_size=40))
def test_what_is_certain_without_conversion_is_what_conversion_says(text: str) -> None:
    of_hans, of_hant = (
        sum(before != after for before, after in zip(text, convert_exactly(config, text), strict=True))
        for config in ("s2t", "t2s")
    )
    assert script_of(text) == ("" if of_hans == of_hant else "hans" if of_hans > of_hant else "hant")


def test_the_table_of_characters_is_that_of_the_opencc_in_use() -> None:
    every = "".join(map(chr, range(0x4E00, 0xA000)))
    hant, hans = (convert_exactly(config, every) for config in ("s2t", "t2s"))
    table = one_script()
    for char, traditional, simplified in zip(every, hant, hans, strict=True):
        if table.simplified.match(char):
            assert traditional != char == simplified, char
        if table.traditional.match(char):
            assert simplified != char, char
        assert char == simplified or table.may_be_traditional.match(char), char
