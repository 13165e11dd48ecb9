"""Lines in the other script than the rest of their text: two sources pasted into one, or a passage half converted.

Only characters that one script has and the other has not are counted: 後 乾 里 台 stand in texts of either. What a
charset of one script can encode tells them apart (GB 2312 holds what Simplified text is printed with, Big5 what
Traditional is).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from speechbook.variants.engine import convert
from speechbook.variants.house_style import HouseStyle
from speechbook.variants.opencc_adapter import convert_exactly

__all__ = ("MixedLine", "mixed_lines", "unified_lines")

_LEAST_CHARS = 2
"""One character of the other script may be a name or a slip of the keyboard."""
_PLAIN_STYLE = HouseStyle(corner_quotes=False, regional_forms=False)
_FIRST, _LAST = 0x4E00, 0x9FFF


class MixedLine(NamedTuple):
    """A line with characters of the script that its text is not in."""

    line: int
    start: int
    """The first of these characters."""
    end: int
    """One past the last of them."""
    characters: str
    """All of them, in order."""


def mixed_lines(lines: Sequence[str]) -> Iterator[MixedLine]:
    """Yield the lines in which the script is mixed; the script of the text is that of most of its characters.

    >>> list(mixed_lines(["我们要认真总结办公室的经验", "幹部與羣眾"]))
    [MixedLine(line=1, start=0, end=5, characters='幹與羣眾')]
    """
    simplified, traditional = _only_in_one_script()
    text = "\n".join(lines)
    of_hans, of_hant = len(simplified.findall(text)), len(traditional.findall(text))
    foreign = traditional if of_hans >= of_hant else simplified
    if min(of_hans, of_hant) < _LEAST_CHARS:
        return
    for number, line in enumerate(lines):
        found = list(foreign.finditer(line))
        if len(found) >= _LEAST_CHARS:
            yield MixedLine(number, found[0].start(), found[-1].end(), "".join(match[0] for match in found))


def unified_lines(lines: Sequence[str], protected: Sequence[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield `(number, line)` for each mixed line, written in the script of the text; length is kept.

    Quotation marks and regional forms stay as they are: only the script is at fault.

    >>> list(unified_lines(["我们要认真总结办公室的经验", "幹部與羣眾"]))
    [(1, '干部与群众')]
    """
    simplified, _ = _only_in_one_script()
    for mixed in mixed_lines(lines):
        line = lines[mixed.line]
        if simplified.match(mixed.characters):
            yield mixed.line, convert(line, "hans", "zh-tw", protected=protected, style=_PLAIN_STYLE)
        else:
            yield mixed.line, convert(line, "hant", "zh-hans", protected=protected)


@cache
def _only_in_one_script() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match a character that only Simplified text has, and one that only Traditional has.

    Expressions, because they count characters ten times as fast as a loop.
    """
    every = "".join(map(chr, range(_FIRST, _LAST + 1)))
    to_traditional, to_simplified = convert_exactly("s2t", every), convert_exactly("t2s", every)
    rows = list(zip(every, to_traditional, to_simplified, strict=True))
    simplified = "".join(c for c, hant, hans in rows if hant != c == hans and not _fits(c, "big5hkscs"))
    traditional = "".join(c for c, hant, hans in rows if hans != c and not _fits(c, "gb2312"))
    return re.compile(f"[{simplified}]"), re.compile(f"[{traditional}]")


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
