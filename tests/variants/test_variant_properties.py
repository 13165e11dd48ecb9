"""What holds for any text whatsoever."""

from hypothesis import given
from hypothesis import strategies as st

from speechbook.variants import EDITIONS, convert, script_of

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()) | st.sampled_from("干发后里面系制复“”‘’\x00\n"))
SOURCES = st.sampled_from(["hans", "hant"])
NAMES = st.sampled_from(sorted(EDITIONS))


@given(ANY_TEXT, SOURCES, NAMES)
def test_length_is_kept_and_nothing_is_raised(text: str, source: str, edition: str) -> None:
    assert len(convert(text, source, edition)) == len(text)


@given(ANY_TEXT, NAMES)
def test_a_text_in_the_script_of_the_edition_is_unchanged(text: str, edition: str) -> None:
    assert convert(text, EDITIONS[edition].script, edition) == text


@given(ANY_TEXT, ANY_TEXT.filter(bool), ANY_TEXT, NAMES)
def test_protected_words_survive(before: str, word: str, after: str, edition: str) -> None:
    source = "hant" if EDITIONS[edition].script == "hans" else "hans"
    assert word in convert(before + word + after, source, edition, protected=(word,))


@given(ANY_TEXT, SOURCES, NAMES)
def test_line_ends_stay(text: str, source: str, edition: str) -> None:
    converted = convert(text, source, edition)
    assert [place for place, char in enumerate(converted) if char in "\n\x00"] == [
        place for place, char in enumerate(text) if char in "\n\x00"
    ]


@given(ANY_TEXT)
def test_every_text_has_an_answer_for_its_script(text: str) -> None:
    assert script_of(text) in {"hans", "hant", ""}
