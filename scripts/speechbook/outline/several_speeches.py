"""Where one text seems to hold several speeches, as a collection (汇编) or a forum thread does."""

import re
from collections.abc import Sequence

from speechbook.han import BLANKS
from speechbook.model import LineRole
from speechbook.outline.labels import read_label
from speechbook.outline.roles import front_roles

__all__ = ("speech_starts",)

_KINDS = (
    "讲话|講話|致辞|致词|致辭|致詞|发言|發言|演讲|演講|报告|報告|贺词|賀詞|讲稿|講稿|主持词|主持詞|"
    "开幕词|開幕詞|闭幕词|閉幕詞|献词|獻詞|寄语|寄語|祝辞|祝词|祝詞"
)
_TITLE_CHARS = 60
_TITLE_OF_KIND = re.compile(
    rf"[^。；！？!?;]{{0,45}}(?:{_KINDS})(?:稿|摘要|提纲|提綱|要点|要點|全文)?(?:[{BLANKS}]*[（(][^）)]{{1,20}}[）)])?$"
)
_CLOSED = re.compile(r"[。！？：；，、…!?:;,]$")
_LEAST_BETWEEN = 6
"""Lines from one beginning to the next; closer ones are a table of contents."""
_CONTENTS = re.compile(rf"(?:目[{BLANKS}]*[录錄次]|篇目)$")
_LEADER = re.compile(rf"[{BLANKS}.．·…‥\-—_]*[（(]?\d{{0,4}}[）)]?$")
"""What stands after a title in a table of contents: dots and the number of a page."""
_WITHOUT = str.maketrans("", "", BLANKS)
_OPENING_ROLES = (LineRole.SALUTATION, LineRole.DATE, LineRole.BYLINE)


def speech_starts(lines: Sequence[str]) -> tuple[int, ...]:
    """Give the lines with which speeches begin, where there are two at least; else nothing.

    A speech begins with a title line of its own and a front that shows it: a title like 在……上的讲话, or such a
    subtitle, and then a salutation, date or speaker; any title, and then a salutation and one of the others; or a
    title that a table of contents before it lists. A speech that names others in its text has no front after these.
    """
    listed, tables = _tables_of_contents(lines)
    found: list[int] = []
    free_from = 0
    for number, line in enumerate(lines):
        free_from = max(free_from, tables.get(number, 0))
        if number < free_from or len(line) > _TITLE_CHARS or _CLOSED.search(line) or read_label(line.strip(BLANKS)):
            continue
        is_listed = listed.get(line.translate(_WITHOUT), number) < number
        end = _front_end(lines, number, is_listed=is_listed)
        if end:
            found.append(number)
            free_from = max(end, number + _LEAST_BETWEEN)
    return tuple(found) if len(found) > 1 else ()


def _front_end(lines: Sequence[str], number: int, *, is_listed: bool) -> int:
    """Give the line after the front of a speech that begins here; 0 where none does."""
    front = front_roles([line.strip(BLANKS) for line in lines[number : number + 12]])
    roles = [role for _, role in front]
    if roles[:1] != [LineRole.TITLE]:
        return 0
    opening = {role for role in roles if role in _OPENING_ROLES}
    titles = [lines[number + at].strip(BLANKS) for at, role in front if role in (LineRole.TITLE, LineRole.SUBTITLE)]
    is_of_kind = any(_TITLE_OF_KIND.fullmatch(title) for title in titles)
    is_greeting = LineRole.SALUTATION in opening and len(opening) > 1
    if is_listed or (is_of_kind and opening) or is_greeting:
        return number + front[-1][0] + 1
    return 0


def _tables_of_contents(lines: Sequence[str]) -> tuple[dict[str, int], dict[int, int]]:
    """Find the tables of contents whose titles stand again later as lines of their own.

    Gives each such title with the last line of its table, and the first line of each table with the line after it. A
    table is what follows the word 目录, up to the first line that no later line repeats.
    """
    listed: dict[str, int] = {}
    tables: dict[int, int] = {}
    for number, line in enumerate(lines):
        if not _CONTENTS.fullmatch(line.strip(BLANKS)):
            continue
        later = {other.translate(_WITHOUT) for other in lines[number + 1 :] if len(other) <= _TITLE_CHARS}
        titles: list[str] = []
        for entry in lines[number + 1 :]:
            title = _LEADER.sub("", entry).translate(_WITHOUT)
            if title not in later or title in titles:
                break
            titles.append(title)
        listed |= dict.fromkeys(titles, number + len(titles))
        tables[number] = number + len(titles) + 1
    return listed, tables
