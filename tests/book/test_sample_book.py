"""The sample book on disk: complete, the same in both editions, and not built again for nothing."""

import re
import time
from pathlib import Path

import pytest
from running import speechbook

EDITIONS = ("zh-hans", "zh-tw")
_ID = re.compile(r'\bid="([^"]+)"')
_HREF = re.compile(r'<a [^>]*href="([^"]+)"')


def pages_of(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*.html") if "_static" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_archive_in_git_is_what_the_program_makes(project: Path, sample_book: Path) -> None:
    for folder in ("clean", "trail"):
        for path in sorted((sample_book / "speeches" / folder).iterdir()):
            kept = project / "speeches" / folder / path.name
            assert path.read_bytes() == kept.read_bytes(), f"run make clean-text and commit {kept.name}"


def test_both_editions_have_the_same_pages_ids_and_links(html: Path) -> None:
    one, other = (pages_of(html / edition) for edition in EDITIONS)
    assert one.keys() == other.keys()
    for name, text in one.items():
        assert _ids(name, text) == _ids(name, other[name]), name
        links = [sorted(set(_HREF.findall(page)) - _switches(page)) for page in (text, other[name])]
        assert links[0] == links[1], name


def _ids(name: str, page: str) -> list[str]:
    """Give the ids in their order; an index is sorted as its edition is read, and has headings of its own."""
    ids = _ID.findall(re.sub(r'<h2 [^>]*data-edition="[^"]*"[^>]*>', "", page))
    return sorted(ids) if name.startswith("lists/") else ids


def _switches(page: str) -> set[str]:
    """Links between the editions differ, of course."""
    return set(re.findall(r'<a [^>]*data-edition="[^"]*"[^>]*href="([^"]+)"', page)) | set(
        re.findall(r'<a [^>]*href="([^"]+)"[^>]*data-edition=', page)
    )


@pytest.mark.parametrize(("edition", "language"), [("zh-hans", "zh-Hans"), ("zh-tw", "zh-Hant-TW")])
def test_every_page_names_its_language(html: Path, edition: str, language: str) -> None:
    for name, text in pages_of(html / edition).items():
        assert f'<html lang="{language}"' in text, name


def test_text_that_looks_like_markup_is_text(html: Path) -> None:
    (page,) = (text for name, text in pages_of(html / "zh-hans").items() if "dian-zi-zheng-wu" in name)
    assert "“{include} /etc/passwd”" in page
    assert "“&lt;b&gt;”" in page
    assert "“**”" in page
    assert "root:x:0" not in page


def test_no_page_lists_all_speeches_but_the_lists(sample_book: Path, html: Path) -> None:
    names = {path.stem for path in (sample_book / "speeches" / "clean").glob("*.txt")}
    for name, text in pages_of(html / "zh-hans").items():
        if name.startswith("speeches/"):
            linked = {other for other in names if f"{other}.html" in text}
            assert len(linked) < len(names), name


def test_the_theme_writes_the_pages(html: Path) -> None:
    """Its writer steps back where another one is registered; then tables lose their class and their looks."""
    assert '<table class="table">' in (html / "zh-hans" / "lists" / "year-2008.html").read_text(encoding="utf-8")


def test_nothing_changed_means_nothing_built(sample_book: Path, html: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.stat().st_mtime_ns for path in html.rglob("*") if path.is_file()}
    start = time.monotonic()
    done = speechbook(sample_book, "build", "html")
    assert done.returncode == 0
    assert done.stdout.count("没有变化") == len(EDITIONS)
    assert {path: path.stat().st_mtime_ns for path in html.rglob("*") if path.is_file()} == before
    assert time.monotonic() - start < 30, "a run that starts Sphinx takes far longer than one that does not"


def test_one_edition_alone_and_an_edition_that_is_not_published(sample_book: Path) -> None:
    assert "zh-tw" in speechbook(sample_book, "build", "html", "--variant", "zh-tw").stdout
    done = speechbook(sample_book, "build", "html", "--variant", "zh-hk")
    assert done.returncode == 2
    assert "zh-hk" in done.stderr
