"""The whole sample book in three editions: the same pages, ids and links, and one script in each."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from speechbook.variants import EDITIONS
from speechbook.variants.one_script import one_script

PROJECT = Path(__file__).resolve().parents[2]
_PUBLISH = re.compile(r"^publish = .*$", re.MULTILINE)
_NOT_CONVERTED = "code, pre, script, style, .nocc, nav.edition-switch, [lang='zh-Hans']"


def build(root: Path) -> dict[str, bool]:
    """Build all editions; tell of each whether anything was done."""
    command = [sys.executable, "-m", "speechbook", "--book", str(root), "build", "html"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=280, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    return {name: any(f"（{name}）建成" in line for line in lines) for name in EDITIONS}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the root of a built copy of the sample book."""
    root = tmp_path_factory.mktemp("editions") / "book"
    for folder in ("conf", "speeches"):
        shutil.copytree(PROJECT / folder, root / folder)
    shutil.copytree(PROJECT / "docs", root / "docs", ignore=_generated)
    settings = root / "conf" / "book.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(_PUBLISH.sub('publish = ["zh-hans", "zh-tw", "zh-hk"]', text), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CI", "READTHEDOCS"):
            patch.delenv(name, raising=False)
        assert build(root) == dict.fromkeys(EDITIONS, True)
    return root


def _generated(folder: str, names: list[str]) -> set[str]:
    return {"_build", "speeches", "lists"} & set(names) if Path(folder) == PROJECT / "docs" else set()


@pytest.fixture(scope="module")
def books(root: Path) -> dict[str, dict[str, BeautifulSoup]]:
    """Read every page of every edition."""
    top = root / "docs" / "_build" / "html"
    return {
        edition: {
            path.relative_to(top / edition).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            for path in sorted((top / edition).rglob("*.html"))
            if "_static" not in path.parts
        }
        for edition in EDITIONS
    }


@pytest.mark.parametrize("edition", ["zh-tw", "zh-hk"])
def test_pages_ids_and_links_agree(books: dict[str, dict[str, BeautifulSoup]], edition: str) -> None:
    assert books[edition].keys() == books["zh-hans"].keys()
    for name, page in books["zh-hans"].items():
        other = books[edition][name]
        for attribute in ("id", "href", "src"):
            values = [
                sorted(
                    str(element[attribute])
                    for element in each.select(f"[{attribute}]")
                    if not element.get("data-edition") and element.get("rel") != ["alternate"]
                )
                for each in (page, other)
            ]
            assert [_bare(value) for value in values[0]] == [_bare(value) for value in values[1]], (name, attribute)


def _bare(link: str) -> str:
    """Leave off the digest of a file that Sphinx adds, and the language in the name of the list of words."""
    return re.sub(r"words-zh_\w+", "words", link.partition("?")[0])


@pytest.mark.parametrize("edition", ["zh-tw", "zh-hk"])
def test_nothing_simplified_is_left(books: dict[str, dict[str, BeautifulSoup]], edition: str) -> None:
    simplified = one_script().simplified
    left = {}
    for name, page in books[edition].items():
        shown = BeautifulSoup(str(page), "html.parser")
        for element in shown.select(_NOT_CONVERTED):
            element.decompose()
        texts = [shown.get_text()]
        for attribute in ("title", "alt", "aria-label", "placeholder", "content"):
            texts += [str(element[attribute]) for element in shown.select(f"[{attribute}]")]
        found = sorted(set(simplified.findall("".join(texts))))
        if found:
            left[name] = "".join(found)
    assert left == {}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_names_its_language(books: dict[str, dict[str, BeautifulSoup]], edition: str) -> None:
    for name, page in books[edition].items():
        assert page.html is not None
        assert page.html["lang"] == EDITIONS[edition].html_lang, name


def test_settings_of_one_edition_rebuild_that_edition_only(root: Path) -> None:
    assert build(root) == dict.fromkeys(EDITIONS, False)
    overrides = root / "conf" / "lexicon" / "han-overrides.tsv"
    overrides.write_text("zh-hk\t群众\t群眾\n", encoding="utf-8")
    assert build(root) == {"zh-hans": False, "zh-tw": False, "zh-hk": True}
    settings = root / "conf" / "book.toml"
    text = settings.read_text(encoding="utf-8")
    assert 'tai = "臺"' in text
    settings.write_text(text.replace('tai = "臺"', 'tai = "台"'), encoding="utf-8")
    assert build(root) == {"zh-hans": False, "zh-tw": True, "zh-hk": False}
    assert build(root) == dict.fromkeys(EDITIONS, False)
