"""What the text says of itself: title, speaker, date, place, occasion, audience, each with the words it was read from.

Nothing is guessed: a key that the text does not state plainly is absent.
"""

import re
from collections.abc import Iterator, Sequence

from speechbook.han import BLANKS, HAN
from speechbook.model import Inference, LineRole, Outline
from speechbook.outline.dates import read_date_in
from speechbook.outline.marks import plain_line
from speechbook.outline.people import Byline, read_byline, read_naming, read_title_name
from speechbook.outline.year_statements import stated_year

__all__ = ("infer_metadata",)

_KINDS = "讲话|講話|报告|報告|发言|發言|致辞|致詞|演讲|演講|总结|總結|主持词|主持詞|开幕词|閉幕詞|闭幕词|開幕詞"
_DASHES = re.compile(rf"[{BLANKS}]*[—―─－–]{{2,4}}[{BLANKS}]*")
_AT = re.compile(rf"在(?P<occasion>[^，。；：在]{{3,60}}?)上(?:的?(?:{_KINDS}))?[）)]?$")
_HOLD = re.compile(
    r"(?:今天|今日)，?(?:我们|我們|大家)?(?:在[^，。；：在]{1,12}?)?，?(?:隆重|共同)?(?:召开|召開|举行|舉行|举办|舉辦)"
    r"(?P<occasion>[^，。；：！？]{2,40}?(?:会议|會議|大会|大會|座谈会|座談會|动员会|動員會|推进会|推進會|典礼|典禮|论坛|論壇|仪式|儀式|例会|例會))[，。！]"
)
_HAN = re.compile(f"[{HAN}]")
_PLACE = re.compile(rf"[日号號][，,·{BLANKS}]{{0,2}}[于於]?(?P<place>[^，。；：（）()\d{BLANKS}]{{2,16}})[）)〕】]?$")
_PLACE_FIELD = re.compile(rf"(?:会议|會議)?(?:地点|地點)[：:][{BLANKS}]?(?P<place>[^，。；：]{{2,30}})$")
_OCCASION_FIELD = re.compile(rf"(?:会议|會議)(?:名称|名稱)[：:][{BLANKS}]?(?P<occasion>[^，。；：]{{2,40}})$")
_HELD_AT = re.compile(
    r"今天，?(?:我们|我們|大家)?在(?P<place>[^，。；：这這此一共全会會里裡]{2,12}?)(?:隆重)?(?:召开|召開|举行|舉行|举办|舉辦|集会|集會)"
)
_MONTH_AND_DAY = re.compile(r"^[（(]?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号號]")
_YEAR_OF_FILE = re.compile(r"[（(](?P<year>(?:19|20)\d{2})年?[）)]")
_GREETING = re.compile(r"[，、 ]?(?:大家|你们|你們|您|各位)?(?:早上|上午|中午|下午|晚上)?好$")
_MARKS = "：:！!，,。 　"
_TODAY = re.compile(r"今天是")
_CLOCK = re.compile(r"\d[:：]\d\d")
_STEM_SEPARATORS = BLANKS + "-_.——·，,"
_OPENING_CHARS = 200
_NAME_CHARS = 3
_FRONT_LINES = 6
_DAY_LINE_CHARS = 24
_YEAR_CHARS = 4


def infer_metadata(
    lines: Sequence[str], outline: Outline, file_stem: str, carried: Sequence[Inference] = ()
) -> tuple[Inference, ...]:
    """Infer the front matter of a text from its own words; where they are silent, from its file.

    `file_stem` is the name of the file without its ending, `carried` what the file says of itself.
    """
    speaker = _speaker(lines, outline, file_stem)
    found = (
        _title(lines, outline, file_stem, carried),
        Inference("speaker", speaker[0].name, speaker[1]) if speaker else None,
        Inference("role", speaker[0].post, speaker[1]) if speaker and speaker[0].post else None,
        _date(lines, outline, file_stem, carried),
        _place(lines, outline),
        _occasion(lines, outline),
        _audience(lines, outline),
    )
    return tuple(inference for inference in found if inference is not None)


def _with_role(lines: Sequence[str], outline: Outline, *roles: LineRole) -> Iterator[str]:
    for index, role in outline.roles:
        text = plain_line(lines[index]).strip(BLANKS) if role in roles else ""
        if text:
            yield text


