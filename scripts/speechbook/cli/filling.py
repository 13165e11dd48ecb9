"""Fill lines of Chinese by the columns that a terminal gives them.

A Han character takes two columns, and a line may end after any of them; but it must not begin with a comma, end with an
opening bracket, or break a word or an option in two.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len

__all__ = ("filled", "paragraphs")

_AS_IT_STANDS = "\b"
"""Click's mark before lines that are not to be filled."""
_OPENING = "（《“‘「『【"
_CLOSING = "，。、；：？！…）》”’」』】"
_PIECE = re.compile(rf"[{_OPENING}]*(?:[!-~]+|[^{_OPENING}\s])[{_CLOSING}]*|\s+|[{_OPENING}]+")


def filled(text: str, width: int) -> list[str]:
    """Break a paragraph into lines of at most so many columns.

    >>> filled("把 --title 写明，就不问。", 12)
    ['把 --title', '写明，就不', '问。']
    """
    lines = [""]
    for piece in _PIECE.findall(text):
        if cell_len(lines[-1] + piece.rstrip()) > width and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        if lines[-1] or not piece.isspace():
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def paragraphs(text: str, width: int) -> Iterator[list[str]]:
    """Yield the lines of each paragraph of a help text; those after a mark of click stay as they stand.

    Lines of a paragraph are put together without a blank where Chinese meets Chinese.
    """
    for paragraph in re.split(r"\n[ \t]*\n", text.strip("\n")):
        lines = [line.rstrip() for line in paragraph.split("\n")]
        if lines[0].strip() == _AS_IT_STANDS:
            yield lines[1:]
        else:
            yield filled(re.sub(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])", "", "\n".join(lines)).replace("\n", " "), width)
