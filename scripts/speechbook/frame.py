"""The frame of a book: the look, words and page forms that all books share, shipped with the program.

A book holds its own settings and lists; everything else comes from here, so that a new version of the program improves
every book. A file of the same name in the book's own `conf/` goes before that of the frame. The frame is `conf/` of our
own repository: the wheel carries it inside the package, and a checkout that is installed for editing is read in place.
"""

from pathlib import Path

from speechbook.errors import ConfigError

__all__ = ("FRAME_PARTS", "frame_file", "frame_folder", "frame_folders")

FRAME_PARTS = ("epub", "latex", "locale", "static", "templates")
"""Folders of the frame, which a book may have too."""

_PACKAGE = Path(__file__).parent


def frame_folder() -> Path:
    """Locate the frame. Raises `ConfigError` where the program was not installed whole."""
    for folder in (_PACKAGE / "book_frame", _PACKAGE.parent.parent / "conf"):
        if (folder / "templates").is_dir():
            return folder
    raise ConfigError(f"程序没有装全：{_PACKAGE} 里没有 book_frame。请重新安装 speechbook")


def frame_folders(conf: Path, part: str) -> tuple[Path, ...]:
    """Give the folders that hold a part of the frame: the book's own, where it has one, then the program's."""
    both = (conf / part, frame_folder() / part)
    return tuple(dict.fromkeys(folder.resolve() for folder in both if folder.is_dir()))


def frame_file(conf: Path, name: str) -> Path:
    """Locate a file of the frame, `latex/fonts.tex`: the book's own where it has one, else the program's."""
    own = conf / name
    return own if own.is_file() else frame_folder() / name
