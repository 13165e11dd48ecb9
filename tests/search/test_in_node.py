"""The browser's scripts in Node, over indexes written by Python and tables of cases that both sides read."""

import json
import random
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from case_tables import CASES, rows
from small_speeches import WORDS, speech

from speechbook.search import (
    IndexFile,
    PackedSpeech,
    Passage,
    SpeechText,
    Volume,
    VolumePlan,
    browser_script,
    engine_script,
    fold_fully,
    index_files,
    pack_speech,
    plan_volumes,
    postings,
    volumes,
)
from speechbook.search.exact import find_runs, shard_of

HERE = Path(__file__).parent / "node"
BROWSER = Path(browser_script.__file__).with_name("browser")
BOOK = [speech(i) for i in range(70)]
RANKED = {
    "in-title": ("治沙讲话", ("一、别的",), ("甲", "乙", "丙", "丁", "戊")),
    "in-heading": ("讲话", ("一、治沙",), ("甲", "乙", "丙", "丁", "戊")),
    "in-lead": ("讲话", ("一、别的",), ("先说治沙", "乙", "丙", "丁", "戊")),
    "often-below": ("讲话", ("一、别的",), ("甲", "乙", "丙", "治沙治沙", "治沙，治沙。")),
    "once-below": ("讲话", ("一、别的",), ("甲", "乙", "丙", "丁", "治沙，稀有")),
    "without": ("讲话", ("一、别的",), ("甲", "乙", "丙", "丁", "戊")),
}


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("node")
    shutil.copytree(CASES, folder / "cases")
    (folder / "_static").mkdir()
    (folder / "engine.js").write_text(browser_script.engine_source(), encoding="utf-8")
    for name in ("asked", "filters", "lines", "csv", "years"):
        text = (BROWSER / "page" / f"{name}.js").read_text(encoding="utf-8")
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    write_index(folder / "whole", BOOK)
    write_mended_index(folder)
    with pytest.MonkeyPatch.context() as patch:
        # Long lists, frequent characters and several volumes, without a long book.
        for module, name, value in (
            (postings, "LONG_LIST", 20),
            (postings, "PART", 30),
            (postings, "FREQUENT", 60),
            (volumes, "LARGEST", 13),
            (volumes, "_SHARD_CHARS", 300),
        ):
            patch.setattr(module, name, value)
        write_index(folder / "many", BOOK)
    write_index(folder / "ranked", [ranked(name) for name in RANKED])
    assert any("-s" in path.stem and path.stem.count("-") == 3 for path in (folder / "many").iterdir())
    for name, value in (("answers", answers()), ("shards", shards()), ("every-character", every_character())):
        (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return folder


def packed(speeches: Iterable[SpeechText]) -> dict[str, PackedSpeech]:
    return {one.docname: pack_speech(one) for one in speeches}


def digests(speeches: dict[str, PackedSpeech]) -> dict[str, str]:
    return {docname: one.digest for docname, one in speeches.items()}


def write(folder: Path, files: Iterable[IndexFile]) -> None:
    folder.mkdir(exist_ok=True)
    for file in files:
        (folder / file.name).write_bytes(file.data)


def write_index(folder: Path, speeches: Iterable[SpeechText]) -> tuple[Volume, ...]:
    book = packed(speeches)
    plan = plan_volumes(digests(book))
    write(folder, index_files(plan, book))
    return plan.made


def write_mended_index(folder: Path) -> None:
    """Index a book in which one speech said something else, then the book as it is, and one speech more."""
    other = speech(7)
    old = SpeechText(other.docname, other.url, other.anchor, "旧题", "", (Passage(other.anchor, "昔日旧话，抗旱保收"),))
    made = write_index(folder / "old", [old if one.docname == old.docname else one for one in BOOK])
    shutil.copytree(folder / "old", folder / "mended")
    new = SpeechText("speeches/new", "new.html", "new", "岁朝", "", (Passage("new-p1", "岁朝新言"),))
    book = packed([*BOOK, new])
    plan = plan_volumes(digests(book), made)
    assert isinstance(plan, VolumePlan)
    assert [(one.name, one.struck) for one in plan.kept] == [("0", (7,))]
    assert [one.name for one in plan.made] == ["late"]
    write(folder / "mended", index_files(plan, book))


def ranked(name: str) -> SpeechText:
    title, headings, paragraphs = RANKED[name]
    passages = [Passage(f"{name}-s{i}", text, text, is_heading=True) for i, text in enumerate(headings)]
    passages += [Passage(f"{name}-p{i}", text) for i, text in enumerate(paragraphs)]
    return SpeechText(name, f"{name}.html", name, title, title, tuple(passages))


def answers() -> list[dict[str, object]]:
    """Give phrases of the book and the anchors of the passages that have them, found by reading all of it."""
    rng = random.Random(6)
    queries = [WORDS[i : i + size] for size in (1, 2, 3, 4, 7, 12) for i in range(0, len(WORDS) - size, 3)]
    queries += [f"第{rng.randrange(40)}号" for _ in range(10)] + ["旱抗", "号第", "无此"]
    return [{"query": query, "anchors": sorted(standing(query))} for query in queries]


def standing(query: str) -> Iterable[str]:
    for one in BOOK:
        texts = [(one.anchor, one.title_text), *((passage.anchor, passage.text) for passage in one.passages)]
        yield from (anchor for anchor, text in texts if query in text)


def shards() -> list[tuple[str, str, int, str, int]]:
    rng = random.Random(7)
    chars = WORDS + "a7%𠮷"
    drawn = [
        (rng.choice(chars), rng.choice(chars), rng.randrange(1, 3000), rng.choice(("", chars))) for _ in range(300)
    ]
    return [(*one, shard_of(*one)) for one in drawn]


def every_character() -> dict[str, object]:
    chars = [chr(code) for code in range(0x20, 0x30000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    return {"from": "".join(chars), "to": [fold_fully(char) for char in chars]}


@pytest.mark.parametrize("name", ["text", "index"])
def test_in_node(scripts: Path, name: str) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed (Debian: nodejs)")
    command = [node, "--test", "--test-reporter=tap", str(HERE / f"{name}.test.mjs")]
    environment = {"SPEECHBOOK_SCRIPTS": str(scripts), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)
    failures = re.findall(r"^not ok .*?^  \.\.\.$", done.stdout, re.MULTILINE | re.DOTALL)
    assert done.returncode == 0, "\n".join(failures)[:6000] + done.stderr
    assert "# pass 0" not in done.stdout


@pytest.mark.parametrize(("text", "folded"), rows("folded.txt"))
def test_folding_in_python(text: str, folded: str) -> None:
    assert fold_fully(text) == folded


@pytest.mark.parametrize(("text", "runs"), rows("runs.txt"))
def test_runs_in_python(text: str, runs: str) -> None:
    assert " ".join(run[0] for run in find_runs(fold_fully(text))) == runs


def test_the_engine_is_one_scope() -> None:
    assert browser_script.engine_source() in engine_script()
