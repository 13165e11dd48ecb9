"""Take a file from anywhere into the archive."""

from pathlib import Path

from speechbook.config import Folders
from speechbook.errors import FileProblemError
from speechbook.read import read_bytes, read_document

__all__ = ("copy_into_archive",)


def copy_into_archive(folders: Folders, file: Path) -> Path:
    """Copy a raw file into `speeches/raw`; one that is there already stays where it is.

    Raises `FileProblemError` for a file that cannot be read as a text, and for another file of the same name.
    """
    if file.resolve().is_relative_to(folders.raw.resolve()):
        read_bytes(file)
        return file
    data = read_bytes(file)
    read_document(str(file), data)
    target = folders.raw / file.name
    if target.exists():
        if target.read_bytes() == data:
            return target
        raise FileProblemError(str(file), "原件库里已有同名的另一个文件", "请先改名，或放进 speeches/raw 的子文件夹")
    folders.raw.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(target)
    except OSError as exc:
        temporary.unlink(missing_ok=True)
        raise FileProblemError(str(target), f"写不进去（{exc.strerror}）", "请检查磁盘空间和文件夹权限") from exc
    return target