def _title(lines: Sequence[str], outline: Outline, file_stem: str, carried: Sequence[Inference]) -> Inference | None:
    for line in _with_role(lines, outline, LineRole.TITLE):
        dash = _DASHES.search(line)
        # 2008年工作报告——2008年3月5日在…会议上: what follows the dash is date and occasion, not title.
        cut = dash and dash.start() > 0 and (read_date_in(line, dash.end()) or _AT.match(line, dash.end()))
        return Inference("title", line[: dash.start()] if dash and cut else line, line)
    for inference in carried:
        if inference.key == "title" and inference.value:
            return inference
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


def _speaker(lines: Sequence[str], outline: Outline, file_stem: str) -> tuple[Byline, str] | None:
    """Find who speaks, with the words that say so: a byline, the title, 我是…, or the name of the file."""
    for line in _with_role(lines, outline, LineRole.BYLINE):
        byline = read_byline(line)
        if byline:
            return byline, line
    for line in _with_role(lines, outline, LineRole.TITLE):
        byline = read_title_name(line)
        if byline:
            return byline, line
    for line in lines[:4]:
        named = read_naming(plain_line(line)[:_OPENING_CHARS])
        if named:
            return named
    byline = read_title_name(file_stem) or _name_after_title(file_stem)
    return (byline, file_stem) if byline else None


def _name_after_title(file_stem: str) -> Byline | None:
    """Read 抗旱大会讲话 陆启衡: a title, a blank and a name of three characters, all of which the file is called."""
    title, _, name = file_stem.rpartition(" ")
    byline = read_byline(name) if len(name) == _NAME_CHARS and re.search(f"(?:{_KINDS})$", title) else None
    return byline if byline and not byline.post else None


def _audience(lines: Sequence[str], outline: Outline) -> Inference | None:
    for line in _with_role(lines, outline, LineRole.SALUTATION):
        audience = _GREETING.sub("", line.strip(_MARKS)).strip(_MARKS)
        return Inference("audience", audience, line) if audience else None
    return None


def _date(lines: Sequence[str], outline: Outline, file_stem: str, carried: Sequence[Inference]) -> Inference | None:
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
    if named and "-" in named[0]:
        return Inference("date", named[0], file_stem)
    stated = stated_year(lines)
    year = _YEAR_OF_FILE.search(file_stem)
    if stated is None and year:
        stated = Inference("date", year["year"], file_stem)
    return _day_of_year(lines, stated, carried) or stated


def _day_of_year(lines: Sequence[str], stated: Inference | None, carried: Sequence[Inference]) -> Inference | None:
    """Complete a line that gives month and day only, by the year the text states or by that of its posting.

    What was posted in spring may have been said the autumn before; a day after the posting belongs to the year before.
    """
    for line in (plain_line(line) for line in lines[:_FRONT_LINES] if len(line) <= _DAY_LINE_CHARS):
        found = _MONTH_AND_DAY.match(line)
        if not found:
            continue
        day = f"{int(found['month']):02d}-{int(found['day']):02d}"
        if stated:
            return Inference("date", f"{stated.value}-{day}", f"{found[0]}；{stated.evidence}")
        for inference in carried:
            posted = inference.value[:10]
            if inference.key == "source_date" and len(posted) == len("YYYY-MM-DD"):
                year = int(posted[:_YEAR_CHARS]) - (day > posted[5:])
                return Inference("date", f"{year}-{day}", f"{found[0]}；{inference.evidence or posted}")
    return None


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
    for line in _with_role(lines, outline, LineRole.NOTE):
        field = _PLACE_FIELD.match(line)
        if field:
            return Inference("place", field["place"], line)
    for line in lines[:4]:
        held = _HELD_AT.search(plain_line(line)[:_OPENING_CHARS])
        if held:
            return Inference("place", held["place"], held[0])
    return None


def _occasion(lines: Sequence[str], outline: Outline) -> Inference | None:
    for line in _with_role(lines, outline, LineRole.SUBTITLE, LineRole.TITLE):
        found = _AT.search(line)
        if found:
            return Inference("occasion", found["occasion"], line)
    for line in _with_role(lines, outline, LineRole.NOTE):
        field = _OCCASION_FIELD.match(line)
        if field:
            return Inference("occasion", field["occasion"], line)
    for line in lines[:4]:
        held = _HOLD.search(plain_line(line)[:_OPENING_CHARS])
        if held:
            return Inference("occasion", held["occasion"], held[0])
    return None
