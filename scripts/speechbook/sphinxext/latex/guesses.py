r"""Tell LaTeX on which page a place will be, before it knows, so that the second run gives what the first one gave.

In its first run over a book LaTeX knows no page numbers, and what it prints in their place is narrower or wider. A line
that breaks elsewhere can move a paragraph to another page, and then a third run is needed: half a minute for a
thousand speeches. A guess of as many digits is enough. It comes from how far into the book the place is, compared
with the place of the reference, whose page is known.
"""

import re

__all__ = ("add_guesses",)

_LABEL = re.compile(r"\\label\{\\detokenize\{([^{}]*)\}\}")
_REFERENCE = re.compile(r"\\SpeechSeePage\{\\detokenize\{([^{}]*)\}\}")
_UNIT = 100
"""Characters of LaTeX: TeX counts to two thousand million, and multiplies these by pages."""


def add_guesses(body: str) -> str:
    r"""Give each `\SpeechSeePage{LABEL}` two numbers more: how far in the label is, and how far in it is itself."""
    places = {found[1]: found.start() for found in _LABEL.finditer(body)}

    def with_guess(found: re.Match[str]) -> str:
        here = found.start()
        return f"{found[0]}{{{places.get(found[1], here) // _UNIT + 1}}}{{{here // _UNIT + 1}}}"

    return _REFERENCE.sub(with_guess, body)
