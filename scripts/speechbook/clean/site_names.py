"""Names and addresses of web sites that a site put into texts it did not write."""

import re
from collections.abc import Iterator, Sequence

from speechbook.clean.rule import RuleFunction, Span

__all__ = ("SITE_NAME_RULE", "pattern_of", "site_name_rule", "unlisted_addresses")

SITE_NAME_RULE = "take_out_site_names"
"""Name of the rule, for those who look for its edits."""

_WIDE = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_OPENING = "[【〔（(\\[]?"
_CLOSING = "[】〕）)\\]]?"
_ORIGIN = "(?:(?:本文|文章|内容|本稿)?(?:来自|转载自|出自|来源于?|轉載自)[:：]? ?)?"
_UNLISTED = re.compile(
    r"(?<![A-Za-z0-9./@_-])(?:https?://|www\.)?[A-Za-z0-9-]{2,40}(?:\.[A-Za-z0-9-]{2,40}){0,3}"
    r"\.(?:com|cn|net|org|cc|info|example)(?![A-Za-z0-9])"
)

_TOP_LEVEL = re.compile(r"\.(?:com|cn|net|org|cc|info|example)(?![A-Za-z0-9])")
_REACH = 24
"""Further back than brackets and a phrase of origin reach."""


def pattern_of(site_names: Sequence[str]) -> str:
    """Make a regular expression of the names: longest first, full-width forms included, blanks around dots allowed."""
    return "|".join(_one(name) for name in sorted(site_names, key=lambda name: (-len(name), name)))


def _one(name: str) -> str:
    pieces = []
    for char in name:
        wide = _WIDE.get(ord(char))
        forms = re.escape(char) if wide is None else f"[{_cases(char)}{_cases(wide)}]"
        pieces.append(f" ?{forms} ?" if char == "." else forms)
    return "".join(pieces)


def _cases(char: str) -> str:
    """Give a character in both cases, for use inside `[...]`: a flag of the whole pattern would make it slow."""
    return "".join(map(re.escape, dict.fromkeys((char, char.lower(), char.upper()))))


def site_name_rule(site_names: Sequence[str]) -> RuleFunction:
    """Make the rule for the names listed in `conf/lexicon/watermarks.txt`."""
    names = pattern_of(site_names) or "(?!)"
    finders = [re.compile(_one(name)) for name in site_names]
    pattern = re.compile(f"{_OPENING}{_ORIGIN}(?:{names}){_CLOSING}")

    def take_out_site_names(text: str) -> Iterator[Span]:
        """Take out listed site names and addresses that were set into the text.

        Sites insert their name between two characters, or put it in place of a word such as 网站. The name is known
        from the list; which of the two happened is not, so each place also becomes a diagnostic. A bracket is taken
        along only when its partner is.
        """
        reached = 0
        for name_start, name_end in sorted(match.span() for finder in finders for match in finder.finditer(text)):
            match = pattern.search(text, max(reached, name_start - _REACH), name_end + 2)
            if match is None or name_start < reached:
                continue
            start, reached = match.span()
            end = reached
            opened = text[start] in "[【〔（("
            closed = text[end - 1] in "】〕）)]"
            if opened != closed:
                start, end = start + opened, end - closed
            yield start, end, ""

    return take_out_site_names


def unlisted_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Find web addresses set directly between Han characters, where a sentence has no room for one."""
    if not _TOP_LEVEL.search(text):
        return
    for match in _UNLISTED.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if before and after and "\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff":
            yield start, end
