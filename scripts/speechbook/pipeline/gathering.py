"""The files that somebody wants in the book: single ones, folders, archives, patterns; each with its place there."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from speechbook.errors import FileProblemError, os_reason
from speechbook.read import MAX_ARCHIVE_BYTES, is_archive, packed_files, read_bytes

__all__ = ("Incoming", "gather")

_ZIP = b"PK"
_NOT_WANTED = ("Thumbs.db", "desktop.ini")
_PATTERN = "*?["
_MAX_NAME_BYTES = 200
_UNUSABLE = dict.fromkeys((*range(32), 127, *map(ord, '\\:*?"<>|')), "_")
"""Characters that cannot stand in a file name on every system."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that is to be taken in."""

    shown: str
    """Its name for messages: as it was given, and the path within folder or archive."""
    target: str
    """Where it is to lie below `speeches/raw`, with `/`."""
    data: bytes = b""
    problem: FileProblemError | None = None
    """Why it cannot be taken in."""


def gather(names: Sequence[str]) -> Iterator[Incoming]:
    """Yield all files that the names stand for, one after another; one that cannot be read stops nothing."""
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from _in_folder(path)
        elif not path.exists() and any(mark in name for mark in _PATTERN):
            found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 -- the pattern may be absolute
            if not found:
                yield Incoming(name, "", problem=FileProblemError(name, "没有合于这个写法的文件", "请检查写法"))
            for one in found:
                yield from _in_folder(Path(one)) if Path(one).is_dir() else _from_file(Path(one), Path(one).name)
        else:
            yield from _from_file(path, path.name)


def _in_folder(folder: Path) -> Iterator[Incoming]:
    for top, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for file in sorted(files):
            if file.startswith((".", "~$")) or file in _NOT_WANTED:
                continue
            path = Path(top, file)
            yield from _from_file(path, f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}")


def _from_file(path: Path, target: str) -> Iterator[Incoming]:
    try:
        if _may_be_archive(path):
            data = path.read_bytes()
            if is_archive(str(path), data):
                yield from _in_archive(path, target, data)
                return
        yield Incoming(str(path), safe_path(target), read_bytes(path))
    except FileProblemError as problem:
        yield Incoming(str(path), "", problem=problem)
    except OSError as exc:
        yield Incoming(str(path), "", problem=FileProblemError(str(path), f"读不出来（{os_reason(exc)}）"))


def _may_be_archive(path: Path) -> bool:
    if not path.is_file() or path.stat().st_size > MAX_ARCHIVE_BYTES:
        return False
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def _in_archive(path: Path, target: str, data: bytes) -> Iterator[Incoming]:
    top = target.rpartition(".")[0] or target
    for packed in packed_files(str(path), data):
        shown = f"{path}：{packed.path}"
        yield Incoming(shown, safe_path(f"{top}/{packed.path}"), packed.data, packed.problem)


def safe_path(path: str) -> str:
    """Make a path that lies below its folder on every system, with names as they were where that can be.

    >>> safe_path("../甲:乙/./讲话?.txt")
    '甲_乙/讲话_.txt'
    """
    parts = [part.translate(_UNUSABLE).strip() for part in path.split("/")]
    kept = [_shortened(part.lstrip(".")) for part in parts if part.strip(".")]
    return "/".join(kept) or "_"


def _shortened(name: str) -> str:
    """Cut a name that file systems would refuse, and keep its ending."""
    stem, dot, suffix = name.rpartition(".")
    if len(name.encode("utf-8", "surrogateescape")) <= _MAX_NAME_BYTES:
        return name
    room = _MAX_NAME_BYTES - len(f"{dot}{suffix}".encode("utf-8", "surrogateescape"))
    if not stem or room < 1:
        return name.encode("utf-8", "ignore")[:_MAX_NAME_BYTES].decode("utf-8", "ignore")
    return stem.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore") + dot + suffix
