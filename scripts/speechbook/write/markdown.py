"""Write any text so that MyST shows just these characters.

CommonMark gives back every backslash-escaped ASCII punctuation mark as itself, so all of them are escaped, whatever
they would mean where they stand. Blanks that a parser would strip become entities. Control characters, which neither
HTML nor CommonMark can hold (U+0000 becomes U+FFFD), are shown by their Unicode pictures.
"""

import re

from speechbook.visible import visible_controls

__all__ = ("escape", "quoted", "span", "strong")

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_EDGE = re.compile(r"^\s+|\s+$|[\t\n\r]")


def escape(text: str) -> str:
    r"""Write one line of plain text as MyST inline text.

    >>> escape("{include} a_b <b> **x** 1. 二")
    '\\{include\\} a\\_b \\<b\\> \\*\\*x\\*\\* 1\\. 二'
    """
    shown = visible_controls(text)
    if _PUNCTUATION.search(shown):
        shown = _PUNCTUATION.sub(_escaped, shown)
    if text.isprintable() and not (text[:1].isspace() or text[-1:].isspace()):
        return shown
    return _EDGE.sub(lambda match: "".join(f"&#{ord(char)};" for char in match[0]), shown)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


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
