"""A book of one's own: founded, built, given another look, and emptied."""

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from rich.cells import cell_len

from speechbook.cli import main
from speechbook.config import load_settings
from speechbook.frame import FRAME_PARTS, frame_file, frame_folder, frame_folders
from speechbook.pipeline.founding import SAMPLE_ID
from speechbook.pipeline.latex_runs import DEBIAN_PACKAGES

PROJECT = Path(__file__).resolve().parents[2]


def run(*words: str, answers: str = "") -> Result:
    return CliRunner().invoke(main, words, input=answers)


def found(folder: Path, *options: str) -> Path:
    done = run("new", str(folder), "--yes", *options)
    assert done.exit_code == 0, done.output
    return folder


def texts_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_questions_are_asked_and_defaults_taken(tmp_path: Path) -> None:
    done = run("new", str(tmp_path / "b"), answers="县志办“讲话”选\n\nhant\nzh-hk、zh-tw\n")
    assert done.exit_code == 0
    assert "书名 [讲话集]" in done.output
    settings = load_settings(tmp_path / "b")
    assert (settings.book.title, settings.book.editor, settings.book.script) == ("县志办“讲话”选", "", "hant")
    assert settings.editions.publish == ("zh-hk", "zh-tw")


def test_options_answer_for_the_questioner(tmp_path: Path) -> None:
    title = 'a"b\\c〈d〉*e*'
    book = found(tmp_path / "b", "--title", title, "--editor", "编者", "--editions", "zh-hans")
    settings = load_settings(book)
    assert (settings.book.title, settings.book.editor, settings.book.name) == (title, "编者", "a-b-c-d-e")
    assert (settings.book.subtitle, settings.book.description, settings.book.rights) == ("", "", "")
    assert settings.editions.publish == ("zh-hans",)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--editions", "zh-cn"), "zh-cn"),
        (("--editions", " , "), "没有"),
        (("--title", "a\nb"), "不能显示"),
        (("--title", "a\x1bb"), "不能显示"),
        (("--script", "latin"), "latin"),
    ],
)
def test_what_cannot_be_used_founds_nothing(tmp_path: Path, options: tuple[str, str], message: str) -> None:
    done = run("new", str(tmp_path / "b"), "--yes", *options)
    assert done.exit_code == 2
    assert message in done.output
    assert not (tmp_path / "b").exists()


def test_no_answer_founds_nothing_and_names_the_option(tmp_path: Path) -> None:
    done = run("new", str(tmp_path / "b"), "--editor", "编者")
    assert done.exit_code == 2
    assert "--title" in done.stderr
    assert "--yes" in done.stderr
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    "options", [("--editor", "编", "--script", "hant", "--editions", "zh-tw"), ()], ids=["all", "title alone"]
)
def test_without_a_terminal_nothing_is_asked_when_the_title_is_given(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = run("new", str(tmp_path / "b"), "--title", "书", *options)
    assert done.exit_code == 0
    assert "[" not in done.output
    settings = load_settings(tmp_path / "b")
    assert settings.editions.publish == (("zh-tw",) if options else ("zh-hans", "zh-tw"))


@pytest.mark.parametrize(
    ("script", "editions", "meant"),
    [
        ("繁体", "香港、臺灣", ("hant", ("zh-hk", "zh-tw"))),
        ("简体", "简体", ("hans", ("zh-hans",))),
        (" HANT ", "ZH-HK", ("hant", ("zh-hk",))),
    ],
)
def test_answers_may_be_in_plain_words(
    tmp_path: Path, script: str, editions: str, meant: tuple[str, tuple[str, ...]]
) -> None:
    assert run("new", str(tmp_path / "b"), answers=f"书\n\n{script}\n{editions}\n").exit_code == 0
    settings = load_settings(tmp_path / "b")
    assert (settings.book.script, settings.editions.publish) == meant


def test_a_wrong_answer_is_asked_again(tmp_path: Path) -> None:
    done = run("new", str(tmp_path / "b"), answers="书\x1b\n书\n\n拉丁\nhans\n英国\nzh-hans\n")
    assert done.exit_code == 0
    for said in ("不能显示", "“拉丁”看不懂", "没有 英国 版本"):
        assert said in done.output
    assert load_settings(tmp_path / "b").book.title == "书"


def test_a_folder_with_files_is_not_touched(tmp_path: Path) -> None:
    book = found(tmp_path / "b")
    before = texts_of(book)
    done = run("new", str(book), "--yes")
    assert done.exit_code == 2
    assert "README.md" in done.output
    assert "一个也没有动" in done.output
    assert texts_of(book) == before
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / ".hidden").write_text("x")
    assert run("new", str(tmp_path / "c"), "--yes").exit_code == 2
    assert texts_of(tmp_path / "c") == {".hidden": b"x"}
    assert run("new", str(tmp_path / "c" / ".hidden"), "--yes").exit_code == 2


