"""The printed book, asked with the tools of poppler."""

import re
import subprocess
import zlib
from pathlib import Path

import pytest

from publish.small_book import COPIED, EDITIONS, RARE, TEX, book_command

_BLANK = re.compile(r"\s+")


def ask(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def body_text(pdf: Path) -> str:
    """Give the text as it is copied out, without running heads and page numbers, and without line ends."""
    return _BLANK.sub("", ask("pdftotext", "-raw", "-x", "0", "-y", "74", "-W", "600", "-H", "712", pdf, "-"))


def unpacked(pdf: Path) -> bytes:
    data = pdf.read_bytes()
    streams = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            streams.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return data + b"\n".join(streams)


def test_every_paragraph_comes_out_as_it_was_said(pdfs: dict[str, Path], small_book: Path) -> None:
    text = body_text(pdfs["zh-hans"])
    said = (small_book / f"speeches/clean/{COPIED[0]}.txt").read_text("utf-8").split("---\n", 2)[2]
    lost = [line for line in said.split("\n") if _BLANK.sub("", line) not in text]
    assert lost == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_rare_characters_are_printed_and_copied(pdfs: dict[str, Path], edition: str) -> None:
    text = body_text(pdfs[edition])
    assert f"{'㑇' if edition == 'zh-hans' else '㑳'}塘村的𠮷先生" in text
    assert "一九九〇年——那一年……走了①步、Ⅲ段，℃、№、α、Д、→、▢、\ufffd都在。" in text


def test_what_looks_like_tex_is_text(pdfs: dict[str, Path], small_book: Path) -> None:
    assert _BLANK.sub("", TEX) in body_text(pdfs["zh-hans"])
    assert RARE in body_text(pdfs["zh-hans"])
    assert not list(small_book.rglob("x"))


@pytest.mark.parametrize(
    ("edition", "title", "author", "language", "contents"),
    [
        ("zh-hans", "青澜讲话选编", "样书编辑组", b"zh-Hans", "目录"),
        ("zh-tw", "青瀾講話選編", "樣書編輯組", b"zh-Hant-TW", "目錄"),
    ],
)
def test_what_the_file_says_of_itself(
    pdfs: dict[str, Path], edition: str, title: str, author: str, language: bytes, contents: str
) -> None:
    info = ask("pdfinfo", pdfs[edition])
    assert re.search(rf"^Title: +{title}$", info, re.MULTILINE)
    assert re.search(rf"^Author: +{author}$", info, re.MULTILINE)
    assert "(A4)" in info
    assert re.search(rb"/Lang ?\(" + language, unpacked(pdfs[edition]))
    assert contents in ask("pdftotext", "-layout", pdfs[edition], "-")


def test_contents_lead_to_pages_and_bookmarks_to_speeches(pdfs: dict[str, Path]) -> None:
    contents = ask("pdftotext", "-layout", "-f", "3", "-l", "3", pdfs["zh-hans"], "-")
    assert re.search(r"在全县办公室工作会议上的讲话[ .]+\d+\n", contents)
    outline = ask("pdftohtml", "-xml", "-i", "-stdout", pdfs["zh-hans"]).partition("<outline>")[2]
    assert "2008 年" in outline
    assert "在全县办公室工作会议上的讲话" in outline
    assert "校勘记" not in outline


def test_running_head_names_the_speech(pdfs: dict[str, Path]) -> None:
    heads = ask("pdftotext", "-layout", "-x", "0", "-y", "0", "-W", "600", "-H", "74", pdfs["zh-hans"], "-")
    assert re.search("青澜讲话选编 +在全县办公室工作会议上的讲话", heads)


def test_paragraphs_are_named_places(pdfs: dict[str, Path], small_book: Path) -> None:
    places = {edition: ask("pdfinfo", "-dests", pdf) for edition, pdf in pdfs.items()}
    for listing in places.values():
        for name in (COPIED[0], f"{COPIED[0]}-p4", f"{COPIED[0]}-p5-1", f"{COPIED[0]}-apparatus"):
            assert f'"{name}"' in listing
        assert '"id1"' not in listing
    pages = ask("pdftohtml", "-xml", "-i", "-stdout", pdfs["zh-hans"])
    assert re.search(r'<a href="[^"]*#\d+"[^>]*>第', pages)


@pytest.mark.parametrize("edition", EDITIONS)
def test_all_fonts_are_embedded(pdfs: dict[str, Path], edition: str) -> None:
    fonts = ask("pdffonts", pdfs[edition]).splitlines()[2:]
    assert [line for line in fonts if line.split()[-5:-2] != ["yes", "yes", "yes"]] == []
    assert any("NotoSerifCJK" in line for line in fonts)


def test_nothing_is_done_again(pdfs: dict[str, Path], small_book: Path) -> None:
    before = {pdf: pdf.stat().st_mtime_ns for pdf in pdfs.values()}
    done = book_command(small_book, "build", "pdf")
    assert done.stdout.count("没有变化") == len(EDITIONS)
    assert {pdf: pdf.stat().st_mtime_ns for pdf in pdfs.values()} == before
    assert set((small_book / "docs/_build/pdf").iterdir()) == set(pdfs.values())
