"""Edit a clean text in the middle of a review: one that cannot be read afterwards is not left behind unsaid."""

from enum import Enum, auto
from pathlib import Path

from rich.console import Console
from rich.text import Text

from speechbook.cli.keys import END_OF_INPUT, key_pressed
from speechbook.cli.text_editor import open_editor
from speechbook.errors import FileProblemError
from speechbook.pipeline.archive import Archive

__all__ = ("Edited", "edit_clean_text")


class Edited(Enum):
    """What came of opening an editor."""

    NOTHING = auto()
    """The text is as it was."""
    CHANGED = auto()
    LEFT = auto()
    """The user left the review; the text is as the editor wrote it."""


def edit_clean_text(archive: Archive, console: Console, speech: str, line: int) -> Edited:
    """Open the editor at a line, counted from 1, until the text can be read, or put it back as it was."""
    path = archive.clean_path(speech)
    before = path.read_bytes()
    while True:
        open_editor(path, line)
        problem = _problem_of(archive, speech)
        if problem is None:
            return Edited.NOTHING if path.read_bytes() == before else Edited.CHANGED
        console.print(Text(f"speechbook：{problem}", "green"))
        console.print(Text("[e] 再改  [r] 恢复原样", "bold"))
        key = key_pressed()
        if key == "r":
            _put_back(path, before)
            return Edited.NOTHING
        if key in ("q", END_OF_INPUT):
            return Edited.LEFT


def _problem_of(archive: Archive, speech: str) -> FileProblemError | None:
    """Tell what is wrong with a clean text that was just edited."""
    try:
        has_text = bool(archive.load_clean(speech).lines)
    except FileProblemError as problem:
        return problem
    return None if has_text else FileProblemError(str(archive.clean_path(speech)), "正文没有了")


def _put_back(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_bytes(data)
    temporary.replace(path)
