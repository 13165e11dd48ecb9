"""The files in a zip archive that somebody packed: each with the name it had, and none outside its limits.

Windows packs Chinese names in GBK and says nothing of it; Python takes such bytes for cp437. The bytes are got back and
read as UTF-8, else as GB18030, else as Big5.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from speechbook.errors import FileProblemError
from speechbook.read.raw_files import MAX_BYTES
from speechbook.read.zip_limits import SafeZip

__all__ = ("MAX_ARCHIVE_BYTES", "PackedFile", "is_archive", "packed_files")

MAX_ARCHIVE_BYTES = 256 * 1024 * 1024
_ADVICE = "请解压后把文件夹给 speechbook add"
_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_WORD = (".docx", ".docm")
_OFFICE = "[Content_Types].xml"
_IS_UTF8 = 0x800
_ENCODINGS = ("utf-8", "gb18030", "big5")


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file of an archive."""

    path: str
    """Within the archive, with `/`."""
    data: bytes
    problem: FileProblemError | None = None
    """Why it could not be read; `data` is empty then."""


def is_archive(name: str, data: bytes) -> bool:
    """Tell whether these are the bytes of an archive of files, and not of a Word document, which is a zip, too.

    Raises `FileProblemError` for an archive that is damaged or beyond its limits.
    """
    if not data.startswith(_SIGNATURES):
        return False
    # Of a damaged file only the name tells that it was a document.
    opened = SafeZip(name, data) if name.lower().endswith(_WORD) else SafeZip(name, data, _ADVICE)
    return _OFFICE not in opened


def packed_files(name: str, data: bytes) -> Iterator[PackedFile]:
    """Yield the files of an archive, sorted by their names; what systems put in beside them is left out.

    Raises `FileProblemError` for an archive that is damaged or beyond its limits.
    """
    opened = SafeZip(name, data, _ADVICE)
    paths = {member: _name_of(member, flags) for member, flags in opened.flags.items() if not member.endswith("/")}
    for member, path in sorted(paths.items(), key=lambda item: item[1]):
        parts = path.split("/")
        if "__MACOSX" in parts or any(part.startswith((".", "~$")) for part in parts):
            continue
        try:
            yield PackedFile(path, opened.read(member, MAX_BYTES))
        except FileProblemError as problem:
            yield PackedFile(path, b"", problem)


def _name_of(member: str, flags: int) -> str:
    name = member
    if not flags & _IS_UTF8:
        try:
            raw = member.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in _ENCODINGS if raw else ():
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
