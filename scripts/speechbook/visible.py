"""Characters that neither HTML nor XML can hold, and what is shown for them."""

import re

__all__ = ("find_unwritable", "visible_controls")

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_PICTURES = {"\x7f": "\u2421", "\u2028": "\u2424", "\u2029": "\u2424"}


def visible_controls(text: str) -> str:
    r"""Replace control characters by their pictures, one for one; what has none by U+FFFD.

    >>> visible_controls("一\x00二")
    '一␀二'
    """
    return text if text.isprintable() else _CONTROLS.sub(_picture, text)


def find_unwritable(text: str) -> tuple[tuple[int, str], ...]:
    r"""Give place and name of each character that `visible_controls` replaces.

    >>> find_unwritable("一\x00二")
    ((1, 'U+0000'),)
    """
    return tuple((found.start(), f"U+{ord(found[0]):04X}") for found in _CONTROLS.finditer(text))


def _picture(match: re.Match[str]) -> str:
    char = match[0]
    if char in _PICTURES:
        return _PICTURES[char]
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"
