"""A book of every kind of text, built in all editions."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from speechbook.config import load_settings
from speechbook.sphinxext.variant_transform import convert_setting
from speechbook.variants import EDITIONS, script_of

BOOK = Path(__file__).with_name("variant_book")
SCRIPTS = Path(__file__).parents[2] / "scripts"
PAGES = ("index.html", "logistics.html", "traditional.html", "genindex.html")


def run_sphinx(root: Path, edition: str, *options: str, builder: str = "html") -> str:
    """Build one edition without warnings; give what Sphinx says."""
    out = root / "out" / builder / edition
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-b", builder, "-c", root / "conf", *options]
    command += ["-D", f"speechbook_edition={edition}", "-d", root / "out" / "doctrees", root / "docs", out]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(SCRIPTS), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the folder of each edition, built by two processes; Sphinx begins to share work at six pages."""
    folders = {}
    for edition in EDITIONS:
        root = tmp_path_factory.mktemp(edition)
        shutil.copytree(BOOK, root, dirs_exist_ok=True)
        for number in range(6):
            page = f"---\norphan: true\n---\n\n# 干部{number}\n\n头发。\n"
            (root / "docs" / f"more-{number}.md").write_text(page, encoding="utf-8")
        run_sphinx(root, edition, "-j", "2")
        folders[edition] = root / "out" / "html" / edition
    return folders


