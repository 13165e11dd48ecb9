"""Where one text seems to hold several speeches, as a collection (汇编) or a forum thread does."""

import re
from collections.abc import Sequence

__all__ = ("speech_starts",)

_TITLE = re.compile(
    r"[^。；！？!?;：:]{2,45}(?:讲话|致辞|致词|发言|演讲|报告|贺词|讲稿)"
    r"(?:稿|摘要|提纲|要点|全文)?(?:\s*[（(][^）)]{1,20}[）)])?"
)
_SALUTATION = re.compile(
    r"(?:同志们|各位|尊敬的|老师们|同学们|朋友们|女士们|先生们|乡亲们|父老乡亲|代表们).{0,60}[：:！!]"
)
_DATE = re.compile(r"[（(]?\s*(?:——)?\s*[12〇一二][\d〇○零一二三四五六七八九]{3}\s*年.{0,24}[）)]?")
_WITHIN_LINES = 5
"""A salutation stands so soon after the title, behind date, place and name."""
_LEAST_BETWEEN = 6
"""Lines from one beginning to the next; closer ones are a table of contents."""


def speech_starts(lines: Sequence[str]) -> tuple[int, ...]:
    """Give the lines with which speeches begin, where there are two at least; else nothing.

    A beginning is a title like 在……上的讲话 that is followed, within a few lines, by a salutation, or by a date in a
    line of its own. A speech that names others in its text has no salutation after these.
    """
    found: list[int] = []
    for number, line in enumerate(lines):
        if not _TITLE.fullmatch(line.strip()) or (found and number - found[-1] < _LEAST_BETWEEN):
            continue
        after = [following.strip() for following in lines[number + 1 : number + 1 + _WITHIN_LINES]]
        if any(_SALUTATION.fullmatch(one) for one in after) or (after and _DATE.fullmatch(after[0])):
            found.append(number)
    return tuple(found) if len(found) > 1 else ()
