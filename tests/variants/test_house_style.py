"""House style is data, and the settings of the book can change it for one edition."""

from pathlib import Path

import pytest

from speechbook.config import load_settings
from speechbook.errors import ConfigError
from speechbook.variants import HOUSE_STYLES, convert, style_for

TEXT = "“台湾的平台”说明户口。"


@pytest.mark.parametrize(
    ("settings", "edition", "expected"),
    [
        ("", "zh-tw", "「臺灣的平臺」說明戶口。"),
        ("", "zh-hk", "“台灣的平台”說明戶口。"),
        ('[style.zh-tw]\ntai = "台"', "zh-tw", "「台灣的平台」說明戶口。"),
        ('[style.zh-tw]\nquotes = "curly"', "zh-tw", "“臺灣的平臺”說明戶口。"),
        ('[style.zh-hk]\nquotes = "corner"\ntai = "臺"', "zh-hk", "「臺灣的平臺」說明戶口。"),
        ('[style.zh-hk]\nforms = "opencc"', "zh-hk", "“台灣的平台”説明户口。"),
        ('[style.zh-tw]\ntai = "台"', "zh-hk", "“台灣的平台”說明戶口。"),
        ('[style.zh-hans]\nquotes = "corner"', "zh-hans", TEXT),
    ],
)
def test_settings_change_one_edition(tmp_path: Path, settings: str, edition: str, expected: str) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "book.toml").write_text(settings, encoding="utf-8")
    style = style_for(load_settings(tmp_path), edition)
    assert convert(TEXT, "hans", edition, style=style) == expected


@pytest.mark.parametrize("edition", HOUSE_STYLES)
def test_without_settings_the_default_holds(tmp_path: Path, edition: str) -> None:
    assert style_for(load_settings(tmp_path), edition) == HOUSE_STYLES[edition]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('[style.zh-mo]\ntai = "台"', "zh-mo"),
        ('[style.zh-tw]\ntai = "抬"', "抬"),
        ('[style.zh-tw]\nquote = "corner"', "quotes"),
        ("[style]\nzh-tw = 1", "一节"),
    ],
)
def test_settings_that_cannot_be_followed_are_named(tmp_path: Path, settings: str, message: str) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "book.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_settings(tmp_path)


@pytest.mark.parametrize("row", ["zh-tw 一块表 一塊錶", "zh-mo\t甲\t乙", "*\t甲乙\t甲", "*\t\t", "*\t甲"])
def test_a_row_of_overrides_that_cannot_be_followed_is_named(tmp_path: Path, row: str) -> None:
    (tmp_path / "conf" / "lexicon").mkdir(parents=True)
    (tmp_path / "conf" / "lexicon" / "han-overrides.tsv").write_text(f"# 说明\n{row}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="han-overrides"):
        load_settings(tmp_path)


def test_overrides_of_the_book_reach_the_settings(tmp_path: Path) -> None:
    (tmp_path / "conf" / "lexicon").mkdir(parents=True)
    rows = "zh-tw\t一块表\t一塊錶  # 手表\n*\t范干\t范干\n"
    (tmp_path / "conf" / "lexicon" / "han-overrides.tsv").write_text(rows, encoding="utf-8")
    settings = load_settings(tmp_path)
    assert settings.protected == ("zh-tw:一块表=一塊錶", "范干=范干")
    assert convert("范干有一块表吧", "hans", "zh-tw", protected=settings.protected) == "范干有一塊錶吧"
