"""The e-book, checked by epubcheck and read as the archive it is."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from publish.small_book import COPIED, EDITIONS, book_command, need

_LANGUAGES = {"zh-hans": "zh-Hans", "zh-tw": "zh-Hant-TW"}


def pages(epub: Path) -> dict[str, str]:
    with zipfile.ZipFile(epub) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist() if not name.endswith(".png")}


@pytest.mark.parametrize("edition", EDITIONS)
def test_epubcheck_finds_nothing(epubs: dict[str, Path], edition: str) -> None:
    need("java", "epubcheck")
    java, checker = (str(shutil.which(name)) for name in ("java", "epubcheck"))
    done = subprocess.run(
        [java, "-jar", checker, str(epubs[edition])], capture_output=True, text=True, timeout=120, check=False
    )
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr, done.stdout + done.stderr


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_page_names_its_language(epubs: dict[str, Path], edition: str) -> None:
    language = _LANGUAGES[edition]
    found = pages(epubs[edition])
    wrong = [name for name, text in found.items() if name.endswith(".xhtml") and f'lang="{language}"' not in text]
    assert wrong == []
    assert f"<dc:language>{language}</dc:language>" in found["content.opf"]


def test_words_are_chinese_in_the_edition_s_script(epubs: dict[str, Path]) -> None:
    found = pages(epubs["zh-tw"])
    assert "<dc:title>青瀾講話選編</dc:title>" in found["content.opf"]
    assert "<h1>全書目錄</h1>" in found["nav.xhtml"]
    assert "在全縣辦公室工作會議上的講話" in found["nav.xhtml"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_hidden_tables_of_contents_still_give_order(epubs: dict[str, Path], edition: str) -> None:
    found = pages(epubs[edition])
    items = dict(re.findall(r'<item id="(\S+)" href="(\S+)"', found["content.opf"].replace("&amp;", "&")))
    spine = [items[name] for name in re.findall(r'<itemref idref="(\S+?)"', found["content.opf"])]
    assert spine[:3] == ["index.xhtml", "lists/years.xhtml", "lists/year-2015.xhtml"]
    assert sorted(spine) == sorted(name for name in found if name.endswith(".xhtml") and name != "nav.xhtml")
    for name in COPIED:
        assert f'href="speeches/{name}.xhtml"' in found["nav.xhtml"]


def test_what_belongs_to_the_web_site_stays_there(epubs: dict[str, Path]) -> None:
    found = pages(epubs["zh-hans"])
    assert not [name for name in found if name.endswith((".js", "search.xhtml", "genindex.xhtml"))]
    everything = "".join(text for name, text in found.items() if name.endswith(".xhtml"))
    for stray in ("paragraph-link", "headerlink", "¶", "<script", "edition-switch", "bd-header"):
        assert stray not in everything
    assert f'id="{COPIED[0]}-p4"' in everything


def test_nothing_is_done_again(epubs: dict[str, Path], small_book: Path) -> None:
    done = book_command(small_book, "build", "epub")
    assert done.stdout.count("没有变化") == len(EDITIONS)
    assert (small_book / "docs/_build/doctrees/epub-zh-hans").is_dir()
    assert set((small_book / "docs/_build/epub").iterdir()) == set(epubs.values())
