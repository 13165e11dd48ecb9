"""Write characters as LaTeX: words that no line can hold may be broken, signs that no font has are still shown."""

import re
from collections.abc import Callable

__all__ = ("write_text",)

_LONG = r"[!-~\u00a1-\u02af]{24,}"
_JOINER = r"[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_SIGNS = (
    rf"(?:[#*0-9]\ufe0f?\u20e3)|(?:[\U0001f000-\U0001faff\U0001fb00-\U0001fbff]{_JOINER}*)+"
    r"|[\u2600-\u27bf\u2b00-\u2bff]\ufe0f"
)
_UNUSUAL = re.compile(f"({_SIGNS})|({_LONG})")
_MODIFIERS = re.compile(_JOINER)
_BREAK = r"\SpeechBreak{}"


def write_text(text: str, encode: Callable[[str], str]) -> str:
    """Escape `text` by `encode`; long words get places to break, emoji their own fonts and the text that is copied."""
    if not _UNUSUAL.search(text):
        return encode(text)
    pieces: list[str] = []
    position = 0
    for found in _UNUSUAL.finditer(text):
        pieces.append(encode(text[position : found.start()]))
        pieces.append(_signs(found[1]) if found[1] else _BREAK.join(encode(char) for char in found[2]))
        position = found.end()
    pieces.append(encode(text[position:]))
    return "".join(pieces)


def _signs(signs: str) -> str:
    """Show each sign by itself; what only changes the one before it, a tone of skin, is copied but not shown."""
    shown = _MODIFIERS.sub("", signs) or signs
    glyphs = "".join(rf"\SpeechSign{{{ord(char):X}}}" for char in shown)
    return rf"\SpeechSigns{{{signs.encode('utf-16-be').hex().upper()}}}{{{glyphs}}}"
