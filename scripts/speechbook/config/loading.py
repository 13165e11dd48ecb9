"""Read `conf/book.toml` and the lists beside it, and check them against the declared options."""

import difflib
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from speechbook.config.folders import Folders
from speechbook.config.lexicon import read_lexicon, read_names, read_overrides
from speechbook.config.sections import (
    EDITION_NAMES,
    Book,
    Cleaning,
    Ebook,
    Editions,
    EditionStyle,
    Fonts,
    Links,
    Pdf,
    Site,
)
from speechbook.config.settings import Settings
from speechbook.errors import ConfigError

__all__ = ("load_settings",)


def load_settings(root: Path) -> Settings:
    """Read the settings of the book at `root`; a book without settings has the defaults.

    Raises `ConfigError` with file, key and way out when something cannot be used.
    """
    folders = Folders(root)
    path = folders.conf / "book.toml"
    table: dict[str, Any] = {}
    if path.is_file():
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as exc:
            raise ConfigError(f"{path}：读不出来（{exc}）。请检查引号、方括号是否成对，文件是否为 UTF-8") from exc
    sections = {
        "book": Book,
        "editions": Editions,
        "site": Site,
        "epub": Ebook,
        "pdf": Pdf,
        "links": Links,
        "clean": Cleaning,
    }
    _reject_unknown(path, "", table, (*sections, "style", "fonts"))
    made = {name: _section(path, name, kind, table.get(name, {})) for name, kind in sections.items()}
    return Settings(
        folders=folders,
        site_names=read_lexicon(folders.lexicon / "watermarks.txt"),
        not_site_names=read_lexicon(folders.lexicon / "not-site-names.txt"),
        protected=read_lexicon(folders.lexicon / "protect.txt") + read_overrides(folders.lexicon / "han-overrides.tsv"),
        names=read_names(folders.lexicon),
        styles=_by_edition(path, "style", EditionStyle, table),
        fonts=_by_edition(path, "fonts", Fonts, table),
        **made,
    )


def _by_edition(path: Path, name: str, kind: type, table: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Read the sections that an edition may have of its own, `[style.zh-tw]`."""
    named = _table(f"{path}：[{name}]", table.get(name, {}))
    _reject_unknown(path, f"[{name}] ", named, EDITION_NAMES)
    return tuple((edition, _section(path, f"{name}.{edition}", kind, each)) for edition, each in named.items())


def _section(path: Path, name: str, kind: type, table: Any) -> Any:  # noqa: ANN401 -- what TOML holds
    if not isinstance(table, dict):
        raise ConfigError(f"{path}：[{name}] 应是一节设置")
    declared = {item.name: item for item in fields(kind)}
    _reject_unknown(path, f"[{name}] ", table, tuple(declared))
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{path}：[{name}] {key}"
        default = declared[key].default
        choices = declared[key].metadata["choices"]
        if key == "elsewhere":
            values[key] = _addresses(where, value)
        elif key in ("base_url", "repository"):
            values[key] = _address(where, value)
        elif key == "presets":
            values[key] = tuple((preset, _strings(where, off)) for preset, off in _table(where, value).items())
        elif isinstance(default, tuple):
            values[key] = _strings(where, value)
            _check_choices(where, values[key], choices)
        elif isinstance(value, type(default)):
            values[key] = value
            _check_choices(where, (str(value),) if choices else (), choices)
        else:
            raise ConfigError(f"{where} 应写成“{key} = {_example(default)}”的样子")
    return kind(**values)


def _address(where: str, value: object) -> str:
    """Check an address of the open net; nothing else may stand in a link of every page."""
    if not isinstance(value, str) or (value and not re.fullmatch(r"https?://[^\s\"'<>\\]+", value)):
        raise ConfigError(f"{where} 应是网址，如 https://example.org/book/ ；不用就留空")
    return value


def _addresses(where: str, value: object) -> tuple[tuple[str, str], ...]:
    table = _table(where, value)
    _reject_unknown(Path(where), "", table, EDITION_NAMES)
    return tuple((name, _address(f"{where} {name}", address)) for name, address in table.items())


def _example(default: object) -> str:
    return {str: '"文字"', bool: "true", int: "1"}[type(default)]


def _table(where: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{where} 应是一节设置")
    return value


def _strings(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f'{where} 应是一列文字，如 ["甲", "乙"]')
    return tuple(value)


def _check_choices(where: str, values: tuple[str, ...], choices: tuple[str, ...]) -> None:
    wrong = [value for value in values if choices and value not in choices]
    if wrong or (choices and not values):
        raise ConfigError(f"{where} 里的 {'、'.join(wrong) or '（空）'} 不能用；可用的有：{'、'.join(choices)}")


def _reject_unknown(path: Path, where: str, table: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"是不是 {near[0]}？" if near else f"可用的有：{'、'.join(known)}"
            raise ConfigError(f"{path}：{where}没有 {key} 这一项；{hint}")
