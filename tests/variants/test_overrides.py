"""What an editor has decided wins everywhere, in every edition it is meant for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.errors import UsageError
from speechbook.variants import convert
from speechbook.variants.competing import competing_places


@pytest.mark.parametrize(
    ("entries", "source", "edition", "text", "expected"),
    [
        (("一块表=一塊表",), "hans", "zh-tw", "他有一块表。", "他有一塊表。"),
        (("zh-tw:批荡=批盪",), "hans", "zh-tw", "批荡工", "批盪工"),
        (("zh-hk:天后=天后",), "hans", "zh-tw", "三天后", "三天後"),
        (("zh-hk:天后=天后",), "hans", "zh-hk", "去天后看海", "去天后看海"),
        (("天后=天后", "三天后=三天後"), "hans", "zh-tw", "三天后到天后。", "三天後到天后。"),
        (("天后=天后", "zh-tw:天后=天後"), "hans", "zh-tw", "天后", "天後"),
        (("乾=乾",), "hant", "zh-hans", "張乾與乾糧", "张乾与乾粮"),
        (("“两个”=“兩個”",), "hans", "zh-tw", "“两个”“三个”", "“兩個”「三個」"),
        (("E=mc²", "zh-xx:甲"), "hans", "zh-tw", "干部说E=mc²", "幹部說E=mc²"),
    ],
)
def test_a_decision_wins(entries: tuple[str, ...], source: str, edition: str, text: str, expected: str) -> None:
    assert convert(text, source, edition, protected=entries) == expected


def test_a_reading_of_another_length_is_refused() -> None:
    with pytest.raises(UsageError, match="字数不同"):
        convert("手表", "hans", "zh-tw", protected=("手表=手錶錶",))


@given(st.text(st.sampled_from("干后里发面“”，")), st.sampled_from(["干后", "里发面", "面"]))
def test_decided_places_are_printed_as_decided_and_not_shown_again(text: str, word: str) -> None:
    reading = "甲" * len(word)
    converted = convert(text, "hans", "zh-tw", protected=(f"{word}={reading}",))
    assert converted.count(reading) >= text.count(word)
    for place in competing_places(text, "hans", "zh-tw", protected=(f"{word}={reading}",)):
        assert word not in text[place.start : place.end]
