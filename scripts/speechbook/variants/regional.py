"""Write OpenCC's standard Traditional as a region prints it.

OpenCC's tables for Taiwan and Hong Kong do most of it. Where they follow a list that the region's own record does not,
`data/regional.txt` has the last word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from speechbook.variants.house_style import HouseStyle
from speechbook.variants.opencc_adapter import convert_exactly

__all__ = ("write_regionally",)

_DEFAULT_STYLE = HouseStyle()
_OPENCC_CONFIGS = {"zh-tw": "t2tw", "zh-hk": "t2hk"}


@dataclass(frozen=True, slots=True)
class _Habits:
    glyphs: Mapping[int, str]
    words: Mapping[str, str]
    any_word: re.Pattern[str] | None


def write_regionally(text: str, edition: str, style: HouseStyle = _DEFAULT_STYLE) -> str:
    """Write standard Traditional as an edition does, one character for one.

    Of `style` its choice of 台 or 臺 and of regional forms counts here.

    >>> write_regionally("說明戶口，彙報臺灣稅務", "zh-hk")
    '說明戶口，匯報台灣稅務'
    """
    written = convert_exactly(_OPENCC_CONFIGS[edition], text)
    if style.regional_forms:
        habits = _habits_of(edition)
        written = written.translate(habits.glyphs)
        if habits.any_word is not None:
            written = habits.any_word.sub(lambda word: habits.words[word[0]], written)
    if style.tai and "臺" in text:
        pairs = zip(text, written, strict=True)
        written = "".join(style.tai if standard == "臺" else char for standard, char in pairs)
    return written


@cache
def _habits_of(edition: str) -> _Habits:
    lines = files(__package__).joinpath("data/regional.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    pairs = {given: printed for name, given, printed in rows if name == edition}
    words = {given: printed for given, printed in pairs.items() if len(given) > 1}
    return _Habits(
        glyphs={ord(given): printed for given, printed in pairs.items() if len(given) == 1},
        words=words,
        any_word=re.compile("|".join(sorted(words, key=len, reverse=True))) if words else None,
    )
