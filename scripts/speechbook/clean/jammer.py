"""The noise that Discuz forums put into copied text ("jammer").

Discuz! 7.2 and X write 5 to 15 pairs `chr(32..59) + " " + chr(63..126)` before or after each line break
(DiscuzX, source/function/function_discuzcode.php, `jammer()`). Extraction then collapses blanks and strips lines, so
that a pair whose first character was a blank shrinks to ` x`. Four pairs at the edge of a line occur nowhere in 6.1 M
characters of clean text.
"""

import re
from collections.abc import Iterator
from itertools import islice

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span
from speechbook.han import is_cjk_mark, is_han

__all__ = ("drop_forum_jammer", "has_forum_jammer")

_MIN_PAIRS = 4
_HEAD = re.compile(r"[ ]?[?-~]?(?:[!-;]? [?-~])+[ ]?")
_CUT_RUN = re.compile(r"[!-;]? ?[?-~]?(?:[!-;]? [?-~]?){0,3}[!-;]?")
_HEADING = re.compile(
    "(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[章节節部])"
    "[^。！？；!?;]{2,40}"
)
_MAX_CUT_CHARS = 8
_MARKS_OF_CONTENT = frozenset(",!?;:)")
_FINAL = frozenset("。！？；：，、…")


def drop_forum_jammer(text: str) -> Iterator[Span]:
    """Drop the runs of character pairs that Discuz puts at line breaks.

    Known by its grammar: at least four pairs of a character of ` !"#…;` and one of `?@A…~` with a blank between, at
    the edge of a line; in a text that has such runs, the last line may end in a run that was cut. Not touched: a
    punctuation mark directly after a Han character, which may be the speaker's own, unless no sentence or heading can
    end in it (`。!`, a comma, `一、形势!`).

    >>> list(drop_forum_jammer("问候! 8 V9 e' m5 e( y"))
    [(3, 19, '')]
    """
    if not has_forum_jammer(text):
        return
    last_start = text.rstrip().rfind("\n") + 1
    for start, line in lines_of(text):
        head = _head_end(line)
        tail = _tail_start(line, head)
        if start == last_start and tail == len(line):
            tail = _cut_tail_start(line)
        if head:
            yield start, start + head, ""
        if max(tail, head) < len(line):
            yield start + max(tail, head), start + len(line), ""


def has_forum_jammer(text: str, least: int = 1) -> bool:
    """Tell whether at least so many lines begin or end with such a run."""
    found = (1 for _, line in lines_of(text) if _head_end(line) or _tail_start(line, 0) < len(line))
    return sum(islice(found, least)) == least


def _head_end(line: str) -> int:
    """How many characters at the start of a line are noise."""
    match = _HEAD.match(line)
    if not match or _pairs(match[0]) < _MIN_PAIRS:
        return 0
    return match.end()


def _pairs(run: str) -> int:
    return sum(1 for char in run if "?" <= char <= "~")


def _tail_start(line: str, lowest: int) -> int:
    """Where the noise at the end of a line begins; its length when there is none. Walks back once over the run."""
    at = len(line)
    pairs = 0
    while at - 2 >= lowest and "?" <= line[at - 1] <= "~" and line[at - 2] == " ":
        at -= 2
        pairs += 1
        if at > lowest and "!" <= line[at - 1] <= ";":
            at -= 1
    if pairs < _MIN_PAIRS - 1:
        return len(line)
    if at == lowest + 1 and "?" <= line[lowest] <= "~":
        at, pairs = lowest, pairs + 1  # the first pair lost its blanks when the line was stripped
    if pairs < _MIN_PAIRS:
        return len(line)
    return _keep_mark(line, at)


def _keep_mark(line: str, at: int) -> int:
    """Leave a mark that directly follows Chinese to the text; take the blank that precedes the noise along."""
    if 0 < at < len(line) and line[at] in _MARKS_OF_CONTENT and _may_take_mark(line[at - 1]):
        at += not (line[at] == "," or (line[at] in "!;" and _HEADING.fullmatch(line, 0, at)))
    while at > 0 and line[at - 1] == " ":
        at -= 1
    return at


def _may_take_mark(char: str) -> bool:
    """Tell whether a mark may follow this character: no sentence ends in `。!`."""
    return is_han(char) or (is_cjk_mark(char) and char not in _FINAL)


def _cut_tail_start(line: str) -> int:
    """Where a run that was cut off begins at the end of the text: a few characters of the grammar after Chinese."""
    at = len(line)
    while at > 0 and line[at - 1].isascii():
        at -= 1
    run = line[at:]
    if not at or not run or len(run) > _MAX_CUT_CHARS:
        return len(line)
    if run[0] in _MARKS_OF_CONTENT and _may_take_mark(line[at - 1]):
        at, run = at + 1, run[1:]
    return at if run and _CUT_RUN.fullmatch(run.strip(" ")) else len(line)