def test_an_empty_repository_is_a_place_for_a_book(tmp_path: Path) -> None:
    (tmp_path / "b" / ".git").mkdir(parents=True)
    assert load_settings(found(tmp_path / "b")).book.title == "讲话集"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert run("new", str(tmp_path / "b"), "--yes").exit_code == 3


@pytest.mark.parametrize(("editions", "is_said"), [("zh-hans", False), ("zh-hans,zh-hk", True)])
def test_readers_are_told_of_other_editions_where_there_are_any(tmp_path: Path, editions: str, is_said: bool) -> None:
    book = found(tmp_path / "b", "--editions", editions)
    for name in ("index.md", "guide.md"):
        text = (book / "docs" / name).read_text(encoding="utf-8")
        assert ("右上角" in text) is is_said
        assert "详见" in text or name != "index.md"


def test_make_help_fits_a_terminal(tmp_path: Path) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed: a book can do without")
    book = found(tmp_path / "b")
    # The tests may themselves be run by make, which would then tell where it is.
    command = [make, "--no-print-directory", "help"]
    said = subprocess.run(command, cwd=book, capture_output=True, text=True, check=True).stdout.splitlines()
    assert {line.split()[0] for line in said} >= {"html", "pdf", "epub", "check", "help"}
    assert [line for line in said if cell_len(line) > 80 or "\t" in line] == []


def test_every_setting_and_list_is_there_with_its_comment_and_without_our_entries(tmp_path: Path) -> None:
    book = found(tmp_path / "b")
    own, ours = (
        tomllib.loads((conf / "book.toml").read_text(encoding="utf-8")) for conf in (book / "conf", frame_folder())
    )
    assert {(part, key) for part in own for key in own[part]} == {(part, key) for part in ours for key in ours[part]}
    settings = load_settings(book)
    assert (settings.names, settings.protected, settings.site_names) == ((), (), ())
    for path in (book / "conf" / "lexicon").iterdir():
        assert path.read_text(encoding="utf-8").startswith("# "), path.name
    for path in (path for path in book.rglob("*") if path.is_file()):
        text = path.read_text(encoding="utf-8")
        assert "青澜" not in text, path
        assert not re.search("@[a-z_]+@", text), path


def test_our_own_book_is_built_by_the_same_file(tmp_path: Path) -> None:
    book = found(tmp_path / "b")
    assert (book / "conf/conf.py").read_bytes() == (PROJECT / "conf/conf.py").read_bytes()


