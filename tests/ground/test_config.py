"""Settings: what is wrong is named with file, key and way out."""

from pathlib import Path

import pytest

from speechbook.config import Editions, Settings, load_settings
from speechbook.errors import ConfigError


def settings_of(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "conf").mkdir(exist_ok=True)
    (tmp_path / "conf" / "book.toml").write_text(text, encoding="utf-8")
    return load_settings(tmp_path)


def test_a_book_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path).editions == Editions()


def test_settings_are_read(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path, '[book]\ntitle = "甲"\n[editions]\npublish = ["zh-hk"]\n[clean.presets]\nscan = ["join_ellipses"]\n'
    )
    assert settings.book.title == "甲"
    assert settings.editions.publish == ("zh-hk",)
    assert settings.clean.rules_off("scan") == {"join_ellipses"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[book\n", "读不出来"),
        ('[bok]\ntitle = "甲"\n', "是不是 book"),
        ('[book]\ntitel = "甲"\n', "是不是 title"),
        ("[book]\ntitle = 3\n", "title"),
        ('[editions]\npublish = "zh-tw"\n', "一列文字"),
        ('[editions]\npublish = ["zh-cn"]\n', "zh-cn 不能用"),
        ("[editions]\npublish = []\n", "不能用"),
        ('[book]\nscript = "jian"\n', "jian 不能用"),
        ("book = 1\n", "一节设置"),
        ('[clean]\npresets = "x"\n', "一节设置"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as error:
        settings_of(tmp_path, text)
    assert "book.toml" in str(error.value)


def test_lexicon_comments_and_repeats(tmp_path: Path) -> None:
    (tmp_path / "conf" / "lexicon").mkdir(parents=True)
    (tmp_path / "conf" / "lexicon" / "watermarks.txt").write_text(
        "# 说明\n甲网 # 旧名\n\n甲网\n乙网\n", encoding="utf-8"
    )
    assert load_settings(tmp_path).site_names == ("甲网", "乙网")
