"""The noise of older Discuz forums (2.5 to 6.x) and SupeSite.

They wrote pairs `chr(0..59) + chr(63..126)` without a blank, with the site's name or address before or after
(discuz-410, include/discuzcode.func.php, `jammer()`). Control characters vanish on the way, so the first half of a pair
is missing half of the time. The second halves are drawn from `?@A…~` evenly, which no language does.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import RuleFunction, Span
from speechbook.clean.site_names import pattern_of

__all__ = ("has_old_forum_jammer", "old_jammer_rule")

_GRAMMAR = re.compile(r"(?:[ -;]{0,2}[?-~])+")
_TWO_FIRST_HALVES = re.compile(r"[!-;]{2,}")
_NEVER = frozenset("<=>")
_RARE = frozenset("[]\\^_`{|}~@?#$*+&\"'!%;")
_COMMON_MARKS = frozenset("-/:()")
_FIRST_HALVES = "".join(map(chr, range(0x20, 0x3C)))
_MIN_CHARS = 6
_MAX_CHARS = 240
"""Two runs of 15 pairs in one line, names of the site and some room; what is longer is not this noise."""
_WORD = re.compile(r"[A-Za-z]{4,}|[0-9]{3,}|://|www\.|\.(?:com|cn|net|org|example)\b")
_ADDRESS = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9-]+\.[A-Za-z.]+|(?:https?://|www\.)[!-~]+")
_RANDOM = re.compile(r"[a-z][A-Z]|[A-Z][a-z]")


def old_jammer_rule(site_names: Sequence[str]) -> RuleFunction:
    """Make the rule for the listed site names, which stand glued to the noise."""
    site = re.compile(pattern_of(site_names) or "(?!)")
    region = re.compile(f"(?:{site.pattern}|[ -;?-~])+")

    def drop_old_forum_jammer(text: str) -> Iterator[Span]:
        """Drop the runs of random ASCII that older Discuz puts at line breaks, with the site's name beside them.

        Known by its make: at the edge of a line, six and more characters of two kinds in turn, never `<`, `=` or `>`,
        mixed in case and rich in rare symbols. Not touched: words, numbers, addresses and formulae.
        """
        for start, line in lines_of(text):
            for match in region.finditer(line):
                at_start, at_end = match.start() == 0, match.end() == len(line)
                if not (at_start or at_end):
                    continue
                low, high = _inner_edges(line, match.start(), match.end(), site, at_start=at_start, at_end=at_end)
                if _is_noise(site.sub("", line[low:high])):
                    yield start + low, start + high, ""

    return drop_old_forum_jammer


def has_old_forum_jammer(text: str) -> bool:
    """Tell whether three lines and more carry such noise, whatever the site."""
    find = old_jammer_rule(())
    return sum(1 for _ in find(text)) >= 3


def _inner_edges(
    line: str, low: int, high: int, site: re.Pattern[str], *, at_start: bool, at_end: bool
) -> tuple[int, int]:
    """Give back to the sentence the figures and marks that noise cannot hold on the side where the sentence is.

    A pair ends in a letter or symbol, and no two first halves stand together.
    """
    if not at_end and not any(match.end() == high for match in site.finditer(line, low, high)):
        high = low + len(line[low:high].rstrip(_FIRST_HALVES))
    if not at_start and (match := _TWO_FIRST_HALVES.match(line, low, high)):
        low = match.end()
    return low, high


def _is_noise(run: str) -> bool:
    """Tell a run of random characters from a word, a number, an address or a formula."""
    bare = run.strip(" ")
    if not _MIN_CHARS <= len(bare) <= _MAX_CHARS or _NEVER & set(bare) or _ADDRESS.search(bare):
        return False
    symbols = sum(2 for char in bare if char in _RARE) + sum(1 for char in bare if char in _COMMON_MARKS)
    flips = sum(1 for _ in _RANDOM.finditer(bare))
    digits_in_letters = sum(1 for a, b in pairwise(bare) if a.isdigit() and b.isalpha())
    score = symbols + flips + digits_in_letters - 3 * sum(1 for _ in _WORD.finditer(bare))
    return score >= 4 and _GRAMMAR.fullmatch(bare) is not None
