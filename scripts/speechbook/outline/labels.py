"""Labels that open a line: which family they belong to, which number they carry, how sure they are.

A family (`LabelClass`) is a way of writing, not a rank: which family stands above which is found for each document, in
`ranks`. A label that could just as well be text (`1.100年…`, `一是…`, `一 …`) is marked doubtful and counts only when
a neighbour in the same family confirms it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from speechbook.han import BLANKS, HAN, NUMERALS, numeral_value

__all__ = ("Label", "LabelClass", "read_label")


class LabelClass(Enum):
    """A family of labels: `(name, conventional rank or None)`; a smaller rank stands higher."""

    CHAPTER = ("chapter", 0)
    FORMAL = ("formal", 1)
    STEM = ("stem", 2)
    COMMA = ("comma", 3)
    ARTICLE = ("article", 3)
    PAREN = ("paren", 4)
    ARABIC = ("arabic", 5)
    ARABIC_HALF = ("arabic-half", 6)
    ARABIC_PAREN = ("arabic-paren", 6)
    CIRCLED = ("circled", 7)
    ORDINAL = ("ordinal", None)
    ITEM_WORD = ("item-word", None)
    LETTER = ("letter", None)
    DASH = ("dash", None)
    BULLET = ("bullet", None)
    UNLABELLED = ("unlabelled", None)
    SHORT_SENTENCE = ("short-sentence", None)
    PARALLEL = ("parallel", None)
    STEP = ("step", None)
    MARKED = ("marked", None)

    @property
    def convention(self) -> int | None:
        """The rank that Chinese official style gives the family; None where custom knows none."""
        rank: int | None = self.value[1]
        return rank


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line."""

    family: LabelClass
    text: str
    """As written, without blanks after it."""
    value: int | None
    """Its number; None for dashes and bullets."""
    end: int
    """Where the words after it begin, blanks passed, in characters from the start of the line."""
    doubtful: bool = False
    """It counts only beside a neighbour of its family."""


_CN = f"[{NUMERALS}]{{1,6}}"
_BLANK = f"[{BLANKS}]"
_FORMAL_DIGITS = dict(zip("壹贰貳弐叁參叄参肆伍陆陸柒捌玖", (1, 2, 2, 2, 3, 3, 3, 3, 4, 5, 6, 6, 7, 8, 9), strict=True))
_FORMAL = "".join(_FORMAL_DIGITS) + "拾"
_UNITS = "年月日号號时時点點个個名条條项項件位种種天周週届屆次万萬亿億元"
"""What is counted or dated by a number before it: `3 月`."""
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ENCLOSED_RUNS = (
    ("①", 20, LabelClass.CIRCLED),
    ("㈠", 10, LabelClass.PAREN),
    ("⑴", 20, LabelClass.ARABIC_PAREN),
    ("⒈", 20, LabelClass.ARABIC),
    ("❶", 10, LabelClass.CIRCLED),
    ("㊀", 10, LabelClass.CIRCLED),
)
_ENCLOSED = {
    chr(ord(first) + step): (family, step + 1) for first, length, family in _ENCLOSED_RUNS for step in range(length)
}


def _formal_value(numeral: str) -> int | None:
    """Read 壹 … 玖, 拾, 拾壹, 贰拾."""
    tens, found, units = numeral.partition("拾")
    if not found:
        return _FORMAL_DIGITS.get(numeral)
    high = _FORMAL_DIGITS.get(tens) if tens else 1
    low = _FORMAL_DIGITS.get(units) if units else 0
    return None if high is None or low is None else high * 10 + low


def _stem_value(numeral: str) -> int | None:
    return _STEMS.index(numeral) + 1


def _letter_value(letter: str) -> int | None:
    return ord(letter.lower()) - ord("a") + 1


def _digit_value(numeral: str) -> int | None:
    return int(numeral)  # full-width digits, too


