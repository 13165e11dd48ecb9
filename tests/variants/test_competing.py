"""The places shown for proof-reading."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.variants import EDITIONS, convert
from speechbook.variants.competing import Doubt, competing_places


@pytest.mark.parametrize(
    ("text", "word", "doubt"),
    [
        ("我国历史很长。", "历史", Doubt.DISAGREE),
        ("余同志来了。", "余", Doubt.ALONE),
        ("到局里复查一次。", "复查", Doubt.HARD),
    ],
)
def test_a_place_is_found(text: str, word: str, doubt: Doubt) -> None:
    places = {place.word: place for place in competing_places(text, "hans", "zh-tw")}
    assert places[word].doubt is doubt
    assert places[word].ours != places[word].other


@pytest.mark.parametrize(
    ("text", "source", "edition"),
    [
        ("办公室工作很重要，群众满意。", "hans", "zh-tw"),
        ("说明户口，启动税收。", "hans", "zh-hk"),
        ("我国历史很长。", "hans", "zh-hans"),
        ("復查制服", "hant", "zh-tw"),
        ("", "hans", "zh-tw"),
    ],
)
def test_where_nothing_competes_nothing_is_shown(text: str, source: str, edition: str) -> None:
    assert competing_places(text, source, edition) == ()


def test_a_traditional_text_is_looked_at_on_its_way_to_simplified() -> None:
    assert [place.word for place in competing_places("走著瞧", "hant", "zh-hans")] == ["著"]


@given(
    st.text(st.characters(codec=None, exclude_categories=()) | st.sampled_from("干发后里面系制复余只“”\x00\n")),
    st.sampled_from(["hans", "hant"]),
    st.sampled_from(sorted(EDITIONS)),
)
def test_places_are_in_order_and_say_what_is_printed(text: str, source: str, edition: str) -> None:
    printed = convert(text, source, edition)
    last = 0
    for place in competing_places(text, source, edition):
        assert last <= place.start < place.end
        assert text[place.start : place.end] == place.word
        assert printed[place.start : place.end] == place.ours
        last = place.end


def test_the_cost_is_linear() -> None:
    def seconds(times: int) -> float:
        text = "我国历史，政府干预，复查制服。" * times
        started = time.perf_counter()
        competing_places(text, "hans", "zh-tw")
        return time.perf_counter() - started

    seconds(10)
    assert seconds(8_000) < 40 * max(seconds(800), 0.01)
