"""A draft is in no output: every file of every kind that a book is made into is unpacked and looked through.

The same book is built twice. First one speech is published and another is a draft; then the published one becomes a
draft, too. What the first build shows of the published one proves that the search would find it.
"""

import base64
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from publish.small_book import EDITIONS, book_command, need, write_small_book
from speechbook.variants import convert

NEVER, ONCE = "cong-wei-gong-kai", "ceng-jing-gong-kai"
# Words that are written alike in both scripts, so that one search serves all editions.
MARKS = {
    NEVER: ("琥珀未央", "松竹梅先生", "玄武坡", "甲戌茶", "青山夜雨", "丁卯文抄"),
    ONCE: ("琉璃三更", "柏舟先生", "朱雀坪", "乙亥茶", "白石清泉", "丙寅文抄"),
}
SHARED = "凡是自己的山林自己守住，自己的河流自己看住，自己的子弟自己教好，三年不改初心。"
RIGHTS = "白石清泉所有"
MANY = 24
"""So many speeches that the search index need not be made anew for one."""


def speech(name: str, *, draft: bool) -> str:
    title, speaker, place, occasion, sentence, source = MARKS[name]
    return (
        f"---\ntitle: {title}上的一席话\nspeaker: {speaker}\ndate: 2013-05-06\nplace: {place}\noccasion: {occasion}会\n"
        f"source: {source}\ntopics: [{title}]\nrights: {sentence}所有\n{'draft: true' if draft else 'audience: 各位'}\n"
        f"---\n同志们：\n{sentence}，一句也不能漏出去。{speaker}在{place}说过《{title}文集》。\n{SHARED}\n"
        f"一、{sentence}的第一条\n下面，我讲三点意见。\ufffd\n"
    )


def write_book(root: Path) -> None:
    write_small_book(root)
    clean = root / "speeches/clean"
    for number in range(MANY):
        (clean / f"other-{number}.txt").write_text(
            f"---\ntitle: 第{number}次例会\nspeaker: 陆启衡\ndate: 2014-01-{number + 1:02}\n---\n同志们：\n"
            f"第{number}次例会现在开始。\n{SHARED if number == 0 else '例会照例。'}\n",
            "utf-8",
        )
    (clean / f"{NEVER}.txt").write_text(speech(NEVER, draft=True), "utf-8")
    (clean / f"{ONCE}.txt").write_text(speech(ONCE, draft=False), "utf-8")
    settings = root / "conf/book.toml"
    text = settings.read_text("utf-8").replace('base_url = ""', 'base_url = "https://example.org/"')
    settings.write_text(text.replace('"lists/quality"]', '"lists/none"]'), "utf-8")


def make_everything(root: Path) -> None:
    shutil.rmtree(root / "out", ignore_errors=True)
    for words in (
        ("build", "site"),
        ("build", "htmlzip"),
        ("proofread",),
        *(("export", "--format", form, "--output", f"{root}/out/{form}/") for form in FORMATS),
    ):
        done = book_command(root, *words)
        assert done.returncode == 0, done.stdout + done.stderr


FORMATS = ("tei", "json-ld", "csl-json", "biblatex", "text", "csv", "atom")


def outputs(root: Path) -> Iterator[Path]:
    """Yield every file that readers can get; what Sphinx keeps for its next run is not among them."""
    for folder in (root / "docs/_build", root / "docs/speeches", root / "docs/lists", root / "out"):
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(root).parts
            if path.is_file() and not {"doctrees", "state"} & set(inside):
                yield path


def texts(path: Path) -> Iterator[str]:
    """Yield what a file says, in every wrapping it may have."""
    yield str(path)
    if path.suffix in (".epub", ".zip"):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield name
                yield from unwrapped(packed.read(name))
    elif path.suffix == ".pdf":
        done = subprocess.run(
            [str(shutil.which("pdftotext")), str(path), "-"], capture_output=True, text=True, timeout=120, check=True
        )
        yield "".join(done.stdout.split())
    else:
        yield from unwrapped(path.read_bytes())


