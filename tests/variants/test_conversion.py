"""Conversion, case by case: the sentences stand in `cases/`."""

from pathlib import Path

import pytest

from speechbook.config import EDITION_NAMES
from speechbook.errors import ConfigError, UsageError
from speechbook.variants import EDITIONS, HouseStyle, convert, opencc_adapter

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, ...]]:
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    return [tuple(line.split("\t")) for line in lines if "\t" in line and not line.startswith("#")]


@pytest.mark.parametrize(("edition", "simplified", "traditional"), rows("to_traditional.txt"))
def test_simplified_becomes_traditional(edition: str, simplified: str, traditional: str) -> None:
    assert convert(simplified, "hans", edition) == traditional


@pytest.mark.parametrize(("edition", "simplified", "traditional"), rows("regressions.txt"))
def test_an_error_that_was_found_does_not_come_back(edition: str, simplified: str, traditional: str) -> None:
    assert convert(simplified, "hans", edition) == traditional


@pytest.mark.parametrize(("traditional", "simplified"), rows("to_simplified.txt"))
def test_traditional_becomes_simplified(traditional: str, simplified: str) -> None:
    assert convert(traditional, "hant", "zh-hans") == simplified


@pytest.mark.parametrize(("edition", "source", "text"), rows("unchanged.txt"))
def test_text_comes_back_as_it_is(edition: str, source: str, text: str) -> None:
    assert convert(text, source, edition) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("干部\x00干部", "幹部\x00幹部"),
        ("\x00", "\x00"),
        ("干\ud800部", "幹\ud800部"),
        ("干部\udc00", "幹部\udc00"),
        ("\ud83d干部", "\ud83d幹部"),
    ],
)
def test_nothing_is_lost_around_what_opencc_cannot_carry(text: str, expected: str) -> None:
    assert convert(text, "hans", "zh-tw") == expected
    assert convert(expected, "hant", "zh-hans") == text


def test_a_line_of_ten_megabytes_is_converted_whole() -> None:
    text = "干部和群众" * 700_000
    assert convert(text, "hans", "zh-tw") == "幹部和群眾" * 700_000


def test_protected_words_stay_wherever_they_stand() -> None:
    text = "范干和干部，范干部长"
    assert convert(text, "hans", "zh-tw", protected=("范干", "")) == "范干和幹部，范干部長"


def test_there_is_an_edition_for_every_name_of_the_settings() -> None:
    assert tuple(EDITIONS) == EDITION_NAMES


def test_of_overlapping_protected_words_the_longest_holds() -> None:
    assert convert("后汉书", "hans", "zh-tw", protected=("后", "后汉")) == "后汉書"


def test_house_style_can_be_replaced() -> None:
    assert convert("“干部”", "hans", "zh-tw", style=HouseStyle()) == "“幹部”"
    assert convert("“干部”", "hans", "zh-hk", style=HouseStyle(corner_quotes=True)) == "「幹部」"


@pytest.mark.parametrize(("source", "edition"), [("hans", "zh-xx"), ("", "zh-tw"), ("zh", "zh-tw")])
def test_wrong_names_are_our_own_error(source: str, edition: str) -> None:
    with pytest.raises(UsageError):
        convert("干部", source, edition)


def test_another_package_of_the_same_name_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "opencc.py").write_text("class OpenCC:\n    def __init__(self, config): ...\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(__import__("sys").modules, "opencc", raising=False)
    opencc_adapter._converter.cache_clear()
    try:
        with pytest.raises(ConfigError, match="opencc-python-reimplemented"):
            convert("干部", "hans", "zh-tw")
    finally:
        monkeypatch.undo()
        __import__("sys").modules.pop("opencc", None)
        opencc_adapter._converter.cache_clear()
