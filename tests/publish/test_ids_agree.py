"""Ids of speeches, sections, paragraphs and points are the same in pages, PDF and EPUB of each edition."""

import re
import zipfile
from pathlib import Path

import pytest

from publish.small_book import COPIED, EDITIONS
from publish.test_pdf import ask

_IDS = re.compile(r"^\(([a-z0-9-]+)\)=$|\{#([a-z0-9-]+)[ .}]", re.MULTILINE)


def ids_of_pages(book: Path) -> set[str]:
    found = set()
    for name in COPIED:
        text = (book / f"docs/speeches/{name}.md").read_text(encoding="utf-8")
        found |= {one or other for one, other in _IDS.findall(text)}
    kinds = {re.sub(r"\d+\w*", "0", name.removeprefix(COPIED[0]).removeprefix(COPIED[1])) for name in found}
    assert {"", "-s0", "-p0", "-p0-0", "-apparatus"} <= kinds
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_epub_and_pages(epubs: dict[str, Path], small_book: Path, edition: str) -> None:
    with zipfile.ZipFile(epubs[edition]) as archive:
        pages = [archive.read(f"speeches/{name}.xhtml").decode() for name in COPIED]
    there = {name for page in pages for name in re.findall(r'\bid="([^"]+)"', page)}
    assert ids_of_pages(small_book) - there == set()


@pytest.mark.parametrize("edition", EDITIONS)
def test_pdf_and_pages(pdfs: dict[str, Path], small_book: Path, edition: str) -> None:
    there = set(re.findall(r'"([^"]+)"', ask("pdfinfo", "-dests", pdfs[edition])))
    wanted = {name for name in ids_of_pages(small_book) if not re.search(r"-n\d+$", name)}
    assert wanted - there == set()
