"""One speech alone; the same bytes from the same source; errors that lead to the text."""

import os
import re
import shutil
from pathlib import Path

import pytest

from publish.small_book import COPIED, book_command, need
from publish.test_pdf import ask, body_text

_ALONE = COPIED[1]


@pytest.fixture(scope="module")
def book(small_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the book in another folder."""
    need("xelatex", "latexmk", "pdftotext", "pdfinfo")
    root = tmp_path_factory.mktemp("alone") / "another-place"
    shutil.copytree(small_book, root, ignore=shutil.ignore_patterns("_build"))
    return root


@pytest.fixture(scope="module")
def alone(book: Path) -> Path:
    done = book_command(book, "build", "pdf", "--speech", _ALONE, "--variant", "zh-tw")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr.strip(), done.stderr
    return book / f"docs/_build/pdf/qinglan-zh-tw-{_ALONE}.pdf"


def test_one_speech_and_nothing_else(alone: Path) -> None:
    text = body_text(alone)
    assert "在二〇一四學年開學典禮上的講話" in text
    assert "索引" not in text
    assert "按講話人" not in text
    assert "目錄" not in text
    assert "辦公室工作會議" not in text
    info = ask("pdfinfo", alone)
    assert re.search(r"^Title: +在二〇一四學年開學典禮上的講話$", info, re.MULTILINE)
    assert re.search(r"^Author: +溫述齋$", info, re.MULTILINE)


@pytest.mark.parametrize("name", ["gong-zhong-hao-kai-xue", "../../conf/book", "x" * 300])
def test_a_speech_that_is_not_there_is_told_with_one_that_is(book: Path, name: str) -> None:
    done = book_command(book, "build", "pdf", "--speech", name)
    assert done.returncode == 2
    assert f"没有编号为 {name} 的讲话" in done.stderr
    if name.startswith("gong"):
        assert COPIED[1] in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((book / "docs/_build/pdf").glob(".*"))


def test_a_single_speech_is_made_as_pdf_only(book: Path) -> None:
    done = book_command(book, "build", "epub", "--speech", _ALONE)
    assert done.returncode == 2
    assert "speechbook build pdf --speech" in done.stderr


def test_the_same_source_gives_the_same_bytes(
    small_book: Path, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = []
    for number, root in enumerate((small_book, book)):
        monkeypatch.setenv("TZ", ("Asia/Shanghai", "America/New_York")[number])
        done = book_command(root, "build", "pdf", "--speech", "rare", "--variant", "zh-hans")
        assert done.returncode == 0, done.stderr
        made.append((root / "docs/_build/pdf/qinglan-zh-hans-rare.pdf").read_bytes())
    assert made[0] == made[1]
    (tmp_path / "made.pdf").write_bytes(made[0])
    assert "Nov 14" in ask("pdfinfo", tmp_path / "made.pdf")


def test_an_error_of_latex_is_shown_as_speech_and_line(book: Path) -> None:
    """A style that stumbles over one paragraph stands for whatever a text may do to it."""
    preamble = book / "conf/latex/preamble.tex"
    before = preamble.read_text("utf-8")
    stumble = r"""
\let\GoodTarget\SpeechTarget
\renewcommand\SpeechTarget[1]{\GoodTarget{#1}\def\here{#1}\def\there{rare-p2}\ifx\here\there\nosuchcommand\fi}
"""
    preamble.write_text(before + stumble, "utf-8")
    try:
        done = book_command(book, "build", "pdf", "--speech", "rare", "--variant", "zh-hans")
    finally:
        preamble.write_text(before, "utf-8")
    assert done.returncode == 3
    assert "《关于特殊字符" in done.stderr
    assert "speeches/clean/rare.txt 第 7 行（rare-p2）" in done.stderr
    assert "Undefined control sequence" in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 3
    assert not list((book / "docs/_build/pdf").glob(".*"))


def test_fonts_that_are_not_installed_are_named_with_their_packages(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = tmp_path / "fc-list"
    listing.write_text("#!/bin/sh\nprintf 'Noto Serif CJK SC\\nDejaVu Sans\\nDejaVu Sans Mono\\n'\n", "utf-8")
    listing.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path), os.environ["PATH"])))
    settings = book / "conf/book.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace('song = "" ', 'song = "我的宋体"'), "utf-8")
    try:
        done = book_command(book, "build", "pdf", "--variant", "zh-hans")
    finally:
        settings.write_text(before, "utf-8")
    assert done.returncode == 3
    for word in (
        "LXGW WenKai",
        "HanaMinA",
        "我的宋体",
        "fonts-lxgw-wenkai",
        "fonts-hanazono",
        "apt-get install",
        "[fonts]",
    ):
        assert word in done.stderr
    assert "fonts-dejavu-core" not in done.stderr
    assert not (book / "docs/_build/pdf/qinglan-zh-hans.pdf").exists()
    assert not list((book / "docs/_build/pdf").glob(".*"))


@pytest.mark.parametrize("name", [r"\\input{x}", "a,b", "../x.otf", "x}%"])
def test_a_name_that_is_no_font_is_refused(book: Path, name: str) -> None:
    settings = book / "conf/book.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace('song = "" ', f'song = "{name}" '), "utf-8")
    try:
        done = book_command(book, "build", "pdf", "--variant", "zh-hans")
    finally:
        settings.write_text(before, "utf-8")
    assert done.returncode == 2
    assert "[fonts.zh-hans] song" in done.stderr
