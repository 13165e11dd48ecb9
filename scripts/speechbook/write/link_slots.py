"""Pages with slots: what only the whole collection knows is put in when all speeches have been read.

A slot for a link holds its words; one after each paragraph waits for a note. Slots are written with control characters,
which no page holds otherwise (`visible_controls`).
"""

import re
from collections.abc import Mapping

__all__ = ("fill_slots", "note_slot", "slot")

_LINK = re.compile("\x02(\\d+)\x03([^\x02\x04]*)\x04")
_NOTE = re.compile("\x05([^\x06]*)\x06\n")


def slot(number: int, words: str) -> str:
    """Hold words, in MyST, whose link is not known yet."""
    return f"\x02{number}\x03{words}\x04"


def note_slot(paragraph: str) -> str:
    """Hold the place of a note below a paragraph, given by its permalink."""
    return f"\x05{paragraph}\x06\n"


def fill_slots(page: str, addresses: Mapping[int, str], notes: Mapping[str, str]) -> str:
    """Put addresses and notes in; words without an address stay words, a paragraph without a note goes without."""

    def link(match: re.Match[str]) -> str:
        address = addresses.get(int(match[1]))
        return f"[{match[2]}]({address})" if address else match[2]

    filled = _LINK.sub(link, page)
    return _NOTE.sub(lambda match: notes.get(match[1], ""), filled)
