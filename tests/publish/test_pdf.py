"""The printed book, asked with the tools of poppler."""

import re
import subprocess
import zlib
from pathlib import Path

import pytest

from publish.small_book import COPIED, EDITIONS, EMOJI, LONG, RARE, SHARED, TEX, TEX_FILE, book_command
from speechbook.config import load_settings
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import bind_speech
from speechbook.variants import convert, style_for

_BLANK = re.compile(r"\s+")


def ask(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def body_text(pdf: Path, top: int = 74, height: int = 712) -> str:
    """Give the text as it is copied out, without running heads and page numbers, and without line ends."""
    area = ("-x", "0", "-y", str(top), "-W", "600", "-H", str(height))
    return _BLANK.sub("", ask("pdftotext", "-raw", *area, pdf, "-"))


def unpacked(pdf: Path) -> bytes:
    data = pdf.read_bytes()
    streams = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            streams.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return data + b"\n".join(streams)


def said(root: Path, edition: str) -> dict[str, list[str]]:
    """Give the lines of every clean text, as this edition writes them."""
    settings = load_settings(root)
    archive = Archive(settings.folders)
    style = style_for(settings, edition)
    lines = {}
    for path in sorted(settings.folders.clean.glob("*.txt")):
        script = bind_speech(archive, settings, path.stem).speech.meta.script
        text = archive.load_clean(path.stem)
        protected = (*settings.protected, *text.meta.protect)
        lines[path.stem] = [convert(line, script, edition, protected=protected, style=style) for line in text.lines]
    return lines


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_paragraph_of_every_speech_comes_out_as_it_was_said(sample_pdfs: dict[str, Path], edition: str) -> None:
    text = body_text(sample_pdfs[edition])
    speeches = said(sample_pdfs[edition].parents[3], edition)
    assert len(speeches) >= 13
    lost = [(name, line) for name, lines in speeches.items() for line in lines if _BLANK.sub("", line) not in text]
    assert lost == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_rare_characters_are_printed_and_copied(sample_pdfs: dict[str, Path], edition: str) -> None:
    text = body_text(sample_pdfs[edition])
    assert f"{'㑇' if edition == 'zh-hans' else '㑳'}塘村的𠮷先生" in text
    assert "一九九〇年——那一年……走了①步、Ⅲ段，" in text
    assert "℃、№、α、Д、→、▢、\ufffd都在。" in text


@pytest.mark.parametrize("what", [RARE, TEX, TEX_FILE, LONG, EMOJI, SHARED])
def test_what_looks_like_tex_or_fits_no_line_or_font_is_text(
    pdfs: dict[str, Path], official_pdfs: dict[str, Path], small_book: Path, what: str
) -> None:
    assert _BLANK.sub("", what) in body_text(pdfs["zh-hans"])
    assert _BLANK.sub("", what) in body_text(official_pdfs["zh-hans"], 100, 645)
    assert "root:x:" not in body_text(pdfs["zh-hans"])
    assert not list(small_book.rglob("x"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_only_what_its_shape_does_not_tell_carries_its_text_along(pdfs: dict[str, Path], edition: str) -> None:
    """Where xeCJK is not the one that `conf/latex/quick.tex` knows, each character would."""
    text = body_text(pdfs[edition])
    assert unpacked(pdfs[edition]).count(b"/ActualText") < len(text) / 4


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
    for entry in ("按讲话人", "索引"):
        assert re.search(rf"{entry}[ .]+\d+\n", contents)
    outline = ask("pdftohtml", "-xml", "-i", "-stdout", pdfs["zh-hans"]).partition("<outline>")[2]
    for entry in ("2008 年", "按讲话人", "人名索引", "会议索引"):
        assert entry in outline
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


@pytest.mark.parametrize(
    ("edition", "ordered"),
    [
        # C, L, W: by pinyin
        ("zh-hans", ["C", "测试员", "L", "陆启衡", "W", "温述斋"]),
        # 11, 12, 13 strokes; the letters of the Simplified order would be L, C, W
        ("zh-tw", ["十一畫", "陸啟衡", "十二畫", "測試員", "十三畫", "溫述齋"]),
    ],
)
def test_index_of_people_is_sorted_by_pinyin_or_by_strokes(
    pdfs: dict[str, Path], edition: str, ordered: list[str]
) -> None:
    text = ask("pdftotext", "-layout", pdfs[edition], "-")
    index = text.rpartition("人名索引")[2]
    places = [index.index(word) for word in ordered]
    assert places == sorted(places)
    assert re.search(rf"{ordered[1]} +\d+", index)


def test_speeches_are_listed_by_speaker_with_their_pages(pdfs: dict[str, Path]) -> None:
    listed = ask("pdftotext", "-layout", pdfs["zh-hans"], "-").rpartition("按讲话人\n")[2]
    found = re.search(r"陆启衡\s+在全县办公室工作会议上的讲话[ .]+(\d+)\n", listed)
    assert found
    page = ask("pdftotext", "-f", str(int(found[1]) + front_pages(pdfs["zh-hans"])), "-l", "20", pdfs["zh-hans"], "-")
    assert "在全县办公室工作会议上的讲话" in page.partition("\f")[0]


def front_pages(pdf: Path) -> int:
    """Count the pages before the one that is numbered 1."""
    pages = ask("pdftotext", "-layout", pdf, "-").split("\f")
    return next(number for number, page in enumerate(pages) if re.match(r"\s*2015 年", page))


@pytest.mark.parametrize("edition", EDITIONS)
def test_all_fonts_are_embedded_and_cut_down(
    pdfs: dict[str, Path], official_pdfs: dict[str, Path], edition: str
) -> None:
    for pdf in (pdfs[edition], official_pdfs[edition]):
        fonts = ask("pdffonts", pdf).splitlines()[2:]
        assert [line for line in fonts if line.split()[-5:-3] != ["yes", "yes"]] == []
        assert any("NotoSerifCJK" in line for line in fonts)


def test_nothing_is_done_again(pdfs: dict[str, Path], small_book: Path) -> None:
    before = {pdf: pdf.stat().st_mtime_ns for pdf in pdfs.values()}
    done = book_command(small_book, "build", "pdf")
    assert done.stdout.count("没有变化") == len(EDITIONS)
    assert {pdf: pdf.stat().st_mtime_ns for pdf in pdfs.values()} == before
    assert set((small_book / "docs/_build/pdf").glob(".*")) == set()
