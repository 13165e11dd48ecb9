"""Which files of the frame there are, which of them a book has of its own, and taking one over."""

import filecmp
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from speechbook.errors import UsageError
from speechbook.frame import FRAME_PARTS, frame_folder
from speechbook.pipeline.files import copy_file

__all__ = ("FrameFile", "frame_files", "take_over")


@dataclass(frozen=True, slots=True)
class FrameFile:
    """One file of the frame."""

    name: str
    """Below `conf`, with `/`."""
    is_own: bool
    """The book has a file of this name, which goes before that of the frame."""
    is_same: bool
    """The two hold the same."""


def frame_files(conf: Path) -> Iterator[FrameFile]:
    """Yield the files of the frame, sorted."""
    frame = frame_folder()
    for part in FRAME_PARTS:
        for path in sorted((frame / part).rglob("*")):
            if path.is_file() and path.suffix != ".mo":
                name = path.relative_to(frame).as_posix()
                own = conf / name
                yield FrameFile(name, own.is_file(), own.is_file() and filecmp.cmp(own, path, shallow=False))


def take_over(conf: Path, name: str) -> Path:
    """Copy a file of the frame into the book, to be changed there; one that the book has is left as it is.

    Raises `UsageError` for a name that is none of the frame, `FileProblemError` when it cannot be written.
    """
    wanted = PurePosixPath(name.removeprefix("conf/")).as_posix()
    if wanted not in {one.name for one in frame_files(conf)}:
        raise UsageError(f"程序里没有 {name}；不写文件名，列出全部")
    own = conf / wanted
    if not own.exists():
        copy_file(frame_folder() / wanted, own)
    return own
