"""What is left of HTML and XML in a text that was taken out of a page: entities, tags, escaped line ends."""

import html
import re
from collections.abc import Iterator
from html.entities import html5

from speechbook.clean.rule import Span

__all__ = ("decode_entities", "drop_markup", "spell_out_line_ends")

_ENTITY = re.compile(r"&(?:amp;){0,4}(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};|[a-z]{4,6})")
_BARE = frozenset(("nbsp", "ldquo", "rdquo", "lsquo", "rsquo", "mdash", "hellip", "middot", "emsp", "ensp"))
"""Entities that are also known without their semicolon, which some pages lose."""
_TAG = re.compile(
    r"<!--[^<>\n]{0,300}-->"
    r"|</?(?:br|p|div|span|font|strong|b|i|u|em|sup|sub|center|table|tbody|tr|td|th|li|ul|ol|h[1-6]|img|a|script|style"
    r"|section|article|small|big|blockquote|o:p|st1:[a-z]{1,20}|w:[a-zA-Z]{1,20})(?:[ \t/][^<>\n]{0,300})?>",
    re.IGNORECASE,
)
_ENDS_LINE = re.compile(r"<(?:br|/?p|/?div|/tr|/li|/?h[1-6])\b", re.IGNORECASE)
_ESCAPED_LINE_END = re.compile(
    r"_x000[dDaA]_|&#x0?[dDaA];|x0dx0a(?:x0dx0a)*|x(?<![A-Za-z0-9]x)0a(?:x0a)*(?![A-Za-z0-9])"
)
_OPENING_QUOTES = ("“", "‘", "「", "『")
_CLOSING_QUOTES = ("”", "’", "」", "』")
_CLOSING = frozenset("。！？：；”’』」）》!?:;\n")


def spell_out_line_ends(text: str) -> Iterator[Span]:
    r"""Turn escaped line ends (`_x000D_`, `x0dx0a`, `&#x0d;`) into line ends, or drop them inside a sentence.

    Office files write a carriage return as `_x000D_`; a page that strips `&#` and `;` leaves `x0dx0a`. Neither occurs
    in any language. After a mark that closes a sentence or a heading it ends a line; elsewhere it says nothing. Not
    touched: hexadecimal figures in other company, such as 0x0a.

    >>> list(spell_out_line_ends("开会。x0dx0a一、"))
    [(3, 9, '\n')]
    """
    if "x0d" not in text and "x0a" not in text and "_x000" not in text and "&#" not in text:
        return
    for match in _ESCAPED_LINE_END.finditer(text):
        yield match.start(), match.end(), _line_end_at(text, match.start(), match.end())


def _line_end_at(text: str, start: int, end: int) -> str:
    """Give a line feed where the sentence before is closed and a line feed is not there already."""
    before = text[start - 1 : start]
    return "\n" if before in _CLOSING and before not in ("", "\n") and text[end : end + 1] not in ("", "\n") else ""


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a piece stands alone in quotation marks: then the speaker speaks of it."""
    return text[start - 1 : start] in _OPENING_QUOTES and text[end : end + 1] in _CLOSING_QUOTES


def decode_entities(text: str) -> Iterator[Span]:
    """Write `&ldquo;`, `&#12298;`, `&amp;nbsp;` as the characters they stand for, however often they were escaped.

    Known by the ampersand, a name that HTML defines, and the semicolon. Not touched: R&D, AT&T, addresses with
    `&id=3`, unknown names, and numbers of characters that no text can hold.

    >>> list(decode_entities("&ldquo;三农&amp;rdquo;"))
    [(0, 7, '“'), (9, 20, '”')]
    """
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        name = match[1]
        if _is_quoted(text, *match.span()):
            continue
        if name.endswith(";"):
            new = _character(name)
            if new is not None:
                yield match.start(), match.end(), new
        elif name in _BARE:
            yield match.start(), match.end(), html5[f"{name};"]


def _character(name: str) -> str | None:
    if name.startswith("#"):
        char = html.unescape(f"&{name}")
        return char if len(char) == 1 and (char.isprintable() or char.isspace()) and char != "\ufffd" else None
    return html5.get(name)


def drop_markup(text: str) -> Iterator[Span]:
    r"""Drop HTML tags and comments; a tag that ends a line does so where the sentence is closed.

    Known by `<`, the name of an element that exists, and `>` on the same line. A `<br>` or `</p>` in the middle of a
    sentence is a remnant and joins; after 。 it was a line end. Not touched: 《》, `a < b`, names in angle brackets
    that no page uses, a tag in quotation marks, of which the speaker speaks.

    >>> list(drop_markup("坚持<span style='x'>改革</span>"))
    [(2, 18, ''), (20, 27, '')]
    """
    if "<" not in text:
        return
    for match in _TAG.finditer(text):
        start, end = match.span()
        if _is_quoted(text, start, end):
            continue
        yield start, end, _line_end_at(text, start, end) if _ENDS_LINE.match(match[0]) else ""
