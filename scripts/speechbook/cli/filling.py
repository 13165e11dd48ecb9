"""Fill lines of Chinese by the columns that a terminal gives them.

A Han character takes two columns, and a line may end after any of them; but it must not begin with a comma, end with an
opening bracket, or break a word or an option in two.
"""

import re
import shutil
import sys
from collections.abc import Iterator

import click
from rich.cells import cell_len

__all__ = ("filled", "paragraphs", "say")

_AS_IT_STANDS = "\b"
"""Click's mark before lines that are not to be filled."""
_OPENING = "（《“‘「『【"
_CLOSING = "，。、；：？！…）》”’」』】"
_PIECE = re.compile(rf"[{_OPENING}]*(?:[!-~]+|[^{_OPENING}\s])[{_CLOSING}]*|\s+|[{_OPENING}]+")


def say(words: str, *, err: bool = False, between: str = "", indent: str = "") -> None:
    """Print one line; on a terminal that is too narrow for it, several.

    The line ends after facts that are parted by `between`, where that is given, and else where it must; later lines
    are indented. In a pipe one line stays one line, for `grep` and others.
    """
    stream = sys.stderr if err else sys.stdout
    if not stream.isatty():
        click.echo(words, err=err)
        return
    width = shutil.get_terminal_size().columns
    for line in words.split("\n"):
        click.echo("\n".join(_rows(line.split(between) if between else [line], between, indent, width)), err=err)


def _rows(facts: list[str], between: str, indent: str, width: int) -> list[str]:
    rows: list[str] = []
    for fact in facts:
        if rows and cell_len(f"{rows[-1]}{between}{fact}") <= width:
            rows[-1] += f"{between}{fact}"
        else:
            rows += (f"{indent if rows else ''}{line}" for line in filled(fact, width - cell_len(indent)))
    return rows


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
