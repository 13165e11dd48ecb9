"""Open one raw file: refuse what is not a text of reasonable size, and say what to do instead."""

from pathlib import Path

from speechbook.errors import FileProblemError
from speechbook.model import SourceText
from speechbook.read.encodings import decode

__all__ = ("MAX_BYTES", "check_bytes", "read_bytes", "read_raw")

MAX_BYTES = 32 * 1024 * 1024
"""A speech has some ten thousand characters; a larger file is something else."""

_CONVERT_FIRST = {
    ".doc": "请用 Word 或 LibreOffice 另存为 .txt",
    ".wps": "请用 WPS 另存为 .txt",
    ".docx": "请用 Word 或 LibreOffice 另存为 .txt",
    ".pdf": "请先用 pdftotext 转成 .txt",
    ".html": "请在浏览器中另存为文本文件",
    ".htm": "请在浏览器中另存为文本文件",
    ".rtf": "请用 Word 或 LibreOffice 另存为 .txt",
}
_SIGNATURES = (
    (b"%PDF-", "这是 PDF 文件", ".pdf"),
    (b"PK\x03\x04", "这是压缩包或 Office 文件", ".docx"),
    (b"\xd0\xcf\x11\xe0", "这是旧版 Office 文件", ".doc"),
    (b"{\\rtf", "这是 RTF 文件", ".rtf"),
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a")
_MAX_CONTROL_SHARE = 0.02
"""Old forum noise carries some control characters; a binary file carries many."""


def read_raw(path: Path) -> SourceText:
    """Read and decode one raw file.

    Raises `FileProblemError` for a missing, empty, binary or oversized file and for a folder.
    """
    return decode(check_bytes(str(path), path.suffix.lower(), read_bytes(path)))


def read_bytes(path: Path) -> bytes:
    """Read a file whole, with the reason in Chinese when that cannot be done."""
    try:
        if path.is_dir():
            raise FileProblemError(str(path), "这是文件夹，不是文件", "请指定其中的文件")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FileProblemError(str(path), f"文件有 {size:,} 字节，超过 {MAX_BYTES:,} 字节的上限", "请拆成单篇讲话")
        return path.read_bytes()
    except FileNotFoundError as exc:
        raise FileProblemError(str(path), "没有这个文件", "请检查文件名和所在文件夹") from exc
    except PermissionError as exc:
        raise FileProblemError(str(path), "没有读取权限", "请检查文件权限") from exc
    except (OSError, ValueError) as exc:
        raise FileProblemError(str(path), f"读不出来（{exc}）") from exc


def check_bytes(name: str, suffix: str, data: bytes) -> bytes:
    """Return the bytes when they can be a text; raise `FileProblemError` when they cannot."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise FileProblemError(name, "文件是空的", "请换一份有内容的文件")
    for signature, what, kind in _SIGNATURES:
        if data.startswith(signature):
            raise FileProblemError(name, f"{what}，不是纯文本", _CONVERT_FIRST[kind])
    if data.startswith(_UTF16_MARKS):
        return data
    if suffix in _CONVERT_FIRST:
        raise FileProblemError(name, f"暂不支持 {suffix} 文件", _CONVERT_FIRST[suffix])
    head = data[: 64 * 1024]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if head.count(0) > len(head) // 1000 or controls > _MAX_CONTROL_SHARE * len(head):
        raise FileProblemError(name, "这是二进制文件，不是文本", "请提供纯文本文件（.txt）")
    return data
