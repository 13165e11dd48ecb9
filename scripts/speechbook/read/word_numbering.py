"""The labels that Word counts itself (一、 （一） 1. …): they are in no run of text, and lost in a plain copy."""

import re
from dataclasses import dataclass

from speechbook.read.word_packages import Node, child, name_of, value_of

__all__ = ("Numbering",)

_MAX_LEVELS = 9
_MAX_CHAIN = 20
"""Styles based on one another; a longer chain is a circle."""
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_LEGAL_SIMPLE = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_COUNTED = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "koreanCounting",
        "ideographDigital",
        "japaneseDigitalTenThousand",
        "taiwaneseDigital",
    )
)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    is_legal: bool


class Numbering:
    """Counts the lists of one document in reading order."""

    def __init__(self, numbering: Node | None, styles: Node | None) -> None:
        """Read the definitions; either part may be missing."""
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._styles = {value_of(s, "styleId"): s for s in _children(styles, "style")}
        self._counts: dict[str, list[int]] = {}
        self._seen: set[tuple[str, int]] = set()
        self._default_style = next(
            (
                value_of(s, "styleId")
                for s in _children(styles, "style")
                if value_of(s, "type") == "paragraph" and value_of(s, "default") in ("1", "true")
            ),
            "",
        )
        self._read(numbering)

    def label(self, paragraph: Node) -> str:
        """Give the label of the next paragraph; empty for one that is not counted, and for bullets."""
        number, level = self._place(paragraph)
        if not number or number == "0" or number not in self._lists:
            return ""
        abstract, levels = self._lists[number]
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [0] * _MAX_LEVELS)
        for upper in range(level):
            if not counts[upper]:
                counts[upper] = levels[upper].start if upper in levels else 1
        restart = self._restarts.get(number, {}).get(level)
        if restart is not None and (number, level) not in self._seen:
            counts[level] = restart
        else:
            counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        self._seen.add((number, level))
        counts[level + 1 :] = [0] * (_MAX_LEVELS - level - 1)
        return self._shown(levels, level, counts)

    @staticmethod
    def _shown(levels: dict[int, _Level], level: int, counts: list[int]) -> str:
        this = levels[level]
        if this.form in ("bullet", "none"):
            return ""

        def put(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            form = levels[index].form if index in levels else "decimal"
            return _figure("decimal" if this.is_legal else form, counts[index])

        label = _PLACE.sub(put, this.text).strip()
        return label if _PLACE.search(this.text) else ""

    def _place(self, paragraph: Node) -> tuple[str, int]:
        """Find list and level of a paragraph: its own, or those of its style."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        number, level = value_of(child(own, "numId")), value_of(child(own, "ilvl"))
        style = value_of(child(properties, "pStyle")) or self._default_style
        for _ in range(_MAX_CHAIN):
            if (number and level) or style not in self._styles:
                break
            node = self._styles[style]
            listed = child(node, "pPr", "numPr")
            number = number or value_of(child(listed, "numId"))
            level = level or value_of(child(listed, "ilvl"))
            style = value_of(child(node, "basedOn"))
        return number, _whole(level, 0, _MAX_LEVELS - 1)

    def _read(self, numbering: Node | None) -> None:
        abstracts = {value_of(node, "abstractNumId"): node for node in _children(numbering, "abstractNum")}
        numbers = {value_of(node, "numId"): node for node in _children(numbering, "num")}
        for number, node in numbers.items():
            abstract = value_of(child(node, "abstractNumId"))
            for _ in range(_MAX_CHAIN):
                link = value_of(child(abstracts.get(abstract), "numStyleLink"))
                linked = child(self._styles.get(link), "pPr", "numPr", "numId")
                following = numbers.get(value_of(linked))
                if not link or following is None:
                    break
                abstract = value_of(child(following, "abstractNumId"))
            levels = {
                _whole(value_of(item, "ilvl"), 0, _MAX_LEVELS - 1): _level(item)
                for item in _children(abstracts.get(abstract), "lvl")
            }
            for override in _children(node, "lvlOverride"):
                place = _whole(value_of(override, "ilvl"), 0, _MAX_LEVELS - 1)
                changed, start = child(override, "lvl"), child(override, "startOverride")
                if changed is not None:
                    levels[place] = _level(changed)
                if start is not None:
                    self._restarts.setdefault(number, {})[place] = _whole(value_of(start), 1, 99_999)
            self._lists[number] = (abstract, levels)


def _children(node: Node | None, name: str) -> list[Node]:
    return [] if node is None else [item for item in node if name_of(item) == name]


def _level(node: Node) -> _Level:
    form = child(node, "numFmt")
    if form is None:
        # Word writes newer forms with a choice of what older programs understand.
        form = child(node, "AlternateContent", "Fallback", "numFmt")
    legal = child(node, "isLgl")
    return _Level(
        _whole(value_of(child(node, "start")), 1, 99_999),
        value_of(form) or "decimal",
        value_of(child(node, "lvlText")),
        legal is not None and value_of(legal) not in ("0", "false"),
    )


def _whole(value: str, default: int, most: int) -> int:
    return min(int(value), most) if value.isascii() and value.isdigit() and len(value) < 10 else default


def _figure(form: str, count: int) -> str:  # noqa: C901 - a table of forms
    if form in _COUNTED:
        return _counted(count, _DIGITS, "十百千")
    if form == "chineseLegalSimplified":
        return _counted(count, _LEGAL_SIMPLE, "拾佰仟", bare_ten=False)
    if form == "ideographLegalTraditional":
        return _counted(count, _LEGAL_TRADITIONAL, "拾佰仟", bare_ten=False)
    if form == "ideographTraditional" and 1 <= count <= len(_STEMS):
        return _STEMS[count - 1]
    if form == "ideographZodiac" and 1 <= count <= len(_BRANCHES):
        return _BRANCHES[count - 1]
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= count <= 20:
        return chr(0x245F + count)
    if form == "decimalEnclosedParen" and 1 <= count <= 20:
        return chr(0x2473 + count)
    if form == "decimalEnclosedFullstop" and 1 <= count <= 20:
        return chr(0x2487 + count)
    if form == "ideographEnclosedCircle" and 1 <= count <= 10:
        return chr(0x327F + count)
    if form.startswith("decimalFullWidth"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    if form == "decimalZero":
        return f"{count:02}"
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 780:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 1 <= count < 4000:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return "" if form == "none" else str(count)


def _counted(count: int, digits: str, units: str, *, bare_ten: bool = True) -> str:
    """Write a number below 10,000 in Chinese: 十二, 一百零三."""
    if not 0 < count < 10_000:
        return str(count)
    shown = ""
    figures = str(count)
    for place, figure in enumerate(figures):
        rest = len(figures) - place - 1
        if figure != "0":
            shown += digits[int(figure)] + (units[rest - 1] if rest else "")
        elif shown and not shown.endswith(digits[0]) and figures[place:].strip("0"):
            shown += digits[0]
    return shown[1:] if bare_ten and shown.startswith(digits[1] + units[0]) else shown


def _roman(count: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        shown += letters * (count // value)
        count %= value
    return shown
