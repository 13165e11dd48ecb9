"""Bylines: who speaks, and with which office."""

import re
from dataclasses import dataclass, replace

from speechbook.han import BLANKS, HAN
from speechbook.outline.words import alternatives, word_set

__all__ = ("Byline", "read_byline", "read_naming", "read_title_name")

_BYLINE_CHARS = 40
_GAP = f"[{BLANKS}]"
_NAME_CHARS = rf"[{HAN}](?:{_GAP}{{1,3}}[{HAN}]|[{HAN}]{{1,3}}|[{HAN}]{{1,10}}·[{HAN}]{{1,12}})"
_SPEAKER_WORD = re.compile(
    rf"(?:报告人|報告人|主讲人|主講人|主讲|主講|讲话人|講話人|发言人|發言人|演讲者|演講者|作者|讲者|講者)[：:]{_GAP}?"
)
_REPORTS = re.compile(rf"{_GAP}{{1,3}}(?:报告|報告|讲话|講話|发言|發言|致辞|致詞)$")
"""縣長方大川　報告"""
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
    line = _REPORTS.sub("", line.strip(BLANKS + "（()）"))
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


_POSTS = alternatives("posts")
_GIVEN_BY_TITLE = (
    re.compile(rf"(?P<name>[{HAN}]{{2,4}}?)(?P<post>同志)在"),
    re.compile(rf"(?P<name>[{HAN}]{{2,4}}?)(?P<post>{_POSTS})在"),
    re.compile(rf"(?P<surname>[{HAN}])(?P<post>[{HAN}]{{0,4}}?(?:{_POSTS}))(?P<given>[{HAN}]{{1,2}})在"),
)
_BEFORE_AT = re.compile(rf"(?P<before>[{HAN}{BLANKS}]{{3,24}}?)在")
_SELF = re.compile(rf"我是(?P<who>[{HAN}]{{3,24}})[，。！]")


def read_title_name(title: str) -> Byline | None:
    """Read the speaker out of a title: 方大川同志在…, 县长方大川在…, 方大川县长在…, 李部長鴻源在….

    >>> read_title_name("李部長鴻源在委員會的報告"), read_title_name("在全县水利会议上的讲话")
    (Byline(name='李鴻源', post='部長', is_certain=True), None)
    """
    for pattern in _GIVEN_BY_TITLE:
        found = pattern.match(title)
        if not found:
            continue
        parts = found.groupdict()
        name = parts.get("name") or found["surname"] + found["given"]
        if _is_name(name) and (len(name) > 2 or found["post"] == "同志"):
            return Byline(name, "" if found["post"] == "同志" else found["post"], is_certain=True)
    before = _BEFORE_AT.match(title)
    byline = read_byline(before["before"]) if before else None
    return byline if byline and byline.post else None


def read_naming(opening: str) -> tuple[Byline, str] | None:
    """Read 我是县长方大川 in the first words of a speech; gives the byline and the words."""
    found = _SELF.search(opening)
    byline = read_byline(found["who"]) if found else None
    if not found or not byline or not byline.post:
        return None
    return replace(byline, post=byline.post.rpartition("的")[2]), found[0]  # 新来的县长


def _joined(name: str) -> str:
    return re.sub(_GAP, "", name)


def _is_name(name: str) -> bool:
    plain = _joined(name)
    surnames = word_set("surnames")
    return "·" in plain or (
        2 <= len(plain) <= 4 and ((plain[:2] in surnames and len(plain) > 2) or plain[0] in surnames)
    )
