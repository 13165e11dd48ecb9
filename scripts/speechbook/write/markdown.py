"""Write any text so that MyST shows just these characters.

CommonMark gives back every backslash-escaped ASCII punctuation mark as itself, so all of them are escaped, whatever
they would mean where they stand. Blanks that a parser would strip become entities. Control characters, which neither
HTML nor CommonMark can hold (U+0000 becomes U+FFFD), are shown by their Unicode pictures.
"""

import re

__all__ = ("escape", "quoted", "span", "strong", "visible_controls")

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_EDGE = re.compile(r"^\s+|\s+$|[\t\n\r]")
_PICTURES = {"\x7f": "\u2421", "\u2028": "\u2424", "\u2029": "\u2424"}


def visible_controls(text: str) -> str:
    r"""Replace control characters by their pictures, one for one; C1 controls by U+FFFD.

    >>> visible_controls("一\x00二")
    '一␀二'
    """
    return _CONTROLS.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    char = match[0]
    if char in _PICTURES:
        return _PICTURES[char]
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"


def escape(text: str) -> str:
    r"""Write one line of plain text as MyST inline text.

    >>> escape("{include} a_b <b> **x** 1. 二")
    '\\{include\\} a\\_b \\<b\\> \\*\\*x\\*\\* 1\\. 二'
    """
    escaped = _PUNCTUATION.sub(r"\\\1", visible_controls(text))
    return _EDGE.sub(lambda match: "".join(f"&#{ord(char)};" for char in match[0]), escaped)


def strong(text: str) -> str:
    """Emphasise plain text, by the role: `**…。**` is not bold before a Han character (commonmark-spec#650).

    Text that the role cannot hold as it is stays plain.
    """
    if "`" in text or text != text.strip() or text != visible_controls(text) or "\\" in text or not text:
        return escape(text)
    return f"{{strong}}`{text}`"


def span(content: str, *, name: str = "", classes: str = "") -> str:
    """Put inline MyST into a span with an id or classes."""
    attributes = [f"#{name}"] if name else []
    attributes += [f".{one}" for one in classes.split()]
    return f"[{content}]{{{' '.join(attributes)}}}" if attributes else content


def quoted(text: str, limit: int = 40) -> str:
    """Put plain text between quotation marks, cut in the middle when it is long."""
    if len(text) > limit:
        text = f"{text[: limit // 2]}……{text[-limit // 2 :]}"
    return f"“{escape(text)}”"
