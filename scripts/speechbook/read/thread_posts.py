"""Which posts of a forum thread are its speech, or its speeches.

A speech too long for one post goes on in later posts of the same member. Where members post one speech after another,
each is of the thread; what else others write, and the short thanks of the member who began, is not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from speechbook.han import BLANKS, is_han

__all__ = ("Post", "speeches_of")

_MIN_HAN = 150
"""A shorter post is thanks or chat."""
_TITLE_WITHIN = 3
"""Lines in which the title of a speech stands; a greeting to the forum may come before it."""
_FRONT_WITHIN = 5
_TITLE = re.compile(
    r"[^。；！？!?;，,：:]{2,45}(?:讲话|講話|致辞|致词|致辭|致詞|发言|發言|演讲|演講|报告|報告|主持词|主持詞|开幕词|開幕詞|闭幕词|閉幕詞)"
    rf"(?:稿|摘要|全文)?(?:[{BLANKS}]*[（(][^）)]{{1,20}}[）)])?"
)
_FRONT = re.compile(
    r"(?:尊敬的|亲爱的|親愛的|各位|同志们|同志們|同学们|同學們|朋友们|朋友們|女士们|女士們|乡亲们|鄉親們|老师们|老師們)[^。；]{0,40}[：:！!，,]"
    r"|[（(]?(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}[日号號])?[）)]?"
)


@dataclass(frozen=True, slots=True)
class Post:
    """One post."""

    lines: tuple[str, ...]
    author: str
    date: str
    date_words: str
    is_quotation: bool = False
    """Most of it is what another post says."""


def speeches_of(posts: Sequence[Post], subject: str = "") -> list[list[Post]]:
    """Give the posts of each speech, in the order in which the speeches begin; the first post always begins one.

    What other members write counts only where the thread is plainly one of several speeches: two posts at least open
    as speeches do, with a title and a salutation or date. A title that was there already is not another speech. The
    first post may have its title in the subject of the thread, and is given it where others follow.
    """
    first, *others = posts
    headed = first if _title_of(first) or not subject else replace(first, lines=(subject, *first.lines))
    known = {_title_of(headed)}
    is_collection = len({title for post in (headed, *others) if (title := _title_of(post))}) > 1
    speeches = [[headed if is_collection and _title_of(headed) else first]]
    for post in others:
        title = _title_of(post)
        own = next((speech for speech in reversed(speeches) if post.author and speech[0].author == post.author), None)
        if is_collection and title and title not in known:
            known.add(title)
            speeches.append([post])
        elif own is not None and _is_long(post):
            own.append(post)
    return speeches


def _title_of(post: Post) -> str:
    """Give the title of a post that opens as a speech does; empty for any other."""
    if post.is_quotation or not _is_long(post):
        return ""
    lines = [line.strip(BLANKS) for line in post.lines]
    lines = [line for line in lines if line]
    for number, line in enumerate(lines[:_TITLE_WITHIN]):
        if _TITLE.fullmatch(line) and any(map(_FRONT.fullmatch, lines[number + 1 : number + 1 + _FRONT_WITHIN])):
            return line
    return ""


def _is_long(post: Post) -> bool:
    return sum(is_han(char) for line in post.lines for char in line) >= _MIN_HAN
