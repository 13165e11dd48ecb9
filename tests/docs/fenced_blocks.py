"""The fenced blocks of a Markdown page, in order: what a reader is shown as commands, output and files.

- `sh`: commands, one a line.
- `output`: what the commands of the block before it print. `……` stands for what is left out: alone on a line, for any
  lines; within one, for any characters.
- a `{code-block}` with a `:caption:`: a file that the reader writes. The caption is its name in the book; with
  `（开头）` behind it, the block is the front matter of a clean text that is there; a block of `diff` shows one line
  before and after the change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_OPENING = re.compile(r"^(?P<fence>`{3,})(?:\{code-block\} ?)?(?P<kind>[\w-]*)$")
_OPTION = re.compile(r"^:(?P<name>[a-z-]+): (?P<value>.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block."""

    page: str
    line: int
    """Of the opening fence, from 1."""
    kind: str
    """Language, empty where none is named."""
    caption: str
    text: str
    """With a line end behind each line."""


def fenced_blocks(path: Path) -> Iterator[Block]:
    """Yield the blocks of a page; directives other than `{code-block}` are none."""
    lines = iter(enumerate(path.read_text(encoding="utf-8").splitlines(), 1))
    for number, line in lines:
        opened = _OPENING.match(line)
        if opened is None:
            if line.startswith("```"):
                _skip(lines)
            continue
        inner: list[str] = []
        caption = ""
        for _, text in lines:
            if text == opened["fence"]:
                break
            option = _OPTION.match(text) if not inner and "{" in line else None
            if option is None:
                inner.append(text)
            elif option["name"] == "caption":
                caption = option["value"]
        while inner and not inner[0]:
            inner.pop(0)
        yield Block(path.name, number, opened["kind"], caption, "".join(f"{text}\n" for text in inner))


def _skip(lines: Iterator[tuple[int, str]]) -> None:
    for _, text in lines:
        if text == "```":
            return


def fits(shown: str, printed: str) -> bool:
    """Tell whether a shown output is what was printed, up to what it leaves out."""
    wanted = "".join(
        r"(?:[^\n]*\n)*?" if line == "……" else r"[^\n]*".join(map(re.escape, line.split("……"))) + r"\n"
        for line in shown.splitlines()
    )
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return re.fullmatch(wanted, lines) is not None