def unwrapped(data: bytes) -> Iterator[str]:
    text = data.decode("utf-8", "replace")
    yield text
    yield re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    for found in re.findall(r'"([gu]?)([A-Za-z0-9+/]{24,}={0,2})"', text):
        kind, packed = found
        for coded in (packed, kind + packed):
            try:
                plain = zlib.decompress(base64.b64decode(coded, validate=True))
            except (ValueError, zlib.error):
                continue
            yield plain.decode("gb18030" if kind == "g" else "utf-8", "replace")


def traces(root: Path, name: str, *others: str) -> dict[str, set[str]]:
    """Give the files that hold anything of a speech, or other words, by what they hold."""
    found: dict[str, set[str]] = {}
    for path in outputs(root):
        for text in texts(path):
            for mark in others or (name, *MARKS[name]):
                if mark in text:
                    found.setdefault(mark, set()).add(path.relative_to(root).as_posix())
    return found


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, set[str]]]]:
    need("xelatex", "latexmk", "pdftotext")
    root = tmp_path_factory.mktemp("drafts") / "book"
    write_book(root)
    make_everything(root)
    before = {name: traces(root, name) for name in (NEVER, ONCE)}
    before["rights"] = traces(root, ONCE, RIGHTS)
    (root / f"speeches/clean/{ONCE}.txt").write_text(speech(ONCE, draft=True), "utf-8")
    done = book_command(root, "build", "html")
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(root / "out")
    before["after html"] = traces(root, ONCE)
    make_everything(root)
    return root, before


def test_the_words_that_are_looked_for_are_alike_in_all_editions() -> None:
    for words in MARKS.values():
        for word in words:
            assert {convert(word, "hans", edition) for edition in EDITIONS} == {word}


@pytest.mark.timeout(900)
def test_a_published_speech_is_found_in_every_kind_of_output(builds: Any) -> None:
    _, before = builds
    files = set().union(*before[ONCE].values())
    for kind in (".html", ".md", ".pdf", ".epub", ".zip", ".js", ".xml", ".jsonld", ".json", ".bib", ".txt", ".csv"):
        assert any(file.endswith(kind) for file in files), kind
    for part in ("_search/", "sitemap", "feed.atom", "lists/", "speeches/other-0.html", "quality", "_outlines"):
        assert any(part in file for file in files), part
    assert any(re.search(r"_search/\w+-t\d+\.js$", file) for file in before[ONCE]["白石清泉"])
    assert set(before[ONCE]) == {ONCE, *MARKS[ONCE]}


@pytest.mark.timeout(900)
def test_the_rights_of_a_speech_are_printed_everywhere(builds: Any) -> None:
    files = builds[1]["rights"][RIGHTS]
    for edition in ("zh-hans", "zh-tw"):
        assert f"docs/_build/html/{edition}/speeches/{ONCE}.html" in files
        assert {f"docs/_build/{kind}/qinglan-{edition}.{kind}" for kind in ("pdf", "epub")} <= files
    for form in ("tei", "json-ld", "text", "csv", "atom"):
        assert any(file.startswith(f"out/{form}/") for file in files), form


@pytest.mark.timeout(900)
def test_a_draft_is_nowhere(builds: Any) -> None:
    root, before = builds
    assert before[NEVER] == {}
    assert traces(root, NEVER) == {}


@pytest.mark.timeout(900)
def test_a_speech_that_becomes_a_draft_leaves_nothing_behind(builds: Any) -> None:
    root, before = builds
    assert before["after html"] == {}, "whatever is built next"
    assert traces(root, ONCE) == {}


@pytest.mark.browser
@pytest.mark.timeout(900)
def test_a_draft_is_not_found_by_searching(builds: Any, serve: Any, page: Any) -> None:
    root, _ = builds
    for edition in ("zh-hans", "zh-tw"):
        page.goto(f"{serve(root / 'docs/_build/html')}/{edition}/search.html")
        page.wait_for_function("window.speechbookSearch")
        ask = "query => window.speechbookSearch(query, {limit: 0})"
        for mark in (*MARKS[NEVER], *MARKS[ONCE]):
            found = page.evaluate(ask, mark)
            assert (found["total"], found["speeches"]) == (0, [])
        assert page.evaluate(ask, "自己的山林")["total"] == 1
