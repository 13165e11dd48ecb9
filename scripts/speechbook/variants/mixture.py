"""Lines in the other script than the rest of their text: two sources pasted into one, or a passage half converted.

Only characters that one script has and the other has not are counted: 後 乾 里 台 stand in texts of either. What a
charset of one script can encode tells them apart (GB 2312 holds what Simplified text is printed with, Big5 what
Traditional is).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from speechbook.variants.engine import convert
from speechbook.variants.house_style import HouseStyle
from speechbook.variants.one_script import one_script

__all__ = ("MixedLine", "mixed_lines", "unified_lines")

_LEAST_CHARS = 2
"""One character of the other script may be a name or a slip of the keyboard."""
_PLAIN_STYLE = HouseStyle(corner_quotes=False, regional_forms=False)


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
    simplified, traditional, *_ = one_script()
    text = "\n".join(lines)
    of_hant = len(traditional.findall(text))
    of_hans = len(simplified.findall(text)) if of_hant >= _LEAST_CHARS else 0  # most texts are Simplified alone
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
    simplified = one_script().simplified
    for mixed in mixed_lines(lines):
        line = lines[mixed.line]
        if simplified.match(mixed.characters):
            yield mixed.line, convert(line, "hans", "zh-tw", protected=protected, style=_PLAIN_STYLE)
        else:
            yield mixed.line, convert(line, "hant", "zh-hans", protected=protected)
