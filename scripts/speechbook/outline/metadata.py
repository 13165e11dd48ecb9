"""What the text says of itself: title, speaker, date, place, occasion, each with the words it was read from.

Nothing is guessed: a key that the text does not state plainly is absent.
"""

import re
from collections.abc import Iterator, Sequence

from speechbook.han import BLANKS, HAN
from speechbook.model import Inference, LineRole, Outline
from speechbook.outline.dates import read_date_in
from speechbook.outline.marks import plain_line
from speechbook.outline.people import read_byline

__all__ = ("infer_metadata",)

_KINDS = "讲话|講話|报告|報告|发言|發言|致辞|致詞|演讲|演講|总结|總結|主持词|主持詞|开幕词|閉幕詞|闭幕词|開幕詞"
_DASHES = re.compile(rf"[{BLANKS}]*[—―─－–]{{2,4}}[{BLANKS}]*")
_AT = re.compile(rf"在(?P<occasion>[^，。；：在]{{3,60}}?)上(?:的?(?:{_KINDS}))?[）)]?$")
_HOLD = re.compile(
    r"(?:今天|今日)，?(?:我们|我們|大家)?(?:在(?:这里|這裡|此))?，?(?:隆重|共同)?(?:召开|召開|举行|舉行|举办|舉辦)"
    r"(?P<occasion>[^，。；：！？]{3,40}?(?:会议|會議|大会|大會|座谈会|座談會|动员会|動員會|推进会|推進會|典礼|典禮|论坛|論壇|仪式|儀式|例会|例會))[，。！]"
)
_HAN = re.compile(f"[{HAN}]")
_NAMED_IN_TITLE = re.compile(rf"(?P<name>[{HAN}]{{2,4}})同志在")
_PLACE = re.compile(rf"[日号號][，,·{BLANKS}]{{0,2}}[于於]?(?P<place>[^，。；：（）()\d{BLANKS}]{{2,16}})[）)〕】]?$")
_TODAY = re.compile(r"今天是")
_CLOCK = re.compile(r"\d[:：]\d\d")
_STEM_SEPARATORS = BLANKS + "-_.——·，,"
_OPENING_CHARS = 200


def infer_metadata(lines: Sequence[str], outline: Outline, file_stem: str) -> tuple[Inference, ...]:
    """Infer the front matter of a text from its own words and, for title and date, from the name of its file."""
    found = (
        _title(lines, outline, file_stem),
        _speaker(lines, outline),
        _role(lines, outline),
        _date(lines, outline, file_stem),
        _place(lines, outline),
        _occasion(lines, outline),
    )
    return tuple(inference for inference in found if inference is not None)


def _with_role(lines: Sequence[str], outline: Outline, *roles: LineRole) -> Iterator[str]:
    for index, role in outline.roles:
        text = plain_line(lines[index]).strip(BLANKS) if role in roles else ""
        if text:
            yield text


def _title(lines: Sequence[str], outline: Outline, file_stem: str) -> Inference | None:
    for line in _with_role(lines, outline, LineRole.TITLE):
        dash = _DASHES.search(line)
        # 2008年工作报告——2008年3月5日在…会议上: what follows the dash is date and occasion, not title.
        cut = dash and dash.start() > 0 and (read_date_in(line, dash.end()) or _AT.match(line, dash.end()))
        return Inference("title", line[: dash.start()] if dash and cut else line, line)
    stem = _without_date(file_stem)
    return Inference("title", stem, file_stem) if stem else None


def _without_date(file_stem: str) -> str:
    """Take a full date off either edge of a file name, unless no Chinese words are left to be a title."""
    found = read_date_in(file_stem)
    if found and "-" in found[0]:
        before, _, after = file_stem.partition(found[1])
        rest = [part for part in (before.strip(_STEM_SEPARATORS), after.strip(_STEM_SEPARATORS)) if part]
        if len(rest) == 1 and _HAN.search(rest[0]):
            return rest[0]
    return file_stem


def _speaker(lines: Sequence[str], outline: Outline) -> Inference | None:
    for line in _with_role(lines, outline, LineRole.BYLINE):
        byline = read_byline(line)
        if byline:
            return Inference("speaker", byline.name, line)
    for line in _with_role(lines, outline, LineRole.TITLE):
        named = _NAMED_IN_TITLE.match(line)
        byline = read_byline(named["name"]) if named else None
        if byline:
            return Inference("speaker", byline.name, line)
    return None


def _role(lines: Sequence[str], outline: Outline) -> Inference | None:
    for line in _with_role(lines, outline, LineRole.BYLINE):
        byline = read_byline(line)
        if byline and byline.post:
            return Inference("role", byline.post, line)
    return None


def _date(lines: Sequence[str], outline: Outline, file_stem: str) -> Inference | None:
    best: Inference | None = None
    for role in (LineRole.SUBTITLE, LineRole.DATE, LineRole.TITLE):
        for line in _with_role(lines, outline, role):
            if _CLOCK.search(line):
                continue  # The hour tells when a page was published, not when the speech was given.
            dash = _DASHES.search(line)
            start = dash.end() if role is LineRole.TITLE and dash and dash.start() > 0 else 0
            found = read_date_in(line, start)
            if found and (role is not LineRole.TITLE or "-" in found[0]):
                best = _finer(best, Inference("date", found[0], found[1]))
    if best:
        return best
    opening = "".join(plain_line(line) for line in lines[:3])[:_OPENING_CHARS]
    today = _TODAY.search(opening)
    if today:
        found = read_date_in(opening, today.end(), 16)
        if found:
            return Inference("date", found[0], today[0] + found[1])
    named = read_date_in(file_stem)
    return Inference("date", named[0], file_stem) if named and "-" in named[0] else None


def _finer(one: Inference | None, other: Inference) -> Inference:
    """Keep the first date, unless a later one says more of the same day."""
    if one is None or (len(other.value) > len(one.value) and other.value.startswith(one.value)):
        return other
    return one


def _place(lines: Sequence[str], outline: Outline) -> Inference | None:
    for line in _with_role(lines, outline, LineRole.DATE):
        found = _PLACE.search(line)
        if found:
            return Inference("place", found["place"], line)
    return None


def _occasion(lines: Sequence[str], outline: Outline) -> Inference | None:
    for line in _with_role(lines, outline, LineRole.SUBTITLE, LineRole.TITLE):
        found = _AT.search(line)
        if found:
            return Inference("occasion", found["occasion"], line)
    for line in lines[:4]:
        held = _HOLD.search(plain_line(line)[:_OPENING_CHARS])
        if held:
            return Inference("occasion", held["occasion"], held[0])
    return None