def _no_value(_: str) -> int | None:
    return None


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of writing a label: its pattern (group 1 is the numeral), and how sure it is."""

    family: LabelClass
    pattern: re.Pattern[str]
    value: Callable[[str], int | None]
    doubtful: bool = False


def _form(
    family: LabelClass, pattern: str, value: Callable[[str], int | None] = numeral_value, *, doubtful: bool = False
) -> _Form:
    return _Form(family, re.compile(pattern), value, doubtful)


# All quantifiers are bounded and none is nested: a hostile line costs a few dozen steps. The first form that fits wins.
_FORMS = (
    _form(LabelClass.CHAPTER, rf"第({_CN}|\d{{1,3}})(?:章|节|節|编|編|篇|讲|講|部分)(?=[{BLANKS}、，：:]|$)[、，：:]?"),
    _form(LabelClass.ORDINAL, rf"第({_CN})(?:[点點项項]|[个個]?方面)?(?:[，、：:,]|{_BLANK}{{1,3}})(?!第)"),
    _form(LabelClass.ORDINAL, rf"第({_CN})[条條][，：:,]"),
    _form(LabelClass.ARTICLE, rf"第({_CN})[条條](?:之[{NUMERALS}])?"),
    _form(LabelClass.FORMAL, rf"([{_FORMAL}]{{1,3}})[、．.]", _formal_value),
    _form(
        LabelClass.FORMAL,
        rf"([{_FORMAL}]{{1,3}})(?=[{BLANKS}：:])[：:]?",
        _formal_value,
        doubtful=True,
    ),
    _form(LabelClass.STEM, rf"([{_STEMS}])[、．.]", _stem_value),
    _form(LabelClass.STEM, rf"[（(]([{_STEMS}])[）)]", _stem_value),
    _form(LabelClass.COMMA, rf"({_CN})[、．](?![{NUMERALS}]+[个個大项項])"),
    _form(LabelClass.PAREN, rf"[（(]{_BLANK}{{0,2}}({_CN}){_BLANK}{{0,2}}[）)][、．.]?"),
    _form(LabelClass.PAREN, rf"({_CN})[）)]", doubtful=True),
    _form(LabelClass.ARABIC, r"(\d{1,3})(?:[．、]|\.(?=[^\d]|$))", _digit_value),
    _form(
        LabelClass.ARABIC,
        r"(\d{1,3})\.(?=\d)(?!\d+[万萬亿億%％倍多余餘])",
        _digit_value,
        doubtful=True,
    ),
    _form(LabelClass.ARABIC, rf"(\d{{1,2}}){_BLANK}{{1,3}}(?=[{HAN}“《])(?![{_UNITS}])", _digit_value, doubtful=True),
    _form(LabelClass.ARABIC_HALF, r"(\d{1,3})[）)]", _digit_value),
    _form(LabelClass.ARABIC_PAREN, rf"[（(]{_BLANK}{{0,2}}(\d{{1,3}}){_BLANK}{{0,2}}[）)]", _digit_value),
    _form(LabelClass.LETTER, r"([A-Za-z])(?:[．、）)]|\.(?=[^A-Za-z]))", _letter_value, doubtful=True),
    _form(LabelClass.ITEM_WORD, rf"({_CN})(?:[是要靠]|就是)(?!一)", doubtful=True),
    _form(LabelClass.DASH, rf"[—―─－–]{{2,4}}(?=[{HAN}“「『《A-Za-z0-9])", _no_value),
    _form(LabelClass.BULLET, rf"[●■◆▲★◎○□◇※•▪]{_BLANK}{{0,2}}", _no_value),
    _form(LabelClass.COMMA, rf"({_CN})[，,.](?=[^{NUMERALS}])", doubtful=True),
    _form(LabelClass.COMMA, rf"({_CN})(?=[{BLANKS}]|$)", doubtful=True),
)
_MAY_BEGIN = re.compile(rf"[第（(\dA-Za-z{NUMERALS}{_FORMAL}{_STEMS}—―─－–●■◆▲★◎○□◇※•▪]")
"""What one of these forms begins with: of most lines the first character tells that it has no label."""
_LEADING_BLANKS = re.compile(rf"{_BLANK}{{0,20}}")


def read_label(line: str, start: int = 0) -> Label | None:
    """Read the label at `start` of a line.

    >>> [read_label(line).text for line in ("（十二）党建", "參、結語", "第四點，說明", "3. 觀光")]
    ['（十二）', '參、', '第四點，', '3.']
    >>> read_label("一个世纪以来"), read_label("第三世界国家")
    (None, None)
    """
    enclosed = _ENCLOSED.get(line[start : start + 1])
    if enclosed:
        family, value = enclosed
        return Label(family, line[start], value, _past_blanks(line, start + 1))
    if not _MAY_BEGIN.match(line, start):
        return None
    for form in _FORMS:
        found = form.pattern.match(line, start)
        if not found:
            continue
        number = form.value(found[1]) if form.pattern.groups else None
        if form.pattern.groups and not number:
            continue
        text = found[0].rstrip(BLANKS)
        return Label(form.family, text, number, _past_blanks(line, found.end()), form.doubtful)
    return None


def _past_blanks(line: str, start: int) -> int:
    found = _LEADING_BLANKS.match(line, start)
    return found.end() if found else start
