"""Characters that a wrong codec turned into others, where what they were is certain."""

import re
import unicodedata
from collections.abc import Iterator

from speechbook.clean.rule import Span

__all__ = ("restore_dashes_and_dots", "restore_ling_in_years", "restore_windows_marks", "use_common_characters")

_DIGITS = "一二三四五六七八九〇○零"
_YEAR = re.compile(f"(?:[{_DIGITS}]|\ufffd\ufffd){{2,8}}")
_PAIR = re.compile("\ufffd\ufffd")
_MIN_DIGITS = 3
_AFTER_TWO = frozenset("年后後")
_KANA = re.compile("[\u3040-\u30fa\u30fc-\u30ff]")
_BARS = re.compile("\u2015+")
_DOTS = re.compile("\u30fb")
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_C1_QUOTE_OR_DASH = re.compile("[\x91-\x97]")
_C1_ALL = re.compile("[\x80-\x9f]")
_UNDEFINED = frozenset("\x81\x8d\x8f\x90\x9d")
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_SUPPLEMENT = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)


def restore_ling_in_years(text: str) -> Iterator[Span]:
    r"""Write 〇 for two U+FFFD between the figures of a year.

    〇 is in GBK and not in GB 2312: a strict codec gives two replacement characters for it. In a row of Chinese figures
    nothing else can stand. Not touched: U+FFFD elsewhere, also beside a single figure, which is reported.

    >>> list(restore_ling_in_years("二\ufffd\ufffd三五年"))
    [(1, 3, '〇')]
    """
    if "\ufffd\ufffd" not in text:
        return
    for match in _YEAR.finditer(text):
        figures = _PAIR.sub("〇", match[0])
        follows = text[match.end() : match.end() + 1]
        known = sum(1 for char in figures if char != "〇")
        enough = len(figures) >= _MIN_DIGITS or (len(figures) > 1 and follows in _AFTER_TWO and follows)
        if known and enough and figures[0] != "〇" and follows != "\ufffd" and text[match.start() - 1] != "\ufffd":
            for pair in _PAIR.finditer(match[0]):
                yield match.start() + pair.start(), match.start() + pair.end(), "〇"


def restore_dashes_and_dots(text: str) -> Iterator[Span]:
    """Write the bar ― as the dash — and the Japanese dot ・ as the Chinese one ·.

    The GB 2312 tables of Unicode map the dash to U+2015 and the dot to U+30FB, the GBK tables map them to U+2014 and
    U+00B7; Chinese text has the latter. Not touched: a dot beside kana.

    >>> list(restore_dashes_and_dots("――坚持马克思・列宁"))
    [(0, 2, '——'), (7, 8, '·')]
    """
    spans = [(match.start(), match.end(), "—" * len(match[0])) for match in _BARS.finditer(text)] if "―" in text else []
    if "・" in text:
        spans += [
            (match.start(), match.end(), "·")
            for match in _DOTS.finditer(text)
            if not _KANA.search(text[max(0, match.start() - 1) : match.end() + 1])
        ]
    yield from sorted(spans)


def restore_windows_marks(text: str) -> Iterator[Span]:
    r"""Read the control characters U+0080 to U+009F as the marks of Windows-1252 that they were.

    Text in Windows-1252 that was read as Latin-1 has its dashes and quotation marks there, and no text uses these
    controls. Not touched: U+0085 where none of the quotation marks and dashes occur (it is a line end), and the five
    that Windows-1252 does not define.

    >>> list(restore_windows_marks("稅務指引。\x97"))
    [(5, 6, '—')]
    """
    if not _C1.search(text):
        return
    pattern = _C1_ALL if _C1_QUOTE_OR_DASH.search(text) else _C1
    for match in pattern.finditer(text):
        if match[0] not in _UNDEFINED:
            yield match.start(), match.end(), match[0].encode("latin-1").decode("cp1252")


def use_common_characters(text: str) -> Iterator[Span]:
    """Write Kangxi radicals and CJK radicals as the characters they look like.

    Fonts of PDF files map common characters such as 食 and 止 to the radicals block, which no search finds. Not
    touched: a radical that is spoken of as such (⽔部, ⽔字旁), and the compatibility ideographs of names.

    >>> list(use_common_characters("誤⽽食"))
    [(1, 2, '而')]
    """
    for match in _RADICAL.finditer(text):
        new = _SUPPLEMENT.get(match[0]) or unicodedata.normalize("NFKC", match[0])
        after = text[match.end() : match.end() + 2]
        if new != match[0] and not after.startswith("部") and after not in ("字旁", "字头", "字底", "字頭"):
            yield match.start(), match.end(), new
