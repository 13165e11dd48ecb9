"""What cannot be read is refused, with the reason and the way out."""

import os
from pathlib import Path

import pytest
from made_files import docx, par, zipped

from speechbook.errors import FileProblemError
from speechbook.model import RawKind
from speechbook.read import raw_files, read_document, read_raw

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."


@pytest.mark.parametrize(
    ("name", "data", "reason", "advice"),
    [
        ("空.txt", b"", "空的", ""),
        ("空白.txt", b"\xef\xbb\xbf \r\n\t", "空的", ""),
        ("图片.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 40, "图片", "OCR"),
        ("扫描.jpg", b"\xff\xd8\xff\xe0", "图片", "OCR"),
        ("零.txt", "讲话".encode() + b"\0" * 500, "二进制", "txt"),
        ("远处的零.txt", "讲话".encode() * 20_000 + b"\0" * 500, "空字节", "txt"),
        ("报告.txt", b"%PDF-1.7 ...", "PDF", "txt"),
        ("报告.docx", b"PK\x03\x04zip", "文件不完整", "docx"),
        ("压缩.docx", zipped({"讲话.txt": "同志们"}), "里面没有 Word 文档", "解压"),
        ("表.xlsx", zipped({"xl/workbook.xml": "<a/>"}), "Excel", "txt"),
        ("书.epub", zipped({"META-INF/container.xml": "<a/>"}), "EPUB", "txt"),
        ("稿.odt", zipped({"content.xml": "<a/>"}), "OpenDocument", "LibreOffice"),
        ("报告.doc", OLE, "旧版 Office", "另存为"),
        ("报告.wps", OLE, "旧版 Office", "另存为"),
        ("报告.docx", OLE, "旧版 Office", "另存为"),
        ("报告.rtf", b"{\\rtf1\\ansi", "RTF", "另存为"),
        ("网页.html", b"<html>", "没有找到正文|读不出来|是空的", "浏览器"),
        ("网页.mht", b"MIME-Version: 1.0\r\n", "MHTML", "仅 HTML"),
        ("包.rar", b"Rar!\x1a\x07", "压缩包", "解压"),
    ],
)
def test_refused_with_its_reason(name: str, data: bytes, reason: str, advice: str) -> None:
    with pytest.raises(FileProblemError, match=reason) as problem:
        read_document(name, data)
    assert name in str(problem.value)
    assert advice in problem.value.advice


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("讲话.txt", "讲话".encode()),
        ("讲话.md", "# 讲话".encode()),
        ("讲话.txt", "讲话".encode("utf-16")),
        ("讲话.txt", b"k~\x01&p|9Z" * 3 + "讲话".encode() * 99),
        ("讲话.doc", "其实是纯文本的讲话".encode("gb18030")),
        ("讲话.html", "其实是纯文本的讲话".encode()),
        ("讲话.txt", "文中的 <html> 是一个词".encode()),
        ("讲话.txt", b"PKU \xe5\x8c\x97\xe5\xa4\xa7"),
    ],
)
def test_texts_are_let_through(name: str, data: bytes) -> None:
    found = read_document(name, data)
    assert found.kind is RawKind.TEXT
    assert not found.extractor


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("网页.txt", "<!DOCTYPE html><html><body><div id=zoom>今天开会".encode(), RawKind.HTML),
        ("网页.doc", "\ufeff<html><body><div id=zoom>今天开会".encode(), RawKind.HTML),
        ("讲话.txt", docx(par("今天开会")), RawKind.DOCX),
        ("讲话", docx(par("今天开会")), RawKind.DOCX),
    ],
)
def test_content_goes_before_the_name(name: str, data: bytes, kind: RawKind) -> None:
    assert read_document(name, data).kind is kind


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(FileProblemError, match="没有这个文件"):
        read_raw(tmp_path / "无.txt")
    with pytest.raises(FileProblemError, match="文件夹"):
        read_raw(tmp_path)


def test_oversized_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_files, "MAX_BYTES", 10)
    path = tmp_path / "大.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(FileProblemError, match="上限"):
        read_raw(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file, so nothing is forbidden here")
def test_forbidden_file(tmp_path: Path) -> None:
    path = tmp_path / "密.txt"
    path.write_text("讲话")
    path.chmod(0)
    with pytest.raises(FileProblemError, match="权限"):
        read_raw(path)
