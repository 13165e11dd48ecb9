"""Open a zip archive that a stranger made: nothing is unpacked, and nothing is read beyond its limit.

The directory of the archive is judged before Python's zipfile reads it, and what a member really holds is counted while
it is read, whatever the directory says of its size.
"""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from speechbook.errors import FileProblemError

__all__ = ("SafeZip",)

_END_SIGNATURE = b"PK\x05\x06"
_END_BYTES = 22
_MAX_COMMENT_BYTES = 65_535
_MAX_DIRECTORY_BYTES = 1024 * 1024
_MAX_MEMBERS = 4_000
_MAX_TOTAL_BYTES = 512 * 1024 * 1024
_MAX_RATIO = 300
"""Text in XML packs 10 to 40 times, blanks alone 1,000 times."""
_MAX_FREE_BYTES = 4 * 1024 * 1024
"""A member no larger than this may pack as well as it likes."""
_IS_ENCRYPTED = 0x1
_ADVICE = "请用 Word 或 WPS 打开后另存为新的 .docx，或复制成 .txt"


class SafeZip:
    """A zip archive within its limits; `name` is for messages.

    All methods raise `FileProblemError` where a limit is passed or the archive is damaged.
    """

    def __init__(self, name: str, data: bytes, advice: str = _ADVICE) -> None:
        """Judge the directory and open it; `advice` is for messages, too."""
        self._name = name
        self._advice = advice
        self._check_end(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as exc:
            raise self._problem("文件已损坏，打不开") from exc
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._check_members()

    def __contains__(self, member: str) -> bool:
        return member in self._members

    @property
    def members(self) -> tuple[str, ...]:
        """Names of the members, in the order of the directory."""
        return tuple(self._members)

    @property
    def flags(self) -> dict[str, int]:
        """Flag bits of the members, by their names."""
        return {name: info.flag_bits for name, info in self._members.items()}

    def read(self, member: str, max_bytes: int) -> bytes:
        """Read one member whole."""
        info = self._members[member]
        if info.file_size > max_bytes:
            raise self._problem(f"其中的 {_short(member)} 展开后有 {info.file_size:,} 字节，超过上限")
        try:
            with self._zip.open(info) as file:
                data = file.read(max_bytes + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as exc:
            raise self._problem(f"其中的 {_short(member)} 已损坏") from exc
        if len(data) > max_bytes:
            raise self._problem(f"其中的 {_short(member)} 展开后超过 {max_bytes:,} 字节的上限")
        return data

    def _check_end(self, data: bytes) -> None:
        """Judge the record at the end, which says how large the directory is."""
        place = data.rfind(_END_SIGNATURE, max(0, len(data) - _END_BYTES - _MAX_COMMENT_BYTES))
        if place < 0 or place + _END_BYTES > len(data):
            raise self._problem("文件不完整，可能没有下载完")
        count, directory_bytes, offset = struct.unpack("<HII", data[place + 10 : place + 20])
        if 0xFFFFFFFF in (directory_bytes, offset) or count == 0xFFFF or directory_bytes > _MAX_DIRECTORY_BYTES:
            raise self._problem("压缩包的目录大得不像文档")

    def _check_members(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > _MAX_MEMBERS:
            raise self._problem(f"压缩包里有 {len(infos):,} 个文件，不像文档")
        total = sum(info.file_size for info in infos)
        if total > _MAX_TOTAL_BYTES:
            raise self._problem(f"压缩包展开后有 {total:,} 字节，超过 {_MAX_TOTAL_BYTES:,} 字节的上限")
        for info in infos:
            if info.file_size > _MAX_FREE_BYTES and info.file_size > _MAX_RATIO * max(1, info.compress_size):
                raise self._problem(f"其中的 {_short(info.filename)} 压缩得不合情理，可能是压缩炸弹")
            if _leaves_its_folder(info.filename):
                raise self._problem(f"压缩包里有越出文件夹的路径 {_short(info.filename)}")
            if info.flag_bits & _IS_ENCRYPTED:
                raise FileProblemError(self._name, "文件有密码", "请先去掉密码")

    def _problem(self, reason: str) -> FileProblemError:
        return FileProblemError(self._name, reason, self._advice)


def _leaves_its_folder(member: str) -> bool:
    path = PurePosixPath(member.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in member[:3]


def _short(member: str) -> str:
    shown = "".join(char if char.isprintable() else "?" for char in member)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
