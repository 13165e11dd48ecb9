"""People whom a text itself shows to be people: an office before the name, or 同志 after it.

A family name begins thousands of ordinary words (高度, 方面, 全体), so the surroundings must exclude all of them: the
office, the family name, no character that names do without, and after the name a mark or a word that ends it.
"""

import re
from collections.abc import Iterator

from speechbook.han import HAN
from speechbook.outline.names_pattern import tree_of
from speechbook.outline.words import word_set

__all__ = ("people_shown",)

_ENDS = (
    rf"(?=[^{HAN}]|$|同志|先生|女士|等同志|在|说|說|指出|强调|強調|主持|代表|宣布|作了|出席|陪同|到|的|也|都|已|曾|就|讲|講|和|与|與|及|向|对|對|率|"
    r"来到|來到|多次|亲自|親自|参加|參加|讲话|講話|致辞|致詞|介绍|介紹)"
)
_STRONG_ENDS = r"(?=[，。、；：）)！？]|$|同志|先生|女士|主持|指出|强调|強調|宣布|作了|出席)"
_GIVEN = rf"[{HAN}]"
_AFTER_POST = re.compile(
    rf"(?:{tree_of(sorted(word_set('index_posts')))})(?P<name>(?:{tree_of(sorted(word_set('surnames')))})(?:{_GIVEN}{{2}}{_ENDS}|{_GIVEN}{_STRONG_ENDS}))"
)
_COMRADE = "同志"
_BEFORE_COMRADE = re.compile(
    rf"(?<![{HAN}])(?:[由请請和与與及向给給像学學跟让讓]|以及)?(?P<name>(?:{tree_of(sorted(word_set('surnames')))}){_GIVEN}{{2}}){_COMRADE}"
)
_REACH = 7
"""Characters before 同志 in which the name and what leads to it stand."""


def people_shown(text: str) -> tuple[str, ...]:
    """Give the full names that the text shows beyond doubt, in the order of their first mention.

    >>> people_shown("县委书记陆启衡同志讲了话，市长沈若棠主持；县长高度重视，书记方面的工作、全体同志都要做好。")
    ('陆启衡', '沈若棠')
    """
    names: dict[str, None] = {}
    for found in (*_AFTER_POST.finditer(text), *_before_comrades(text)):
        if _may_be_name(found["name"]):
            names[found["name"]] = None
    return tuple(names)


def _before_comrades(text: str) -> Iterator[re.Match[str]]:
    """Look before each 同志 only: a name could begin at every character."""
    at = text.find(_COMRADE)
    while at >= 0:
        found = _BEFORE_COMRADE.search(text, max(0, at - _REACH), at + len(_COMRADE))
        if found:
            yield found
        at = text.find(_COMRADE, at + 1)


def _may_be_name(name: str) -> bool:
    never = word_set("never_in_names")
    return not any(char in never for char in name[1:]) and name not in never and name[:2] not in never
