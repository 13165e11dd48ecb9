"""Headings that carry no label: bare title lines, short closed sentences set between paragraphs, parallel leads.

Each of them is believed only on the evidence of its surroundings, since nothing in the line itself says so:

- a bare title: short, no mark at its end, after a closed paragraph and before a long one;
- short sentences: at least three, each set above a paragraph that is much longer than itself;
- parallel leads: at least three paragraphs in a row whose short first sentences begin with the same words;
- steps: at least three paragraphs, from 首先 to 最后, each with a short first sentence.
"""

import re
from collections.abc import Collection, Sequence

from speechbook.han import BLANKS, HAN, NUMERALS
from speechbook.outline.labels import Label, LabelClass
from speechbook.outline.openings import Opening, Shape, lead_end
from speechbook.outline.words import alternatives, word_set

__all__ = ("is_dialogue", "unlabelled_openings")

_TITLE_CHARS = 30
_SHORT_SENTENCE_CHARS = 32
_LEAD_CHARS = 22
_BODY_CHARS = 30
"""A paragraph is long from here on."""
_STEP_BODY_CHARS = 12
"""The first sentence of a step is followed by so many characters at least."""
_SERIES = 3
_SERIES_REACH = 3
"""Lines from one short sentence to the next within a series."""
_SHARED_CHARS = 2
_NOTE_SIGNS = "［[〔＊*※"
"""Signs that open a note at the end of a text."""

_SPEAKER = re.compile(r"[^，。：；！？、]{1,10}[：:]")
_CLOSED = re.compile(r"[。！？：”」』）!?:…]$")
_TITLE = re.compile(rf"[“「『《]?[{HAN}A-Za-z0-9][^。！？；：，…!?;:]*$")
_TELLING = re.compile(r"[，是了已将將曾我]|一个|一個")
"""A first sentence with one of these tells something; it names nothing."""
_STEP = re.compile(r"(首先|其次|再次|再者|第三|然后|然後|此外|另外|最后|最後)[，、：:]")
_FIRST_STEP = "首先"
_PROMISE = re.compile(r"以下|如下|下列|下面")
_TRANSITION = re.compile(rf"[这這那][{NUMERALS}几幾]|还有|還有|上述|以上")
"""A short sentence with one of these leads from one part to the next."""


def is_dialogue(lines: Sequence[str]) -> bool:
    """Tell whether the text is a conversation: a quarter of its lines begin with a speaker and a colon."""
    spoken = sum(1 for line in lines if _SPEAKER.match(line))
    return len(lines) >= 8 and 4 * spoken >= len(lines)


def unlabelled_openings(lines: Sequence[str], taken: Collection[int]) -> list[Opening]:
    """Find the headings without label among the lines that are not `taken` by labels, roles or an editor's mark."""
    if is_dialogue(lines):
        return []
    free = [index not in taken for index in range(len(lines))]
    titles = [index for index in range(len(lines)) if free[index] and _is_title(lines, index, free)]
    sentences = _series(
        [index for index in range(len(lines)) if free[index] and _is_short_sentence(lines, index, free)]
    )
    openings = [_opening(index, LabelClass.UNLABELLED, Shape.LINE, *_ends(lines[index], 0)) for index in titles]
    openings += [_opening(index, LabelClass.SHORT_SENTENCE, Shape.LINE, *_ends(lines[index], 1)) for index in sentences]
    steps = _steps(lines, free)
    openings += steps
    used = {*titles, *sentences, *(opening.line for opening in steps)}
    openings += _parallel_leads(lines, [is_free and index not in used for index, is_free in enumerate(free)])
    return openings


def _opening(index: int, family: LabelClass, shape: Shape, text_end: int, end: int) -> Opening:
    return Opening(index, Label(family, "", None, 0), shape, 0, 0, text_end, end)


def _ends(line: str, closing_marks: int) -> tuple[int, int]:
    end = len(line.rstrip(BLANKS))
    return end - closing_marks, end


