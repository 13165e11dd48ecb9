"""Read and write text files: atomically, and with the reason in Chinese when it cannot be done."""

import contextlib
import filecmp
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path

from speechbook.errors import FileProblemError, TextFormatError, os_reason

__all__ = (
    "Stamp",
    "copy_file",
    "move_into_place",
    "names_in",
    "read_text",
    "remove_leftovers",
    "seconds_of",
    "stamp_of",
    "write_bytes",
    "write_pieces",
    "write_text",
)

_LEFTOVER = re.compile(r"\.(\d+)-\d+\.tmp$")

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds: a cheap sign that a file is as it was."""


def read_text(path: Path) -> str:
    """Read a UTF-8 file. Raises `FileProblemError`, or `TextFormatError` when it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as exc:
        raise FileProblemError(str(path), "没有这个文件", "请检查文件名和所在文件夹") from exc
    except IsADirectoryError as exc:
        raise FileProblemError(str(path), "这是文件夹，不是文件", "请指定其中的文件") from exc
    except UnicodeDecodeError as exc:
        raise TextFormatError(str(path), f"不是 UTF-8 文本（第 {exc.start} 字节起）", "请用 UTF-8 存盘") from exc
    except OSError as exc:
        raise FileProblemError(str(path), f"读不出来（{os_reason(exc)}）") from exc


def write_text(path: Path, text: str) -> bool:
    """Write a UTF-8 file, whole or not at all; return False when it already holds this text."""
    return write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> bool:
    """Write a file, whole or not at all; return False when it already holds these bytes.

    The new file is made beside the old one and renamed over it, so that a run killed at any moment leaves either.
    """
    try:
        if _holds(path, data):
            return False
        temporary = _temporary_beside(path)
        try:
            handle = _new_file(temporary)
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(handle, rest) :]
            finally:
                os.close(handle)
            os.replace(temporary, path)  # noqa: PTH105 -- paths as text cost a third, and every file passes here
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 -- as above
            raise
    except OSError as exc:
        raise FileProblemError(str(path), f"写不进去（{os_reason(exc)}）", "请检查磁盘空间和文件夹权限") from exc
    return True


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Write a UTF-8 file piece by piece, whole or not at all: none but the piece at hand is in memory."""
    temporary = _temporary_beside(path)
    try:
        try:
            with os.fdopen(_new_file(temporary), "wb") as file:
                for piece in pieces:
                    file.write(piece.encode("utf-8"))
            os.replace(temporary, path)  # noqa: PTH105 -- as above
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 -- as above
            raise
    except OSError as exc:
        raise FileProblemError(str(path), f"写不进去（{os_reason(exc)}）", "请检查磁盘空间和文件夹权限") from exc


def names_in(folder: Path, suffix: str = "") -> list[str]:
    """Give the names in a folder that end so, sorted; none where there is no folder.

    Names and not paths: a folder may hold one for each speech, and is looked through at every run.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 -- names and not paths, see above
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(name for name in names if name.endswith(suffix))


def remove_leftovers(folder: Path) -> None:
    """Delete the temporary files that runs left there when they were killed."""
    for name in names_in(folder, ".tmp"):
        match = _LEFTOVER.search(name) if name.startswith(".") else None
        if match and not _is_running(int(match[1])):
            with contextlib.suppress(OSError):
                (folder / name).unlink()


def _is_running(process: int) -> bool:
    if process == os.getpid() or os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def _holds(path: Path, data: bytes) -> bool:
    try:
        return os.stat(path).st_size == len(data) and path.read_bytes() == data  # noqa: PTH116 -- as above
    except OSError:
        return False


def _temporary_beside(path: Path) -> str:
    """Name a file that no other process or thread writes: theirs have another number."""
    folder, slash, name = str(path).rpartition(os.sep)
    return f"{folder}{slash}.{name}.{os.getpid()}-{threading.get_ident()}.tmp"


def _new_file(temporary: str) -> int:
    """Open a new file that everyone may read, and its folder, where that is missing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(temporary, flags, 0o644)
    except FileNotFoundError:
        Path(temporary).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(temporary, flags, 0o644)
    return handle


def move_into_place(made: Path, target: Path) -> None:
    """Put a finished file where it belongs, over an older one; both lie below the same folder."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made.replace(target)
    except OSError as exc:
        raise FileProblemError(str(target), f"写不进去（{os_reason(exc)}）", "请检查磁盘空间和文件夹权限") from exc


def copy_file(source: Path, target: Path) -> None:
    """Copy a file, whole or not at all; one that already is the same is left alone."""
    try:
        if target.is_file() and filecmp.cmp(source, target, shallow=False):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        os.close(handle)
        try:
            shutil.copyfile(source, temporary)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as exc:
        raise FileProblemError(str(target), f"写不进去（{os_reason(exc)}）", "请检查磁盘空间和文件夹权限") from exc


def stamp_of(path: Path | str) -> Stamp | None:
    """Give the stamp of a file; None when there is no such file."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- every file of a book is asked for at every run
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def seconds_of(stamp: Stamp) -> int:
    """Give the time in a stamp, in whole seconds."""
    return stamp[1] // 1_000_000_000