def soup(folder: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((folder / page).read_text(encoding="utf-8"), "html.parser")


def text_of(folder: Path, page: str, selector: str) -> str:
    found = soup(folder, page).select_one(selector)
    assert isinstance(found, Tag), selector
    return found.get_text()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("edition", ["zh-tw", "zh-hk"])
def test_ids_and_links_are_those_of_the_simplified_edition(books: dict[str, Path], edition: str, page: str) -> None:
    def links(folder: Path) -> list[str]:
        return [
            str(element.get(name))
            for element in soup(folder, page).select("*")
            for name in ("id", "href", "src")
            if element.get(name)
        ]

    here, there = links(books[edition]), links(books["zh-hans"])
    if page == "genindex.html":
        # Entries are sorted by their characters and stand under the first, so order and headings are the edition's.
        here, there = (sorted(link for link in page_links if ".html#" in link) for page_links in (here, there))
    assert here == there


@pytest.mark.parametrize("page", ["index.html", "logistics.html", "traditional.html"])
def test_nothing_simplified_is_left_but_what_is_protected(books: dict[str, Path], page: str) -> None:
    body = soup(books["zh-tw"], page).select_one("div.body")
    assert isinstance(body, Tag)
    for element in body.select("code, pre, .nocc, .raw-part, .math"):
        element.decompose()
    text = body.get_text().replace("范干后", "").replace("这个标题的永久链接", "")
    left = [line for line in text.splitlines() if script_of(line) == "hans"]
    assert not left


@pytest.mark.parametrize(
    ("page", "selector", "expected"),
    [
        ("index.html", "h1", "幹部講話"),
        ("index.html", "title", "幹部講話"),
        ("index.html", "p.caption", "歷屆講話"),
        ("index.html", "div.toctree-wrapper li a", "後勤工作"),
        ("index.html", "p#home-p1", "我國歷史悠久，見後勤一節和後勤與抗旱。"),
        ("index.html", "p#home-p2 .nocc", "干部"),
        ("index.html", "p#home-p2 code", "干部"),
        ("index.html", "p#home-p2", "范干后也不變"),
        ("index.html", "div.highlight", "头发"),
        ("index.html", ".raw-part", "干部"),
        ("index.html", "table", "頭髮"),
        ("index.html", "dt", "乾旱"),
        ("index.html", "aside.footnote", "麵粉與腳註"),
        # A quotation in the paragraph does not end: its marks stay.
        ("index.html", "div.body", "他說：“幹部‘帶頭’。”另一段：“沒有說完。"),
        ("genindex.html", "div.body", "幹部"),
        ("logistics.html", "h1", "後勤與抗旱"),
    ],
)
def test_parts_of_a_page_in_the_taiwan_edition(books: dict[str, Path], page: str, selector: str, expected: str) -> None:
    assert expected in text_of(books["zh-tw"], page, selector)


def test_attributes_are_converted_and_addresses_are_not(books: dict[str, Path]) -> None:
    page = soup(books["zh-tw"], "index.html")
    assert page.select_one("img[alt='幹部的照片']")
    description = page.select_one("meta[name=description]")
    assert isinstance(description, Tag)
    assert description["content"] == "幹部的講話和里程"
    assert page.select_one("a[href='https://example.org/']")


def test_a_line_end_of_the_source_does_not_end_a_word(books: dict[str, Path]) -> None:
    assert "政府\n干預" in text_of(books["zh-tw"], "index.html", "div.body")


@pytest.mark.parametrize("edition", ["zh-tw", "zh-hk"])
def test_a_traditional_page_is_not_converted_over_itself(books: dict[str, Path], edition: str) -> None:
    assert text_of(books[edition], "traditional.html", "p#trad-p1") == "走著瞧，裏面的羣眾說：“幹部讀著作。”"
    assert "會議記錄" in text_of(books[edition], "traditional.html", "h1")


def test_its_generated_parts_are_converted(books: dict[str, Path]) -> None:
    text = text_of(books["zh-tw"], "traditional.html", "div.apparatus")
    assert text.strip() == "校勘記：發現幹部的里程有誤，羣眾一詞存疑。"


def test_a_traditional_page_is_simplified_and_its_simplified_parts_are_not_touched(books: dict[str, Path]) -> None:
    folder = books["zh-hans"]
    assert text_of(folder, "traditional.html", "p#trad-p1") == "走着瞧，里面的群众说：“干部读著作。”"
    assert "会议记录" in text_of(folder, "traditional.html", "h1")
    text = text_of(folder, "traditional.html", "div.apparatus")
    assert text.strip() == "校勘记：发现干部的里程有误，群众一词存疑。"


def test_a_simplified_page_is_as_its_source_in_the_simplified_edition(books: dict[str, Path]) -> None:
    assert "范干后也不变" in text_of(books["zh-hans"], "index.html", "p#home-p2")
    assert "“干部‘带头’。”" in text_of(books["zh-hans"], "index.html", "div.body")


def test_pages_are_read_again_when_the_edition_or_a_protected_word_changes(tmp_path: Path) -> None:
    shutil.copytree(BOOK, tmp_path, dirs_exist_ok=True)
    run_sphinx(tmp_path, "zh-hans")
    assert re.search(r"\b3 changed|\[config changed", run_sphinx(tmp_path, "zh-tw"))
    assert "幹部" in text_of(tmp_path / "out" / "html" / "zh-tw", "index.html", "h1")
    assert "0 added, 0 changed, 0 removed" in run_sphinx(tmp_path, "zh-tw")
    (tmp_path / "conf" / "lexicon" / "protect.txt").write_text("干部\n", encoding="utf-8")
    run_sphinx(tmp_path, "zh-tw")
    assert "干部講話" in text_of(tmp_path / "out" / "html" / "zh-tw", "index.html", "h1")


def test_decisions_of_a_page_and_the_style_of_an_edition_win(tmp_path: Path) -> None:
    shutil.copytree(BOOK, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "docs" / "logistics.md"
    text = page.read_text(encoding="utf-8")
    front = "---\nscript: hans\nprotect: [里程表=里程錶, '群众=群眾', 'zh-hk:头发=头发']\n---\n\n"
    page.write_text(f"{front}{text}\n{{#logistics-p3}}\n群众的里程表在台上，头发。\n", encoding="utf-8")
    style = '\n[style.zh-tw]\ntai = "台"\nquotes = "curly"\n'
    settings = tmp_path / "conf" / "book.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + style, encoding="utf-8")
    for edition, expected in (
        ("zh-tw", "群眾的里程錶在台上，頭髮。"),
        ("zh-hk", "群眾的里程錶在台上，头发。"),
        ("zh-hans", "群众的里程表在台上，头发。"),
    ):
        run_sphinx(tmp_path, edition)
        assert text_of(tmp_path / "out" / "html" / edition, "logistics.html", "p#logistics-p3") == expected


def test_a_decision_of_a_page_that_cannot_be_followed_is_reported(tmp_path: Path) -> None:
    shutil.copytree(BOOK, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "docs" / "logistics.md"
    front = "---\nprotect: [里程表=里程]\n---\n\n"
    page.write_text(front + page.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(AssertionError, match="字数不同"):
        run_sphinx(tmp_path, "zh-tw")


@pytest.mark.parametrize("number", range(6))
def test_every_process_converts(books: dict[str, Path], number: int) -> None:
    assert f"幹部{number}" in text_of(books["zh-tw"], f"more-{number}.html", "h1")


@pytest.mark.parametrize(("builder", "file"), [("text", "*s.txt"), ("latex", "*.tex"), ("epub", "*s.xhtml")])
def test_other_builders_have_the_same_text(tmp_path: Path, builder: str, file: str) -> None:
    shutil.copytree(BOOK, tmp_path, dirs_exist_ok=True)
    options = ["-D", "latex_engine=xelatex", "-D", "epub_uid=test", "-D", "version=1", "-D", "copyright=x"]
    run_sphinx(tmp_path, "zh-tw", *options, builder=builder)
    out = tmp_path / "out" / builder / "zh-tw"
    text = "".join(written.read_text(encoding="utf-8") for written in out.glob(file))
    assert "群眾的頭髮和麵粉" in text
    assert "头发和面粉" not in text


def test_message_catalogues_are_made_from_the_source(tmp_path: Path) -> None:
    shutil.copytree(BOOK, tmp_path, dirs_exist_ok=True)
    run_sphinx(tmp_path, "zh-tw", builder="gettext")
    assert "后勤与抗旱" in (tmp_path / "out" / "gettext" / "zh-tw" / "logistics.pot").read_text(encoding="utf-8")


def test_settings_are_converted_with_the_protected_words_of_the_book() -> None:
    settings = load_settings(BOOK)
    assert convert_setting("范干后的干部讲话", settings, "zh-tw") == "范干后的幹部講話"
    assert convert_setting("范干后的干部讲话", settings, "zh-hans") == "范干后的干部讲话"
