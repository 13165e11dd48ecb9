"""The e-book, checked by epubcheck, read as the archive it is, and looked at in a browser of the size of a phone."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from publish.conftest import only_one
from publish.small_book import COPIED, EDITIONS, book_command, need

_LANGUAGES = {"zh-hans": "zh-Hans", "zh-tw": "zh-Hant-TW"}
_HOSTILE = 'A<b>&amp;--"引号"\'；</title><script>'
_MARK = re.compile(r'epub:type="noteref" href="#([^"]+)"')


def pages(epub: Path) -> dict[str, str]:
    with zipfile.ZipFile(epub) as archive:
        names = [name for name in archive.namelist() if not name.endswith((".png", ".ttf", ".otf"))]
        return {name: archive.read(name).decode("utf-8") for name in names}


def spine_of(found: dict[str, str]) -> list[str]:
    package = found["content.opf"]
    items = dict(re.findall(r'<item id="(\S+)" href="(\S+)"', package))
    return [items[name] for name in re.findall(r'<itemref idref="(\S+?)"', package)]


def check(epub: Path) -> None:
    need("java", "epubcheck")
    java, checker = (str(shutil.which(name)) for name in ("java", "epubcheck"))
    done = subprocess.run([java, "-jar", checker, str(epub)], capture_output=True, text=True, timeout=120, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr, done.stdout + done.stderr


def book_like(small_book: Path, root: Path, **changes: str) -> Path:
    """Copy the book with other lines in its settings."""
    shutil.copytree(small_book, root, ignore=shutil.ignore_patterns("_build"))
    toml = root / "conf" / "book.toml"
    text = toml.read_text("utf-8")
    for key, value in changes.items():
        text, count = re.subn(rf"(?m)^{key} = .*$", lambda _: f"{key} = {value}", text)  # noqa: B023 -- used at once
        assert count == 1, key
    toml.write_text(text, "utf-8")
    return root


def build(root: Path, edition: str) -> Path:
    done = book_command(root, "build", "epub", "--variant", edition)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / f"docs/_build/epub/qinglan-{edition}.epub"


@pytest.fixture(scope="session")
def vertical(small_book: Path, shared: Path) -> Path:
    """Give the Traditional edition in vertical text."""
    root = shared / "vertical-book"
    with only_one(shared):
        if not root.exists():
            book_like(small_book, root, vertical="true")
        return build(root, "zh-tw")


@pytest.fixture(scope="session")
def hostile(small_book: Path, shared: Path) -> Path:
    """Give an e-book with a title that looks like markup, a font, a picture of its own as cover, and a foreword."""
    need("fc-match")
    root = shared / "hostile-book"
    with only_one(shared):
        if not root.exists():
            font = subprocess.run(
                [str(shutil.which("fc-match")), "-f", "%{file}", "DejaVu Sans"],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            name = f"text{Path(font).suffix}"
            title = "'''" + _HOSTILE + "'''"
            book_like(small_book, root, title=title, editor='""', description='""', rights='""', fonts=f'["{name}"]')
            shutil.copy(font, root / "conf/epub" / name)
            index = root / "docs/index.md"
            index.write_text(
                index.read_text("utf-8").replace("lists/years\n", "前言 <foreword>\nlists/years\n"), "utf-8"
            )
            (root / "docs/foreword.md").write_text(
                "# 前言\n\n见[指南](guide/index.md)、[目录](lists/years.md)。\n", "utf-8"
            )
        return build(root, "zh-hans")


@pytest.mark.parametrize("edition", EDITIONS)
def test_epubcheck_finds_nothing(epubs: dict[str, Path], edition: str) -> None:
    check(epubs[edition])


def test_epubcheck_finds_nothing_in_vertical_text(vertical: Path) -> None:
    check(vertical)


def test_epubcheck_finds_nothing_where_the_title_looks_like_markup(hostile: Path) -> None:
    check(hostile)


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_page_names_its_language(epubs: dict[str, Path], edition: str) -> None:
    language = _LANGUAGES[edition]
    found = pages(epubs[edition])
    tag = f'lang="{language}" xml:lang="{language}"'
    wrong = [name for name, text in found.items() if name.endswith(".xhtml") and tag not in text]
    assert wrong == []
    assert f"<dc:language>{language}</dc:language>" in found["content.opf"]


def test_words_are_chinese_in_the_edition_s_script(epubs: dict[str, Path]) -> None:
    found = pages(epubs["zh-tw"])
    assert "<dc:title>青瀾講話選編</dc:title>" in found["content.opf"]
    assert ">樣書編輯組</dc:creator>" in found["content.opf"]
    assert "<h1>目錄</h1>" in found["nav.xhtml"]
    assert '<a epub:type="bodymatter" href="lists/years.xhtml">正文</a>' in found["nav.xhtml"]
    assert "在全縣辦公室工作會議上的講話" in found["nav.xhtml"]
    assert "樣書：地名、人名、事蹟均為虛構" in found["index.xhtml"]
    package = found["content.opf"] + found["toc.ncx"]
    assert not re.findall(r'title="[A-Za-z ]+"|<text>[A-Za-z ]+</text>', package)


@pytest.mark.parametrize("edition", EDITIONS)
def test_pages_stand_in_the_order_of_the_book(epubs: dict[str, Path], edition: str) -> None:
    found = pages(epubs[edition])
    spine = spine_of(found)
    assert spine[:5] == ["epub-cover.xhtml", "index.xhtml", "nav.xhtml", "lists/years.xhtml", "lists/year-2015.xhtml"]
    assert sorted(spine) == sorted(name for name in found if name.endswith(".xhtml"))
    for name in COPIED:
        assert found["nav.xhtml"].count(f'href="speeches/{name}.xhtml"') == 1


def test_the_book_holds_what_was_said_and_not_the_program(epubs: dict[str, Path]) -> None:
    found = pages(epubs["zh-hans"])
    assert not [name for name in found if name.startswith(("guide/", "reference/"))]
    assert not [name for name in found if name.endswith((".js", "search.xhtml", "genindex.xhtml", "quality.xhtml"))]
    everything = "".join(text for name, text in found.items() if name.endswith(".xhtml"))
    for stray in ("paragraph-link", "headerlink", "¶", "<script", "edition-switch", "bd-header", "guide/"):
        assert stray not in everything
    assert f'id="{COPIED[0]}-p4"' in everything


def test_links_to_what_is_left_out_become_words(hostile: Path) -> None:
    foreword = pages(hostile)["foreword.xhtml"]
    assert "见指南、目录。" in re.sub(r"<[^>]+>", "", foreword)
    assert re.findall(r'href="([^"]+\.xhtml)"', foreword) == ["lists/years.xhtml"]


def test_the_cover_shows_the_title_and_brings_no_font(epubs: dict[str, Path]) -> None:
    for edition, title in (("zh-hans", "青澜讲话选编"), ("zh-tw", "青瀾講話選編")):
        with zipfile.ZipFile(epubs[edition]) as archive:
            assert not [name for name in archive.namelist() if name.endswith((".otf", ".ttf", ".woff"))]
        found = pages(epubs[edition])
        drawing = ElementTree.fromstring(found["_static/cover.svg"])  # noqa: S314 -- our own
        shown = "".join(text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
        assert title in shown
        assert re.search(
            r'href="_static/cover.svg" media-type="image/svg\+xml" properties="cover-image"', found["content.opf"]
        )
        assert "@font-face" not in "".join(found.values())


def test_a_title_that_looks_like_markup_is_text(hostile: Path) -> None:
    found = pages(hostile)
    assert (
        ElementTree.fromstring(found["content.opf"]).findtext(  # noqa: S314 -- our own
            ".//{http://purl.org/dc/elements/1.1/}title"
        )
        == _HOSTILE
    )
    nav = ElementTree.fromstring(found["nav.xhtml"].partition("<!DOCTYPE html>")[2])  # noqa: S314 -- our own
    assert _HOSTILE in [link.text for link in nav.iter("{http://www.w3.org/1999/xhtml}a")]
    assert "<dc:creator" not in found["content.opf"]
    assert "<script" not in "".join(text for name, text in found.items() if name.endswith((".xhtml", ".svg", ".ncx")))


def test_fonts_are_embedded_when_they_are_named(
    hostile: Path, epubs: dict[str, Path], page: Any, tmp_path: Path
) -> None:
    with zipfile.ZipFile(hostile) as archive:
        archive.extractall(tmp_path)
    page.goto((tmp_path / "foreword.xhtml").as_uri())
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px book-1'))")
    assert page.evaluate("[...document.fonts].map(font => font.family).join()") == "book-1"
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith(("book-1", '"book-1"'))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("fonts", '["../../book.toml"]', "不能用"),
        ("fonts", '["书.ttf"]', "不能用"),
        ("fonts", '["nothing.ttf"]', "找不到"),
        ("cover", '"cover.gif"', "不能用"),
        ("cover", '"nothing.png"', "找不到"),
    ],
)
def test_files_that_cannot_be_used_are_named(small_book: Path, tmp_path: Path, key: str, value: str, said: str) -> None:
    root = book_like(small_book, tmp_path / "book", **{key: value})
    done = book_command(root, "build", "epub", "--variant", "zh-hans")
    assert done.returncode == 2
    assert said in done.stderr
    assert f"[epub] {key}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(root.glob("docs/_build/epub/*"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_marks_lead_to_notes_that_pop_up(epubs: dict[str, Path], edition: str) -> None:
    text = pages(epubs[edition])[f"speeches/{COPIED[0]}.xhtml"]
    marked = _MARK.findall(text)
    assert marked
    for name in marked:
        note = re.search(rf'<aside[^>]*epub:type="footnote"[^>]*id="{name}"[^>]*>(.*?)</aside>', text, re.DOTALL)
        assert note, name
        assert text.count(f'id="{name}"') == 1
    assert text.count("<aside") == len(marked)


def test_it_fits_a_phone(epubs: dict[str, Path], page: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(epubs["zh-hans"]) as archive:
        archive.extractall(tmp_path)
    page.set_viewport_size({"width": 390, "height": 844})
    for name in (name for name in pages(epubs["zh-hans"]) if name.endswith(".xhtml")):
        page.goto((tmp_path / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
    page.goto((tmp_path / f"speeches/{COPIED[0]}.xhtml").as_uri())
    indent = page.evaluate(f"getComputedStyle(document.getElementById('{COPIED[0]}-p4')).textIndent")
    assert indent == "32px"


def test_vertical_text_runs_down_and_to_the_left(vertical: Path, page: Any, tmp_path: Path) -> None:
    found = pages(vertical)
    assert 'page-progression-direction="rtl"' in found["content.opf"]
    with zipfile.ZipFile(vertical) as archive:
        archive.extractall(tmp_path)
    page.set_viewport_size({"width": 390, "height": 844})
    for name in (name for name in found if name.endswith(".xhtml") and name != "epub-cover.xhtml"):
        page.goto((tmp_path / name).as_uri())
        assert page.evaluate("getComputedStyle(document.documentElement).writingMode") == "vertical-rl", name
        assert page.evaluate("document.documentElement.scrollHeight") <= 844, name
    page.goto((tmp_path / f"speeches/{COPIED[0]}.xhtml").as_uri())
    first, second = (
        page.evaluate(f"document.getElementById('{COPIED[0]}-p{number}').getBoundingClientRect().right")
        for number in (4, 5)
    )
    assert second < first
    height = page.evaluate("document.querySelector('p[id] .tcy').getBoundingClientRect().height")
    assert abs(height - 16) <= 1  # two digits take the room of one character
    said = found[f"speeches/{COPIED[0]}.xhtml"].partition('class="apparatus')[0]
    assert "“" not in said
    assert "「" in said


def test_horizontal_editions_know_nothing_of_it(epubs: dict[str, Path]) -> None:
    found = pages(epubs["zh-tw"])
    assert 'page-progression-direction="ltr"' in found["content.opf"]
    assert "_static/vertical.css" not in found
    assert 'class="tcy"' not in "".join(found.values())


def test_nothing_is_done_again(epubs: dict[str, Path], small_book: Path) -> None:
    done = book_command(small_book, "build", "epub")
    assert done.stdout.count("没有变化") == len(EDITIONS)
    assert (small_book / "docs/_build/doctrees/epub-zh-hans").is_dir()
    assert set((small_book / "docs/_build/epub").iterdir()) == set(epubs.values())
