"""The editions a book can be made in: script, region, and the names Sphinx and browsers know them by."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from speechbook.errors import UsageError

__all__ = ("EDITIONS", "Edition", "Script", "edition_named")


Script = Literal["hans", "hant"]
"""A script a text can be written in: Simplified or Traditional."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the book."""

    name: str
    """As in `conf/book.toml` and on the command line: `zh-tw`."""
    sphinx_language: str
    """Value of Sphinx's `language`; Sphinx's own Hong Kong catalogue is all but empty, so `zh-hk` takes Taiwan's."""
    catalogue: str
    """Folder of our own words in `conf/locale`, which come before Sphinx's."""
    html_lang: str
    """BCP 47 tag of the pages."""
    label: str
    """Its name for readers, in its own script."""
    script: Script
    """Script of its text."""
    read_the_docs: str = ""
    """Language of its project on Read the Docs; empty for an edition that it has no language for."""


EDITIONS: Mapping[str, Edition] = MappingProxyType(
    {
        edition.name: edition
        for edition in (
            Edition("zh-hans", "zh_CN", "zh_CN", "zh-Hans", "简体", "hans", "zh-cn"),
            Edition("zh-tw", "zh_TW", "zh_TW", "zh-Hant-TW", "繁體", "hant", "zh-tw"),
            Edition("zh-hk", "zh_TW", "zh_HK", "zh-Hant-HK", "繁體（港）", "hant"),
        )
    }
)
"""All editions by name, in the order they are offered."""


def edition_named(name: str) -> Edition:
    """Look an edition up; raise `UsageError` that lists the names when there is none."""
    try:
        return EDITIONS[name]
    except KeyError:
        raise UsageError(f"没有名为 {name} 的版本；可用的有：{'、'.join(EDITIONS)}") from None