def test_files_for_hosts_are_what_they_should_be(tmp_path: Path) -> None:
    book = found(tmp_path / "b")
    hosted, ours = (yaml.safe_load((root / ".readthedocs.yaml").read_text("utf-8")) for root in (book, PROJECT))
    assert hosted["build"]["apt_packages"] == list(DEBIAN_PACKAGES) == ours["build"]["apt_packages"]
    assert hosted["build"]["jobs"]["build"] == ours["build"]["jobs"]["build"]
    steps = yaml.safe_load((book / ".github/workflows/publish.yml").read_text("utf-8"))["jobs"]["publish"]["steps"]
    assert [step["run"] for step in steps if "run" in step][-1] == "speechbook build site"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a new book, built by its own Makefile with the command that is on the path."""
    root = tmp_path_factory.mktemp("new")
    book = found(root / "b", "--title", "〈小〉书*一*", "--editions", "zh-hans")
    command = root / "bin" / "speechbook"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m speechbook "$@"\n')
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"}
    for name in ("CI", "READTHEDOCS"):
        environment.pop(name, None)
    done = subprocess.run(
        [shutil.which("make") or "make"], cwd=book, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return book


def test_make_builds_it_without_a_warning(built: Path) -> None:
    site = built / "docs/_build/html/zh-hans"
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "〈小〉书*一*" in page
    assert "怎样读这本书" in page
    assert "图书室" in (site / f"speeches/{SAMPLE_ID}.html").read_text(encoding="utf-8")
    assert (site / "_static/frame.css").read_bytes() == (frame_folder() / "static/frame.css").read_bytes()
    assert not (built / "conf/static").exists()


def test_make_says_what_is_missing(tmp_path: Path) -> None:
    book = found(tmp_path / "b")
    make = shutil.which("make") or "make"
    done = subprocess.run([make], cwd=book, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "pip install -r requirements.txt" in done.stdout


def test_a_file_of_ones_own_goes_before_that_of_the_program(built: Path, tmp_path: Path) -> None:
    book = tmp_path / "b"
    shutil.copytree(built, book)
    assert "static/text.css" in run("--book", str(book), "frame").output
    assert run("--book", str(book), "frame", "static/text.css", "templates/colophon.html").exit_code == 0
    with (book / "conf/static/text.css").open("a") as sheet:
        sheet.write(".mine { color: red }\n")
    (book / "conf/templates/colophon.html").write_text("<p>MINE-IT-IS</p>", encoding="utf-8")
    listed = run("--book", str(book), "frame").output
    assert "static/text.css\t用书里的\n" in listed
    assert run("--book", str(book), "frame", "static/text.css").exit_code == 0, "an own file is left as it is"
    done = run("--book", str(book), "build", "html")
    assert done.exit_code == 0, done.output
    site = book / "docs/_build/html/zh-hans"
    assert ".mine" in (site / "_static/text.css").read_text(encoding="utf-8")
    assert "MINE-IT-IS" in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["x.css", "../book.toml", "book.toml", "/etc/passwd", "static"])
def test_only_files_of_the_frame_are_taken_over(built: Path, name: str) -> None:
    before = texts_of(built / "conf")
    assert run("--book", str(built), "frame", name).exit_code == 2
    assert texts_of(built / "conf") == before


def test_where_parts_of_the_frame_are_found(tmp_path: Path) -> None:
    own = tmp_path / "conf" / "static" / "text.css"
    assert frame_file(tmp_path / "conf", "static/text.css") == frame_folder() / "static/text.css"
    own.parent.mkdir(parents=True)
    own.touch()
    assert frame_file(tmp_path / "conf", "static/text.css") == own
    assert frame_folders(tmp_path / "conf", "static") == (own.parent.resolve(), (frame_folder() / "static").resolve())
    for part in FRAME_PARTS:
        assert len(frame_folders(frame_folder(), part)) == 1, "our own book is its frame"


def test_one_command_takes_the_sample_away(built: Path, tmp_path: Path) -> None:
    book = tmp_path / "b"
    shutil.copytree(built, book)
    before = texts_of(book / "speeches")
    assert run("--book", str(book), "remove", SAMPLE_ID, "--forget", answers="n\n").exit_code == 0
    assert texts_of(book / "speeches") == before
    done = run("--book", str(book), "remove", SAMPLE_ID, "--forget", "--yes")
    assert done.exit_code == 0, done.output
    assert texts_of(book / "speeches") == {}
    assert not list((book / "docs/speeches").iterdir())
    done = run("--book", str(book), "build", "html")
    assert done.exit_code == 0, done.output
    assert not (book / f"docs/_build/html/zh-hans/speeches/{SAMPLE_ID}.html").exists()


def test_ids_of_a_removed_speech_are_not_given_to_another(built: Path, tmp_path: Path) -> None:
    book = tmp_path / "b"
    shutil.copytree(built, book)
    raw = book / "speeches/raw/示例讲话.txt"
    data = raw.read_bytes()
    assert run("--book", str(book), "remove", SAMPLE_ID, "--yes").exit_code == 0
    assert [path.name for path in (book / "speeches").rglob("*") if path.is_file()] == [f"{SAMPLE_ID}.json"]
    other = book / "speeches/raw/示例 讲话.txt"
    other.write_text("同志们：\n这是另一篇讲话，与那一篇没有一句相同。\n", encoding="utf-8")
    run("--book", str(book), "clean", "--write")
    assert (book / f"speeches/clean/{SAMPLE_ID}-2.txt").exists()
    raw.write_bytes(data)
    run("--book", str(book), "clean", "--write")
    assert (book / f"speeches/clean/{SAMPLE_ID}.txt").exists()


def test_an_id_that_is_none(built: Path) -> None:
    done = run("--book", str(built), "remove", "shi-li-jiang-hau", "--yes")
    assert done.exit_code == 3
    assert f"是不是 {SAMPLE_ID}？" in done.output
    assert run("--book", str(built), "remove", "../raw/x", "--yes").exit_code == 3
    assert (built / f"speeches/clean/{SAMPLE_ID}.txt").exists()


def test_the_sample_goes_from_a_book_that_was_never_built(tmp_path: Path) -> None:
    """The first thing that `new` says one may do works at once."""
    book = tmp_path / "book"
    assert run("new", str(book), "--yes").exit_code == 0
    done = run("--book", str(book), "remove", SAMPLE_ID, "--forget", "--yes")
    assert done.exit_code == 0, done.output
    assert not [path for path in (book / "speeches").rglob("*") if path.is_file() and path.name != ".gitkeep"]
