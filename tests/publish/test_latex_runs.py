"""What is said when LaTeX is not there or fails, and that it starts nothing."""

import shutil
from pathlib import Path

import pytest

from publish.small_book import PROJECT, book_command, need
from speechbook.errors import BuildError
from speechbook.pipeline.latex_runs import DEBIAN_PACKAGES, require_latex, typeset


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    need("xelatex", "latexmk")
    shutil.copy(PROJECT / "conf/latex/latexmkrc", tmp_path)
    return tmp_path


def write(folder: Path, body: str, head: str = "") -> None:
    (folder / "book.tex").write_text(
        f"\\documentclass{{article}}{head}\n\\begin{{document}}\n{body}\n\\end{{document}}\n", "utf-8"
    )


def test_missing_latex_is_one_message_with_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError) as caught:
        require_latex()
    assert "apt-get install" in str(caught.value)
    assert all(package in str(caught.value) for package in DEBIAN_PACKAGES)
    assert "\n" not in str(caught.value)


def test_missing_latex_leaves_nothing_behind(small_book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(small_book, root, ignore=shutil.ignore_patterns("_build"))
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    done = book_command(root, "build", "pdf")
    assert done.returncode == 3
    assert "texlive-xetex" in done.stderr
    assert not (root / "docs/_build/pdf").exists()


def test_an_error_is_a_few_lines(folder: Path) -> None:
    write(folder, "正文\n\\nosuchcommand{x}")
    with pytest.raises(BuildError) as caught:
        typeset(folder, "book", str, {})
    message = str(caught.value)
    assert "Undefined control sequence" in message
    assert "nosuchcommand" in message
    assert message.count("\n") <= 3
    assert "apt-get" not in message


@pytest.mark.parametrize("head", ["\\usepackage{fontspec}\\setmainfont{No Such Font}", "\\usepackage{nosuchpackage}"])
def test_missing_fonts_and_packages_are_named(folder: Path, head: str) -> None:
    write(folder, "x", head)
    with pytest.raises(BuildError, match=r"(No Such Font|nosuchpackage).*apt-get install"):
        typeset(folder, "book", str, {})


def test_missing_characters_and_references_are_told(folder: Path) -> None:
    write(folder, "\U000f1234 \\ref{nowhere}")
    made = typeset(folder, "book", str, {})
    assert made.file.is_file()
    assert made.missing_characters == ("\U000f1234",)
    assert made.undefined_references == 1


def test_no_program_is_started(folder: Path) -> None:
    write(folder, "\\immediate\\write18{touch started}x")
    typeset(folder, "book", str, {})
    assert not (folder / "started").exists()
