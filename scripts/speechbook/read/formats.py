"""What form a file has: found from its first bytes, and from its name only where these say nothing."""

from speechbook.errors import FileProblemError
from speechbook.model import RawKind
from speechbook.read.encodings import BYTE_ORDER_MARKS

__all__ = ("check_text", "find_kind")

_WORD = "请用 Word、WPS 或 LibreOffice 打开，另存为 .docx 或 .txt"
_PICTURE = "请先做文字识别（OCR），把认出的文字存为 .txt"
_UNPACK = "请先解压，再提供其中的文件"
_PLAIN = "请提供 .txt、.html、.docx 或带文字层的 .pdf"

_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "这是旧版 Office 文件（.doc、.wps 等）", _WORD),
    (b"\xd0\xcf\x11\xe0", "这是旧版 Office 文件（.doc、.wps 等）", _WORD),
    (b"{\\rtf", "这是 RTF 文件", _WORD),
    (b"\x89PNG\r\n\x1a\n", "这是图片", _PICTURE),
    (b"\xff\xd8\xff", "这是图片", _PICTURE),
    (b"GIF87a", "这是图片", _PICTURE),
    (b"GIF89a", "这是图片", _PICTURE),
    (b"II*\x00", "这是图片", _PICTURE),
    (b"MM\x00*", "这是图片", _PICTURE),
    (b"AT&TFORM", "这是 DjVu 扫描件", _PICTURE),
    (b"HN\x1c", "这是知网 CAJ 文件", "请用 CAJViewer 另存为 PDF，或把文字复制成 .txt"),
    (b"CAJ", "这是知网 CAJ 文件", "请用 CAJViewer 另存为 PDF，或把文字复制成 .txt"),
    (b"Rar!", "这是压缩包", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "这是压缩包", _UNPACK),
    (b"\x1f\x8b", "这是压缩包", _UNPACK),
    (b"ITSF", "这是 CHM 帮助文件", "请用 7-Zip 解开，再提供其中的 .html"),
)
_WEB_ARCHIVE = (b"MIME-Version:", b"From: <Saved by", b'From: "Saved by', b"From: =?")
_PDF = b"%PDF-"
_PDF_MARK_WITHIN = 1024
_ZIP = b"PK"
_ZIP_KINDS = (b"PK\x03\x04", b"PK\x05\x06")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD_BYTES = 64 * 1024
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a")
_MAX_CONTROL_SHARE = 0.02
"""Old forum noise carries some control characters; a binary file carries many."""


def find_kind(name: str, suffix: str, data: bytes) -> RawKind:
    """Tell what a file is; `name` is for messages, `suffix` is in lower case with its dot.

    Raises `FileProblemError` for what is empty or of a form that is not read, and says how to convert it.
    """
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise FileProblemError(name, "文件是空的", "请换一份有内容的文件")
    for signature, what, advice in _SIGNATURES:
        if data.startswith(signature):
            raise FileProblemError(name, what, advice)
    if data.startswith(_PDF) or (suffix == ".pdf" and _PDF in data[:_PDF_MARK_WITHIN]):
        return RawKind.PDF
    if data.startswith(_ZIP_KINDS):
        return RawKind.DOCX
    if data.startswith(_WEB_ARCHIVE) and suffix in (".mht", ".mhtml", ".eml"):
        raise FileProblemError(name, "这是单个文件的网页存档（MHTML）", "请在浏览器中打开它，另存为“网页，仅 HTML”")
    if suffix in (".html", ".htm", ".xhtml", ".shtml") or _is_page(data):
        return RawKind.HTML if b"<" in data or data.startswith(_UTF16_MARKS) else RawKind.TEXT
    return RawKind.TEXT


def _is_page(data: bytes) -> bool:
    """Tell whether a file begins as a web page does, whatever its name."""
    head = data[:_PDF_MARK_WITHIN]
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].decode(encoding, "ignore").encode("utf-8", "ignore")
    head = head.lstrip().lower()
    if head.startswith(b"<?xml") and b"?>" in head:
        head = head.partition(b"?>")[2].lstrip()
    return head.startswith((b"<!doctype html", b"<html", b"<head>", b"<body", b"<meta "))


def check_text(name: str, data: bytes) -> None:
    """Refuse what cannot be a text. Raises `FileProblemError`."""
    if data.startswith(_UTF16_MARKS):
        return
    head = data[:_HEAD_BYTES]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if head.count(0) > len(head) // 1000 or controls > _MAX_CONTROL_SHARE * len(head):
        raise FileProblemError(name, "这是二进制文件，不是文本", _PLAIN)
    zeros = data.count(0)
    if zeros > len(data) // 1000 + 1:
        raise FileProblemError(name, f"文件里有 {zeros:,} 个空字节，不是文本，或者存坏了", _PLAIN)
