"""Announcements: counted phrases that promise a list (强调三点意见), checked against what follows.

Two strengths are told apart. A *promise* says by its own words that a list comes (讲三点意见。 / 以下四个方面： /
要突出“三个转变”。): it is reported whether the list follows or not. A *count* (五个案子, 等六个单位) says so only
together with a list of exactly that length: without one it is just a number. Set phrases and references backward are
neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from speechbook.diagnostics import Diagnostic, DiagnosticCode, excerpt_of
from speechbook.han import HAN, NUMERALS, numeral_value
from speechbook.model import Announcement, Enumeration
from speechbook.outline.fulfilment import Fulfilment, Surroundings, Wanted
from speechbook.outline.ranks import Ranked
from speechbook.outline.words import alternatives

__all__ = ("find_announcements", "lost_lists")

_MAX_COUNT = 30
_COUNTS_PER_LINE = 1000
"""No paragraph counts so much; a hostile one is read no further."""
_VERB_REACH = 12
"""Characters before a count in which its verb is looked for."""
_NEED_REACH = 60
"""Characters before a quoted count in which a word of need is looked for."""
_MEASURES = "个方面|個方面|层|層|个|個|点|點|条|條|项|項|大|种|種|类|類|件|句话|句話|方面|次|位"
_COUNT = "二三四五六七八九十两兩"
_COUNTED = re.compile(
    rf"(?P<count>[{_COUNT}\d](?<![{NUMERALS}第之\d.．，,年月].)(?:(?<=[{_COUNT}])[{_COUNT}]{{0,2}}|(?<=\d)\d?))"
    rf"(?P<measure>{_MEASURES})(?=(?P<noun>[{HAN}]{{0,10}}))"
)
"""Begins with a set of characters, which is looked for quickly; what may not stand before it is asked after it."""
_SET_PHRASE = re.compile(alternatives("set_phrases"))
_NOUNS = alternatives("announced_nouns")
_NOUN = re.compile(rf"[{HAN}]{{0,6}}?(?:{_NOUNS})(?:{_NOUNS})?")
_BACKWARD = re.compile(
    r"(?:[这這那该該此前后後各每另全同上近约約达達超共余餘多第]|这些|這些|上述|以上|前述|其他|其余|其餘|所有|任何)$"
)
_BELOW = re.compile(r"(?:以下|下列|下述|如下|下面)(?:的|这|這)?$")
_AFTER_VERB = r"(?:了|好|出|为|為|成|到|的是|在)?的?$"
_PROMISE_VERB = re.compile(rf"(?:{alternatives('promise_verbs')}){_AFTER_VERB}")
_TASK_VERB = re.compile(rf"(?:{alternatives('task_verbs')}){_AFTER_VERB}")
_TOLD = re.compile(
    r"(?:加以|作|做|进行|進行|来|來|一一|分别|分別|简要|簡要|具体|具體){0,2}(?:说明|說明|阐述|闡述|报告|報告|汇报|彙報|论述|論述)[。：]"
)
_NEED = re.compile(r"要|必须|必須|须|需|应|應|重点|重點|着力|著力|着重|著重|今后|今後|下一步|努力|下面|我")
_OPEN_QUOTES = "“「『"
_CLOSE_QUOTES = "”」』"
_SENTENCE_BREAKS = "。！？；"
_CLOSE = re.compile(rf"[{_CLOSE_QUOTES}]?(?:如下)?[。：:！]")


@dataclass(frozen=True, slots=True)
class _Counted:
    """A counted phrase in its line."""

    line: int
    start: int
    end: int
    text: str
    count: int
    noun: str
    is_promise: bool
    closes_paragraph: bool
    """Its sentence is the last of the paragraph."""


def find_announcements(
    lines: Sequence[str], ranked: Sequence[Ranked], enumerations: Sequence[Enumeration]
) -> tuple[Announcement, ...]:
    """Find what is announced and whether it follows."""
    surroundings = Surroundings(lines, ranked, enumerations)
    whole_line_headings = {entry.opening.line for entry in ranked if entry.opening.is_whole_line}
    found: list[Announcement] = []
    for index, line in enumerate(lines):
        if index in whole_line_headings:
            continue
        seen: set[int] = set()
        for counted in _counted(index, line):
            if counted.count in seen:
                continue
            present = _is_present(counted, surroundings)
            if present is not None:
                seen.add(counted.count)
                found.append(Announcement(index, counted.start, counted.text, counted.count, present))
    return tuple(found)


def _is_present(counted: _Counted, surroundings: Surroundings) -> bool | None:
    """Tell whether the list follows; None when the phrase announces nothing after all, or nobody can say."""
    fulfilment = surroundings.look_for(
        Wanted(counted.line, counted.start, counted.end, counted.count, counted.noun), is_promise=counted.is_promise
    )
    if fulfilment is Fulfilment.EXACT:
        return True
    if not counted.is_promise or not (counted.closes_paragraph or fulfilment is Fulfilment.BEGUN):
        return None
    return fulfilment is not Fulfilment.NONE


def _counted(index: int, line: str) -> Iterator[_Counted]:
    last_break = max(line.rfind(mark, 0, len(line) - 1) for mark in _SENTENCE_BREAKS)
    for found in islice(_COUNTED.finditer(line), _COUNTS_PER_LINE):
        count = numeral_value(found["count"]) or 0
        start = found.start()
        before = line[max(0, start - _VERB_REACH) : start]
        bare_before = before.rstrip(_OPEN_QUOTES)
        is_quoted = bare_before != before
        if not 2 <= count <= _MAX_COUNT or _BACKWARD.search(bare_before) or _SET_PHRASE.match(line, start):
            continue
        phrase = _phrase(line, found, is_quoted=is_quoted)
        if phrase is None:
            continue
        end, noun = phrase
        closes = start > last_break
        mark = _mark(bare_before, found["count"], is_quoted=is_quoted)
        ends_clause = _CLOSE.match(line, end) is not None or end == len(line) or _TOLD.match(line, end) is not None
        is_below = mark is not None and _BELOW.search(bare_before) is not None
        is_promise = is_below or (mark is not None and ends_clause)
        if is_quoted:
            sentence = line[max(last_break + 1, start - _NEED_REACH) : start]
            is_promise = mark is not None and ends_clause and closes and _NEED.search(sentence) is not None
        text_start = start - is_quoted
        if mark is not None and is_promise and not is_quoted:
            text_start -= len(bare_before) - mark
        yield _Counted(index, text_start, end, line[text_start:end], count, noun, is_promise, closes)


def _mark(before: str, numeral: str, *, is_quoted: bool) -> int | None:
    """Find where the word begins that turns the count after `before` into a promise."""
    below = _BELOW.search(before)
    head = before[: below.start()] if below else before
    verb = _PROMISE_VERB.search(head)
    if verb is None and (is_quoted or below or not numeral.isdigit()):
        verb = _TASK_VERB.search(head)
    found = verb or below
    return found.start() if found else None


def _phrase(line: str, found: re.Match[str], *, is_quoted: bool) -> tuple[int, str] | None:
    """Find the end of the phrase and its noun; None where nothing is counted that a list could name."""
    begin = found.start("noun")
    if is_quoted:
        close = begin + len(found["noun"])
        if line[close : close + 1] not in tuple(_CLOSE_QUOTES) or not found["noun"]:
            return None
        return close + 1, found["noun"][-2:]
    noun = _NOUN.match(found["noun"])
    if noun:
        return begin + noun.end(), noun[0][-2:]
    close = begin + len(found["noun"])
    if found["noun"] and (line[close : close + 1] in ("：", ":") or line[found.start() - 1 : found.start()] == "等"):
        return close, found["noun"][-2:]
    if found["measure"] in ("点", "點", "条", "條", "个方面", "個方面", "方面", "句话", "句話"):
        return begin, ""
    return None


def lost_lists(lines: Sequence[str], announced: Sequence[Announcement]) -> tuple[Diagnostic, ...]:
    """Report the announcements whose list does not follow."""
    return tuple(
        Diagnostic(
            DiagnosticCode.LOST_LIST,
            found.line,
            found.start,
            found.start + len(found.text),
            excerpt_of(lines[found.line], found.start, found.start + len(found.text)),
            f"“{found.text.strip(_OPEN_QUOTES + _CLOSE_QUOTES)}”之后没有 {found.count} 项",
        )
        for found in announced
        if not found.list_present
    )
