"""What is not a text of reasonable size is refused, with the reason and the way out."""

import os
from pathlib import Path

import pytest

from speechbook.errors import FileProblemError
from speechbook.read import check_bytes, raw_files, read_raw


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("空.txt", b"", "空的"),
        ("空白.txt", b"\xef\xbb\xbf \r\n\t", "空的"),
        ("图片.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 40, "二进制"),
        ("零.txt", "讲话".encode() + b"\0" * 500, "二进制"),
        ("报告.txt", b"%PDF-1.7 ...", "PDF"),
        ("报告.txt", b"PK\x03\x04zip", "压缩包"),
        ("报告.docx", "其实是文本".encode(), ".docx"),
        ("报告.doc", b"\xd0\xcf\x11\xe0....", "旧版 Office"),
        ("网页.html", b"<html>", ".html"),
    ],
)
def test_refused_with_its_reason(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(FileProblemError, match=reason) as problem:
        check_bytes(name, Path(name).suffix, data)
    assert name in str(problem.value)
    assert problem.value.advice


@pytest.mark.parametrize("data", ["讲话".encode(), "讲话".encode("utf-16"), b"k~\x01&p|9Z" * 3 + "讲话".encode() * 99])
def test_texts_are_let_through(data: bytes) -> None:
    assert check_bytes("讲话.txt", ".txt", data) == data


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
