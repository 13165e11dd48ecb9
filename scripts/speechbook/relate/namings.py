"""Where a text names another speech: 《title》, or the meeting at which it was held (在…会议上的讲话)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from speechbook.han import HAN
from speechbook.model import Paragraph, Speech

__all__ = ("Naming", "find_namings", "names_in")

Fold = Callable[[str], str]

_TITLE = re.compile(r"[《〈]([^《》〈〉]{2,80})[》〉]")
_KINDS = "讲话|講話|报告|報告|发言|發言|致辞|致詞|演讲|演講|总结|總結|谈话|談話"
_MEETINGS = "会|會|会议|會議|大会|大會|典礼|典禮|论坛|論壇|仪式|儀式|庆典|慶典|班|座谈|座談"
_AT_MEETING = rf"在(?P<meeting>[^，。；：！？《》在]{{2,40}}?(?:{_MEETINGS}))上"
_MEETING = re.compile(
    _AT_MEETING + rf"(?P<what>(?:所?作?的)?(?:重要|主旨|工作|总结|總結)?(?:{_KINDS})"
    r"|我?(?:就|已经|已經|曾经|曾經|曾|专门|專門)?(?:讲|講|说|說|谈|談|提|强调|強調|指出)(?:到|过|過|了|出)|提出)"
)
_MEETING_NAME = re.compile(_AT_MEETING + rf"(?:的?(?:重要)?(?:{_KINDS})|(?:讲|講|说|說)(?:到|过|過|了))?")
_CLAUSE_MARK = re.compile("[。；！？：，]")
_YEAR = re.compile(r"((?:19|20)\d\d|[一二][〇零九一二三四五六七八九]{3})(?:年|学年|學年)")
_FIRST_PERSON = re.compile(r"(?:^|[^他她])(?:我|本人)(?![们們])")
_OTHERS = re.compile(
    r"他|她|同志|书记|書記|市长|市長|县长|縣長|省长|校长|校長|主席|总理|總理|主任|部长|部長|院长|院長|先生|女士|中央|国务院|國務院|省委|市委|县委|縣委"
)
_YEAR_IN_KEY = re.compile(rf"{_YEAR.pattern}度?")
_YEAR_BEFORE_TITLE = re.compile(rf"(?:{_YEAR.pattern}|去年|前年|今年)(?:度?的)?$")
_YEAR_REACH = 12
_BEFORE_MEETING = 24
_MIN_TITLE = 4
_MIN_MEETING = 6
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_LAST_YEARS = {"去年": 1, "前年": 2, "今年": 0}
_NEAR_YEAR = re.compile("去年|前年|今年")
_MARKS = re.compile(rf"[^{HAN}a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that may name another speech."""

    line: int
    start: int
    end: int
    key: str
    """Folded words to look up, without marks."""
    is_title: bool
    """A title between 《 》; otherwise the name of a meeting."""
    year: str
    """The year the text states with it, or empty."""
    speaker: str
    """`*` where the text says that its own speaker held it, `?` where it names somebody, with the words before it."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The names to look up, the fullest first; those of meetings begin with `@`."""
        if not self.is_title:
            return (f"@{self.key}",)
        bare = _YEAR_IN_KEY.sub("", self.key)
        return (self.key,) if bare == self.key or len(bare) < _MIN_TITLE else (self.key, bare)


def find_namings(speech: Speech, lines: Sequence[str], fold: Fold) -> tuple[Naming, ...]:
    """Find the names of speeches in the paragraphs; which of them the archive holds is not known here."""
    found: list[Naming] = []
    for block in speech.blocks:
        if isinstance(block, Paragraph) and block.role is None:
            line = lines[block.line]
            titles = list(_titles(block, line, speech, fold)) if "《" in line or "〈" in line else []
            found += titles
            if "上" in line and "在" in line:
                found += (m for m in _meetings(block, line, speech, fold) if not _overlaps(m, titles))
    return tuple(found)


def names_in(text: str) -> list[tuple[int, int]]:
    """Find where names of works and meetings stand in a text."""
    found = [match.span() for match in _TITLE.finditer(text)] if "《" in text or "〈" in text else []
    if "上" in text and "在" in text:
        found += [match.span() for match in _MEETING_NAME.finditer(text)]
    return found


def _overlaps(naming: Naming, others: Sequence[Naming]) -> bool:
    return any(naming.start < other.end and other.start < naming.end for other in others)


def _titles(block: Paragraph, line: str, speech: Speech, fold: Fold) -> Iterator[Naming]:
    for match in _TITLE.finditer(line, block.start):
        key = _MARKS.sub("", fold(match[1]))
        if len(key) >= _MIN_TITLE:
            before = line[max(block.start, match.start() - _YEAR_REACH) : match.start()]
            at_once = _YEAR_BEFORE_TITLE.search(before)
            year = _year(at_once[0], speech) if at_once else _stated(match[1])
            yield Naming(block.line, match.start(), match.end(), key, is_title=True, year=year, speaker="")


def _meetings(block: Paragraph, line: str, speech: Speech, fold: Fold) -> Iterator[Naming]:
    for match in _MEETING.finditer(line, block.start):
        key = _MARKS.sub("", fold(match["meeting"]))
        key = _YEAR.sub("", key) or key
        if len(key) < _MIN_MEETING:
            continue
        before = _CLAUSE_MARK.split(line[max(block.start, match.start() - _BEFORE_MEETING) : match.start()])[-1]
        year = _stated(match["meeting"]) or _year(
            line[max(block.start, match.start() - _BEFORE_MEETING) : match.start()], speech
        )
        speaker = "?" + fold(before) if _OTHERS.search(before) else "*" if _FIRST_PERSON.search(before) else ""
        yield Naming(block.line, match.start(), match.end(), key, is_title=False, year=year, speaker=speaker)


def _year(before: str, speech: Speech) -> str:
    """Read the year that stands last in the words before a name: 2011年, 去年."""
    stated = _stated(before)
    near = _NEAR_YEAR.search(before)
    if stated or not near or not speech.meta.date[:4].isdigit():
        return stated
    return str(int(speech.meta.date[:4]) - _LAST_YEARS[near[0]])


def _stated(words: str) -> str:
    found = _YEAR.findall(words)
    return found[-1].translate(_DIGITS) if found else ""
