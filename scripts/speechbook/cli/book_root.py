"""Which book a command works on: found from where the user is; where there is none, the way to one is named.

A command that writes must not begin a book by accident: in the folder above the book, where people stand right after
`speechbook new`, it would leave pages and folders that belong to nothing.
"""

import re
import shlex
from pathlib import Path

from speechbook.config import Folders, Settings, load_settings
from speechbook.errors import UsageError

__all__ = ("as_word", "book_settings", "find_book", "shown_path")

_SHOWN = 3


def find_book(start: Path) -> Path:
    """Find the nearest folder upwards that holds the settings of a book; else where we are."""
    for folder in (start, *start.parents):
        if (folder / "conf" / "book.toml").is_file():
            return folder
    return start


def book_settings(root: Path) -> Settings:
    """Read the settings of the book at `root`. Raises `UsageError` where there is none, and says where one is."""
    if not _is_book(root):
        raise UsageError(f"{root} 里没有书。{_way_to_a_book(root)}")
    return load_settings(root)


def shown_path(path: Path) -> str:
    """Show a path from here when that is shorter."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def as_word(path: Path) -> str:
    """Write a path as one word of a command."""
    shown = shown_path(path)
    return shown if re.fullmatch(r"[\w./~-]+", shown) else shlex.quote(shown)


def _is_book(root: Path) -> bool:
    """Tell whether a folder is a book: with settings, or with speeches and the settings that books have by default."""
    folders = Folders(root)
    return (folders.conf / "book.toml").is_file() or folders.raw.parent.is_dir()


def _way_to_a_book(root: Path) -> str:
    try:
        below = sorted(path.parent.parent for path in root.glob("*/conf/book.toml"))
    except OSError:
        below = []
    if below:
        ways = "，或 ".join(f"cd {as_word(path)}" for path in below[:_SHOWN])
        return f"先进到书的文件夹里：{ways}"
    return "先进到书的文件夹里（cd 文件夹）；还没有书，就新建一本：speechbook new 我的书"
