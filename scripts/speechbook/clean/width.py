"""Letters, digits and percent signs in full width, as the web pages of the 1990s wrote them."""

import re
from collections.abc import Iterator

from speechbook.clean.rule import Span

__all__ = (
    "WIDE_ASCII",
    "narrow_letters_and_digits",
)

_LETTERS = "\uff05\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
WIDE_ASCII = f"{_LETTERS}\uff0e"
"""What may have to be narrowed; for use inside `[...]`."""
_WIDE = re.compile(f"[{_LETTERS}]+")
_WIDE_NUMBER_MARK = re.compile("(?<=[0-9\uff10-\uff19])\uff0e(?=[0-9\uff10-\uff19])")


def narrow_letters_and_digits(text: str) -> Iterator[Span]:
    """Write full-width digits, Latin letters, decimal points and percent signs in ASCII.

    House style of a clean text; the width says nothing. Not touched: all other full-width punctuation.

    >>> list(narrow_letters_and_digits("１９９７年"))
    [(0, 4, '1997')]
    """
    spans = [(m.start(), m.end(), "".join(chr(ord(c) - 0xFEE0) for c in m[0])) for m in _WIDE.finditer(text)]
    spans += [(m.start(), m.end(), ".") for m in _WIDE_NUMBER_MARK.finditer(text)]
    yield from sorted(spans)