def _is_title(lines: Sequence[str], index: int, free: Sequence[bool]) -> bool:
    line = lines[index]
    if len(line) > _TITLE_CHARS or not _TITLE.match(line) or _begins_with_address(line):
        return False
    follows = index + 1 < len(lines) and (not free[index + 1] or _is_body(lines[index + 1], line))
    before = index == 0 or not free[index - 1] or bool(_CLOSED.search(lines[index - 1]))
    return follows and before and index > 0


def _is_body(line: str, heading: str) -> bool:
    if len(line) >= _BODY_CHARS:
        return True
    return len(line) > 2 * len(heading) and _CLOSED.search(line) is not None


def _is_short_sentence(lines: Sequence[str], index: int, free: Sequence[bool]) -> bool:
    line = lines[index]
    if not 4 <= len(line) <= _SHORT_SENTENCE_CHARS or lead_end(line, 0) != len(line) - 1 or line[-1] not in "。：":
        return False
    if _begins_with_address(line) or _PROMISE.search(line) or _TRANSITION.search(line) or line[0] in _NOTE_SIGNS:
        return False
    if index + 1 >= len(lines) or not free[index + 1]:
        return False
    return len(lines[index + 1]) >= max(_BODY_CHARS, 2 * len(line))


def _begins_with_address(line: str) -> bool:
    return re.match(alternatives("salutations"), line) is not None


def _series(indices: Sequence[int]) -> list[int]:
    """Keep the indices that stand in a run of at least `_SERIES`, none further than `_SERIES_REACH` from the next."""
    kept: list[int] = []
    run: list[int] = []
    for index in indices:
        if run and index - run[-1] > _SERIES_REACH:
            kept += run if len(run) >= _SERIES else []
            run = []
        run.append(index)
    return kept + (run if len(run) >= _SERIES else [])


def _parallel_leads(lines: Sequence[str], free: Sequence[bool]) -> list[Opening]:
    openings: list[Opening] = []
    run: list[tuple[int, int]] = []
    for index in range(len(lines) + 1):
        closing = _lead(lines[index]) if index < len(lines) and free[index] else None
        if closing is not None and run and _is_parallel(lines[run[-1][0]][: run[-1][1]], lines[index][:closing]):
            run.append((index, closing))
            continue
        if len(run) >= _SERIES:
            openings += [_opening(at, LabelClass.PARALLEL, Shape.RUN_IN, end, end + 1) for at, end in run]
        run = [(index, closing)] if closing is not None else []
    return openings


def _steps(lines: Sequence[str], free: Sequence[bool]) -> list[Opening]:
    openings: list[Opening] = []
    run: list[Opening] = []
    for index, line in enumerate(lines):
        found = _STEP.match(line) if free[index] else None
        if not found:
            continue
        begins = found[1] == _FIRST_STEP
        closing = lead_end(line, found.end(), _LEAD_CHARS + 1)
        if closing is None or line[closing] not in "。：" or len(line) < closing + _STEP_BODY_CHARS:
            run = []
        elif begins or (run and index - run[-1].line <= _SERIES_REACH):
            run = [] if begins else run
            label = Label(LabelClass.STEP, found[0], len(run) + 1, found.end())
            run.append(Opening(index, label, Shape.RUN_IN, 0, found.end(), closing, closing + 1))
            if len(run) >= _SERIES:
                openings += run if len(run) == _SERIES else run[-1:]
        else:
            run = []
    return openings


def _lead(line: str) -> int | None:
    """Find the end of a short first sentence that is followed by a longer text."""
    closing = lead_end(line, 0, _LEAD_CHARS + 1)
    if closing is None or closing < 4 or line[closing] not in "。：" or len(line) < closing + _BODY_CHARS:
        return None
    return None if _TELLING.search(line, 0, closing) else closing


def _is_parallel(one: str, other: str) -> bool:
    opener = one[:_SHARED_CHARS]
    return other.startswith(opener) and opener not in word_set("plain_openers") and not one[0].isdigit()
