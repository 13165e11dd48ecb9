"""Open one raw file, and turn its bytes into text by the form they have.

This is the only place of `read` that opens files; all others are functions of bytes.
"""

from collections.abc import Callable
from pathlib import Path, PurePath

from speechbook.errors import FileProblemError
from speechbook.model import RawKind, RawText, SourceText
from speechbook.read.encodings import decode, looks_written
from speechbook.read.formats import check_text, find_kind

__all__ = ("MAX_BYTES", "read_bytes", "read_document", "read_raw")

MAX_BYTES = 32 * 1024 * 1024
"""A speech has some ten thousand characters, a scanned one some pictures; a larger file is something else."""
_MAX_TEXT_BYTES = 8 * 1024 * 1024
_MAX_LOST_SHARE = 0.1
"""Of the characters, which could not be decoded: more, and it is no text in an encoding that we know."""
_SAMPLE_BYTES = 64 * 1024
_MIN_JUDGED_CHARS = 40


def read_raw(path: Path) -> SourceText:
    """Read one raw file and give its text alone.

    Raises `FileProblemError` for a missing, empty, binary or oversized file, for a folder, and for a form that is not
    read.
    """
    return read_document(str(path), read_bytes(path)).source


def read_bytes(path: Path) -> bytes:
    """Read a file whole, with the reason in Chinese when that cannot be done."""
    try:
        if path.is_dir():
            raise FileProblemError(str(path), "这是文件夹，不是文件", "请指定其中的文件")
        _check_size(str(path), path.stat().st_size)
        return path.read_bytes()
    except FileNotFoundError as exc:
        raise FileProblemError(str(path), "没有这个文件", "请检查文件名和所在文件夹") from exc
    except PermissionError as exc:
        raise FileProblemError(str(path), "没有读取权限", "请检查文件权限") from exc
    except (OSError, ValueError) as exc:
        raise FileProblemError(str(path), f"读不出来（{exc}）") from exc


def read_document(name: str, data: bytes) -> RawText:
    """Turn the bytes of a raw file into its text; `name` is for messages, and its ending a hint.

    Raises `FileProblemError` for what is empty, binary, oversized, damaged, or of a form that is not read.
    """
    _check_size(name, len(data))
    kind = find_kind(name, PurePath(name).suffix.lower(), data)
    if kind is not RawKind.TEXT:
        return _extractor(kind)(name, data)
    if len(data) > _MAX_TEXT_BYTES:
        raise FileProblemError(
            name, f"文本有 {len(data):,} 字节，超过 {_MAX_TEXT_BYTES:,} 字节的上限", "请拆成单篇讲话"
        )
    check_text(name, data)
    _check_decoding(name, decode(data[:_SAMPLE_BYTES]))
    source = decode(data)
    _check_decoding(name, source)
    return RawText(source)


def _check_decoding(name: str, source: SourceText) -> None:
    lost = len(source.patches) > _MAX_LOST_SHARE * len(source.text) and len(source.text) > _MIN_JUDGED_CHARS
    if lost or not looks_written(source.text[:_SAMPLE_BYTES], source.encoding):
        raise FileProblemError(name, "认不出文字的编码，读出来大半是乱码", "请用记事本打开，确认能读后另存为 UTF-8")


def _extractor(kind: RawKind) -> Callable[[str, bytes], RawText]:
    """Load what reads a form; most runs meet none, and the libraries take a while to load."""
    if kind is RawKind.HTML:
        from speechbook.read.html_files import read_html

        return read_html
    if kind is RawKind.DOCX:
        from speechbook.read.word_files import read_docx

        return read_docx
    from speechbook.read.pdf_files import read_pdf

    return read_pdf


def _check_size(name: str, size: int) -> None:
    if size > MAX_BYTES:
        raise FileProblemError(name, f"文件有 {size:,} 字节，超过 {MAX_BYTES:,} 字节的上限", "请拆成单篇讲话")
