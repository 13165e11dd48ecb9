"""Under which names a speech is known, and which speech a name means."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from speechbook.han import HAN
from speechbook.model import Metadata
from speechbook.relate.namings import Naming

__all__ = ("Name", "NamedSpeech", "choose_speech", "names_of")

Fold = Callable[[str], str]

_MARKS = re.compile(rf"[^{HAN}a-z0-9]+")
_BRACKETED = re.compile(r"[（(【〔\[][^（(【〔\[）)】〕\]]*[）)】〕\]]")
_DASH = re.compile(r"[—―─－–]{1,4}")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|[一二][〇零九一二三四五六七八九]{3})(?:年度|年|学年|學年)?")
_SPEAKER = re.compile(rf"^[{HAN}]{{2,12}}?(?:同志|书记|書記|市长|市長|县长|縣長|校长|校長)?(?=在.{{4,}}上)")
_MEETING = re.compile(
    r"在(?P<meeting>.{4,60})上(?:的?(?:重要)?(?:讲话|講話|报告|報告|发言|發言|致辞|致詞|演讲|演講|总结|總結|谈话|談話))?$"
)
_MIN_TITLE = 4
_MIN_SHORT = 8
"""Characters of a shortened title; below, too many texts are called so."""
_MIN_MEETING = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A folded name of a speech, without marks."""

    key: str
    rank: int
    """0 the whole title, 1 a shortened one, 2 its meeting."""


@dataclass(frozen=True, slots=True)
class NamedSpeech:
    """A speech that bears a name."""

    id: str
    rank: int
    year: str
    speaker: str
    """Folded."""


def names_of(meta: Metadata, fold: Fold) -> tuple[Name, ...]:
    """Give the names under which texts may speak of a speech: its title whole and shortened, its meeting."""
    title = fold(meta.title)
    whole = _MARKS.sub("", title)
    names = {whole: 0}
    bare = _BRACKETED.sub("", title)
    names.setdefault(_MARKS.sub("", bare), 0)  # 政府工作报告(2012) is called 政府工作报告
    main, *rest = _DASH.split(bare)
    for words in (main, _YEAR.sub("", bare), _SPEAKER.sub("", bare), _SPEAKER.sub("", main), *rest):
        key = _MARKS.sub("", words)
        if len(key) >= _MIN_SHORT or (rest and words == main):
            names.setdefault(key, 1)
    for words in (fold(meta.occasion), *(m["meeting"] for m in [_MEETING.search(bare)] if m)):
        key = _MARKS.sub("", _YEAR.sub("", words))
        if len(key) >= _MIN_MEETING:
            names.setdefault(f"@{key}", 2)
    return tuple(Name(key, rank) for key, rank in names.items() if len(key) >= _MIN_TITLE)


def choose_speech(naming: Naming, candidates: Sequence[NamedSpeech], own: NamedSpeech) -> tuple[str, ...]:
    """Tell which speeches a naming means: one is a link, several are a diagnostic, none is neither.

    A whole title goes before a shortened one; a year or a speaker that the text states must be right. A text that may
    be speaking of itself is not linked.
    """
    fitting = [one for one in candidates if _fits(naming, one, own)]
    best = min((one.rank for one in fitting), default=0)
    fitting = [one for one in fitting if one.rank == best]
    if any(one.id == own.id for one in fitting):
        return ()
    return tuple(sorted({one.id for one in fitting}))


def _fits(naming: Naming, one: NamedSpeech, own: NamedSpeech) -> bool:
    if naming.year and one.year and naming.year != one.year:
        return False
    if naming.speaker == "*":
        return not one.speaker or not own.speaker or one.speaker == own.speaker
    if naming.speaker.startswith("?"):
        return bool(one.speaker) and one.speaker in naming.speaker
    return True
