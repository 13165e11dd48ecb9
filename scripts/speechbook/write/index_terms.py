"""What a page tells the printed index: which names stand in which of its paragraphs."""

from collections.abc import Mapping, Sequence

from speechbook.model import Mention
from speechbook.visible import visible_controls

__all__ = ("index_terms",)


def index_terms(speech: str, mentions: Sequence[Mention], keys: Mapping[Mention, str]) -> str:
    """Write the mentions of a speech as a directive that shows nothing, one a line; empty when there are none.

    A line holds, between tabs, the id of the paragraph (that of the speech for what holds for the whole), the kind, the
    name and its pinyin from `keys`.
    """
    if not mentions:
        return ""
    rows = "".join(
        f"{mention.paragraph or speech}\t{mention.kind.value}\t{_line(mention.name)}\t{keys[mention]}\n"
        for mention in mentions
    )
    return f"```{{index-terms}}\n{rows}```\n"


def _line(name: str) -> str:
    """Keep a name from ending the directive or the line: a fence can stand only at the start of a line."""
    return " ".join(visible_controls(name).split())
