"""The ids of an export are the permalinks of the built pages: every one, and no other."""

import re
from pathlib import Path

import pytest
from lxml import etree
from running import speechbook

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OF_TEXT = re.compile(r"-(s\d[\w-]*|p\d[\w-]*|n\d+|apparatus)$")


@pytest.fixture(scope="module")
def folder(sample_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tei")
    done = speechbook(sample_book, "export", "--format", "tei", "--output", str(made))
    assert done.returncode == 0, done.stderr
    return made


def test_ids_are_those_of_the_pages(folder: Path, html: Path) -> None:
    files = sorted(folder.glob("*.xml"))
    assert [path.stem for path in files] == sorted(path.stem for path in (html / "zh-hans/speeches").glob("*.html"))
    for path in files:
        name = path.stem
        exported = {element.get(_ID) for element in etree.parse(path).iter() if element.get(_ID)}
        page = (html / "zh-hans/speeches" / f"{name}.html").read_text("utf-8")
        shown = set(re.findall(r'\bid="([^"]+)"', page))
        permalinks = {one for one in shown if one.startswith(f"{name}-") and _OF_TEXT.fullmatch(one[len(name) :])}
        has_apparatus = f"{name}-apparatus" in exported
        assert exported - {f"{name}-raw"} == permalinks - (set() if has_apparatus else {f"{name}-apparatus"}) | {name}
        assert name in shown


def test_the_foot_of_a_page_names_the_rights_of_the_book(html: Path) -> None:
    page = next((html / "zh-hans/speeches").glob("*.html")).read_text("utf-8")
    assert "样书文字由本项目撰写，随项目以 MIT 许可发布。" in page
