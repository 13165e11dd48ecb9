"""House style: what an edition prints its own way, as data that the settings of a book can change.

Taiwan prints 「 」 and 『 』 inside them; Hong Kong's record and the mainland print “ ” and ‘ ’. Only curly quotes are
exchanged, never ASCII ones, and only when every pair of a block is complete: half a pair means that a quotation runs
over several paragraphs or that a mark was lost, and a wrong bracket would hide it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from speechbook.config import EditionStyle, Settings

__all__ = ("HOUSE_STYLES", "HouseStyle", "apply_house_style", "style_for")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What an edition prints its own way."""

    corner_quotes: bool = False
    """Print “ ” as 「 」 and ‘ ’ as 『 』."""
    tai: Literal["", "台", "臺"] = ""
    """Print this one for the 臺 of OpenCC's standard forms (台灣, 平台); empty leaves it to the region."""
    regional_forms: bool = True
    """Print glyphs and words as `data/regional.txt` has them (說 for 説); otherwise as OpenCC does."""


HOUSE_STYLES: Mapping[str, HouseStyle] = MappingProxyType(
    {"zh-hans": HouseStyle(), "zh-tw": HouseStyle(corner_quotes=True), "zh-hk": HouseStyle()}
)
"""Default style of each edition."""

_CORNERS_WANTED = {"corner": True, "curly": False}
_TAI: Mapping[str, Literal["", "台", "臺"]] = {"": "", "台": "台", "臺": "臺"}
_OPENING = {"“": "”", "‘": "’"}
_CORNERS = str.maketrans("“”‘’", "「」『』")


def apply_house_style(block: str, style: HouseStyle) -> str:
    """Set one block of text (a paragraph, a title) in a house style; the length stays.

    >>> apply_house_style("他说：“记住‘三个不变’。”", HouseStyle(corner_quotes=True))
    '他说：「记住『三个不变』。」'
    >>> apply_house_style("他说：“记住。", HouseStyle(corner_quotes=True))
    '他说：“记住。'
    """
    if style.corner_quotes and _quotes_are_paired(block):
        return block.translate(_CORNERS)
    return block


def style_for(settings: Settings, edition: str) -> HouseStyle:
    """Give the house style of an edition: its default, changed by `[style.<edition>]` of the settings."""
    default = HOUSE_STYLES[edition]
    wanted = dict(settings.styles).get(edition, EditionStyle())
    return HouseStyle(
        corner_quotes=_CORNERS_WANTED.get(wanted.quotes, default.corner_quotes),
        tai=_TAI[wanted.tai],
        regional_forms=wanted.forms != "opencc",
    )


def _quotes_are_paired(block: str) -> bool:
    """Tell whether curly quotes open and close in good order; an apostrophe (Xi’an) makes it false."""
    expected: list[str] = []
    for char in block:
        if char in _OPENING:
            expected.append(_OPENING[char])
        elif char in "”’" and (not expected or expected.pop() != char):
            return False
    return not expected
