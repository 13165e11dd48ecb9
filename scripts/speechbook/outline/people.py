"""Bylines: who speaks, and with which office."""

import re
from dataclasses import dataclass

from speechbook.han import BLANKS, HAN
from speechbook.outline.words import alternatives, word_set

__all__ = ("Byline", "read_byline")

_BYLINE_CHARS = 40
_GAP = f"[{BLANKS}]"
_NAME_CHARS = rf"[{HAN}](?:{_GAP}{{1,3}}[{HAN}]|[{HAN}]{{1,3}}|[{HAN}]{{1,10}}·[{HAN}]{{1,12}})"
_SPEAKER_WORD = re.compile(
    rf"(?:报告人|報告人|主讲人|主講人|主讲|主講|讲话人|講話人|发言人|發言人|演讲者|演講者|作者|讲者|講者)[：:]{_GAP}?"
)
_POST = re.compile(alternatives("posts"))
_NAME = re.compile(rf"{_GAP}{{0,3}}(?P<name>{_NAME_CHARS})$")


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that names the speaker."""

    name: str
    post: str
    is_certain: bool
    """An office, a speaker's word or a blank within the name shows that it is one."""


def read_byline(line: str) -> Byline | None:
    """Read a byline: an office and a name, or a name alone that begins with a known family name.

    >>> read_byline("临江县县长　龚　正")
    Byline(name='龚正', post='临江县县长', is_certain=True)
    >>> read_byline("关于经费的说明") is None
    True
    """
    line = line.strip(BLANKS + "（()）")
    if len(line) > _BYLINE_CHARS:
        return None
    word = _SPEAKER_WORD.match(line)
    body = line[word.end() :] if word else line
    for post in reversed(list(_POST.finditer(body))):
        found = _NAME.match(body, post.end())
        if found and _is_name(found["name"]):
            return Byline(_joined(found["name"]), body[: post.end()].strip(BLANKS), is_certain=True)
    found = _NAME.match(body)
    if found and _is_name(found["name"]):
        name = _joined(found["name"])
        return Byline(name, "", is_certain=word is not None or name != found["name"])
    return None


def _joined(name: str) -> str:
    return re.sub(_GAP, "", name)


def _is_name(name: str) -> bool:
    plain = _joined(name)
    surnames = word_set("surnames")
    return "·" in plain or (
        2 <= len(plain) <= 4 and ((plain[:2] in surnames and len(plain) > 2) or plain[0] in surnames)
    )
