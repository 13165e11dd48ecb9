"""Lists inside a paragraph: 一是…二是…, 一要…, 第一…第二…, 首先…其次…最后…, （一）…, ①…, 1.… and their like.

A label counts only where a clause may begin, and only in a run 1, 2, 3 … of its own way of writing. Lists may stand
inside one another; they share no state but the place where an inner one must end.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from speechbook.han import NUMERALS, numeral_value
from speechbook.model import Enumeration, Point
from speechbook.outline.clause_labels import ClauseLabels

__all__ = ("find_enumerations",)

_CN = f"[{NUMERALS}]{{1,3}}"
_PATTERNS = {
    # The character after the numeral is part of the family: 一是 is never continued by 二要.
    "word": (
        rf"(?P<word>{_CN})(?P<tail>就是|[是要靠抓看讲講为為则則曰能应應须須来來])"
        r"(?![一二三四五六七八九十]{1,2}[是要、])"
    ),
    "ordinal": rf"第(?P<ordinal>{_CN})(?:[点點条條项項件]|[个個](?:方面|是)?|方面)?(?:[，、：:]|就是|是|，是)(?!第)",
    "each": rf"其(?P<each>{_CN})(?=[，、：:是曰])[，、：:是曰]",
    "order": r"(?P<order>首先|其次|再次|再者|然后|然後|最后|最後)(?:是|[，、：:])?",
    "side": r"(?P<side>(?:另|又|再)?一方面)(?:是|[，、：:])?",
    "one": rf"(?P<one>(?:第?{_CN}|另一|还有一|還有一)[个個条條种種])(?:方面|问题|問題)?(?:就?是|[，：:])",
    "paren": rf"[（(](?P<paren>{_CN})[）)]",
    "digits": r"[（(](?P<digits>\d{1,2})[）)]",
    "half": r"(?P<half>\d{1,2})[）)]",
    "dot": r"(?P<dot>\d{1,2})(?:[．、]|\.(?!\d))",
    "comma": rf"(?P<comma>{_CN})、(?![{NUMERALS}])",
    "circled": r"(?P<circled>[①-⑳])",
}
_LABELS = ClauseLabels.of(
    "。；：，、！？;:,!?”’」』）)—…", rf"{NUMERALS}第其首再然最另又还還（(\d①-⑳", "|".join(_PATTERNS.values())
)
_CLAUSE_END = re.compile(r"[。；：！？;:!?]|[，,](?!\d)|(?<!\d)[，,]")
"""A comma between digits stands for thousands: 收到12，345万元 is one clause."""
_MIN_ITEM_CHARS = 3
"""第一、第二、第三产业 names three things and lists nothing: an item needs words of its own."""

_MAX_NESTING = 8

_ORDER_STEPS = {"首先": (1,), "其次": (2,), "再次": (3,), "再者": (3, 4), "然后": (2, 3), "然後": (2, 3)}
_LAST = frozenset({"最后", "最後"})
_FURTHER_SIDE = frozenset({"另一方面", "又一方面", "再一方面"})


@dataclass(slots=True)
class _Run:
    """A list while its labels are being gathered."""

    family: str
    labels: list[tuple[int, int]] = field(default_factory=list)
    """Start of the label and one past it."""


def find_enumerations(index: int, line: str, start: int = 0) -> tuple[Enumeration, ...]:
    """Find the lists in a line from `start` on, where the text after a run-in heading or a label begins.

    >>> [item.lead for item in find_enumerations(0, "一是修路。先修东线。二是架桥。")[0].items]
    ['一是修路', '二是架桥']
    """
    runs = sorted((run for run in _runs(line, start) if _is_list(line, run)), key=lambda run: run.labels[0])
    enclosing: list[_Run] = []
    found = []
    for run in runs:
        first, last = run.labels[0], run.labels[-1]
        enclosing = [outer for outer in enclosing if outer.labels[-1] > first][:_MAX_NESTING]
        # An inner list ends where the list around it goes on.
        places = ((outer, bisect_right(outer.labels, last)) for outer in enclosing)
        ends = (outer.labels[place][0] for outer, place in places if place < len(outer.labels))
        found.append(Enumeration(index, tuple(_points(line, run, min(ends, default=len(line))))))
        enclosing.append(run)
    return tuple(found)


def _runs(line: str, start: int) -> list[_Run]:
    open_runs: dict[str, _Run] = {}
    values: dict[str, int] = {}
    runs: list[_Run] = []
    for found in _LABELS.in_line(line, start):
        kind = found.lastgroup if found.lastgroup != "tail" else "word"
        if kind is None:
            continue
        numeral = found[kind]
        family = kind + (found["tail"] if kind == "word" else "")
        begin = found.start() + (found[0][0].isspace())
        value = _VALUES[kind](numeral, values.get(family, 0))
        if value == 1:
            run = open_runs.get(family)
            if run and len(run.labels) == 1:
                run.labels.clear()  # A first item without a second was none.
            else:
                run = open_runs[family] = _Run(family)
                runs.append(run)
        elif family not in open_runs or value != values[family] + 1:
            continue
        values[family] = value
        open_runs[family].labels.append((begin, found.end()))
    return runs


def _numeral(numeral: str, _: int) -> int:
    return numeral_value(numeral) or 0


def _order(word: str, previous: int) -> int:
    if word in _LAST:
        return previous + 1 if previous else 0
    steps = _ORDER_STEPS[word]
    return previous + 1 if previous + 1 in steps else steps[0]


def _side(word: str, previous: int) -> int:
    return previous + 1 if word in _FURTHER_SIDE else 1


def _one(word: str, previous: int) -> int:
    if word[0] in "另还還":
        return previous + 1 if previous else 0
    value = numeral_value(word.strip("第个個条條种種")) or 0
    # 一个是…一个是…: the same word again is the next item.
    return previous + 1 if value == 1 and previous and not word.startswith("第") else value


def _circled(sign: str, _: int) -> int:
    return ord(sign) - ord("①") + 1


_VALUES: dict[str, Callable[[str, int], int]] = {
    "word": _numeral,
    "ordinal": _numeral,
    "each": _numeral,
    "order": _order,
    "side": _side,
    "one": _one,
    "paren": _numeral,
    "digits": _numeral,
    "half": _numeral,
    "dot": _numeral,
    "comma": _numeral,
    "circled": _circled,
}


def _is_list(line: str, run: _Run) -> bool:
    starts = [label[0] for label in run.labels[1:]] + [len(line)]
    has_words = all(after - label[1] >= _MIN_ITEM_CHARS for label, after in zip(run.labels, starts, strict=True))
    return len(run.labels) > 1 and has_words


def _points(line: str, run: _Run, run_end: int) -> Iterator[Point]:
    ends = [label[0] for label in run.labels[1:]] + [run_end]
    for (begin, after), end in zip(run.labels, ends, strict=True):
        clause = _CLAUSE_END.search(line, after, end)
        lead = line[begin : clause.start() if clause else end].rstrip("、 ")
        yield Point(line[begin:after].rstrip("，、：:"), begin, end, lead)
