"""The noise that Discuz forums put into copied text ("jammer").

Discuz! 7.2 and X write 5 to 15 pairs `chr(32..59) + " " + chr(63..126)` before or after each line break
(DiscuzX, source/function/function_discuzcode.php, `jammer()`). Extraction then collapses blanks and strips lines, so
that a pair whose first character was a blank shrinks to ` x`. Four pairs at the edge of a line occur nowhere in 6.1 M
characters of clean text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
_NARROW = {"！": "!", "；": ";", "：": ":"}
_SENTENCE = re.compile("[。！？；!?;]")
_MAX_HEADING_CHARS = 42
_CALL = re.compile("[各诸諸]位|同志|[朋战戰]友|谢谢|謝謝|万岁|萬歲|代表")


def drop_forum_jammer(text: str) -> Iterator[Span]:
    """Drop the runs of character pairs that Discuz puts at line breaks.

    Known by its grammar: at least four pairs of a character of ` !"#…;` and one of `?@A…~` with a blank between, at
    the edge of a line; in a text that has such runs, the last line may end in a run that was cut. Not touched: a
    punctuation mark directly after a Han character, which may be the speaker's own, unless no sentence or heading can
    end in it (`。!`, a comma, `一、形势!`) or headings of this text end in none.

    >>> list(drop_forum_jammer("问候! 8 V9 e' m5 e( y"))
    [(3, 19, '')]
    """
    if not has_forum_jammer(text):
        return
    last_start = text.rstrip().rfind("\n") + 1
    found = []
    for start, line in lines_of(text):
        head = _head_end(line)
        found.append((start, line, head, _tail_start(line, head)))
    bare = _ends_bare(found)
    for start, line, head, run in found:
        tail = _cut_tail_start(line) if start == last_start and run == len(line) else _keep_mark(line, head, run, bare)
        if head:
            yield start, start + head, ""
        if max(tail, head) < len(line):
            yield start + max(tail, head), start + len(line), ""


def _ends_bare(found: Sequence[tuple[int, str, int, int]]) -> frozenset[str]:
    """Name the marks in which short lines of this text end more rarely than in none: those are noise after a heading.

    Counts the lines at which it is certain, because the noise begins with another character or stands elsewhere.
    """
    ends: Counter[str] = Counter()
    for _, line, head, run in found:
        piece = line[head:run].rstrip(" ")
        if 1 < len(piece) <= _MAX_HEADING_CHARS and not (run < len(line) and line[run] in _MARKS_OF_CONTENT):
            if is_han(piece[-1]):
                ends["bare"] += _SENTENCE.search(piece) is None
            else:
                ends[_NARROW.get(piece[-1], piece[-1])] += _SENTENCE.search(piece, 0, len(piece) - 1) is None
    return frozenset(mark for mark in "!;:" if ends["bare"] > 2 * ends[mark])


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
    return len(line) if pairs < _MIN_PAIRS else at


def _keep_mark(line: str, head: int, at: int, bare: frozenset[str]) -> int:
    """Leave a mark that directly follows Chinese to the text; take the blank that precedes the noise along."""
    if 0 < at < len(line) and line[at] in _MARKS_OF_CONTENT and _may_take_mark(line[at - 1]):
        at += not _is_noise_after(line, head, at, bare)
    while at > 0 and line[at - 1] == " ":
        at -= 1
    return at


def _is_noise_after(line: str, head: int, at: int, bare: frozenset[str]) -> bool:
    """Tell whether the mark at which the noise begins belongs to it: no sentence or heading of this text ends in it."""
    mark = line[at]
    if mark == ",":
        return True
    if mark == ")":
        return not ("(" in line[head:at] or "（" in line[head:at])
    if mark in "!;" and _HEADING.fullmatch(line, head, at):
        return True
    heading = at - head <= _MAX_HEADING_CHARS and not _SENTENCE.search(line, head, at)
    return heading and mark in bare and not _CALL.search(line, head, at)


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
