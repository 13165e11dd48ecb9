"""A book of a few speeches, hostile ones among them, and the command that exports them, as a user runs it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from archive_book import Book
from click.testing import CliRunner, Result

from speechbook.cli import main

HERE = Path(__file__).resolve().parent

CONTROLS = "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 127, 128, 0x9F, 0x2028, 0xFFFE, 0xFFFF)))
HOSTILE = f"""---
title: '=HYPERLINK("http://x","点我")'
speaker: '@SUM(A1)，<b>粗</b>'
role: '-1+1'
date: 某年某月
place: '＝1+1'
occasion: "]]>&amp;</TEI>"
source: '{{\\write18}} %50 & #1'
source_url: 'javascript:alert("x")'
rights: '<script>alert(1)</script>'
topics: ['"引号"', "&", "a,b"]
---
同志们：
<p xml:id="x">]]> &amp; &#0; <!-- 注 --> <?pi?> {CONTROLS}完了。
一、<head>标题\u0007</head>
\\end{{document}} =1+1
谢谢大家！
"""
OWN_RIGHTS = """---
title: 在開學典禮上的講話
speaker: 溫述齋
date: 2011-09
place: 禮堂
rights: 版權歸書院所有，未經許可不得轉載。
topics: [教育, 書院]
---
各位同學：
今天開學。一是讀書，二是做人。
一、讀書
讀書要慢。
二、做人
做人要真。
謝謝各位！
"""
BARE = {
    "empty-body": "---\ntitle: 只有题目\n---\n",
    "only-roles": "---\ntitle: 只有称呼\n---\n同志们：\n",
    "only-close": "---\ntitle: 只有结尾\n---\n谢谢大家！\n",
}


def make_book(root: Path) -> Book:
    """Put the speeches into a book."""
    book = Book(root)
    book.put("讲话.txt")
    book.clean()
    put(book, "hostile", HOSTILE)
    put(book, "own-rights", OWN_RIGHTS)
    for name, text in BARE.items():
        put(book, name, text)
    return book


def put(book: Book, name: str, text: str) -> None:
    """Write a clean text."""
    book.clean_text(name).write_text(text, encoding="utf-8")


def export(book: Book, *words: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["--book", str(book.root), "export", *words])


def exported(book: Book, *words: str) -> str:
    """Run the command, which must do well, and give what it printed."""
    done = export(book, *words)
    assert done.exit_code == 0, done.output
    return done.stdout_bytes.decode("utf-8")


def set_address(book: Book, address: str) -> None:
    """Say where the web site of the book stands."""
    path = book.root / "conf" / "book.toml"
    path.write_text(path.read_text("utf-8").replace('base_url = ""', f'base_url = "{address}"'), "utf-8")


def tei_schema() -> Path:
    """Locate the schema of TEI P5, which a package ships; see README.txt."""
    path = Path(sys.prefix) / "tei-schema/schemas/tei_all.rng"
    if not path.exists():
        pytest.fail(f"没有 {path}；make test 会按 tests/export/schema.lock 装上")
    return path


def jing(schema: Path, *files: Path) -> str:
    """Validate files; gives what is wrong with them."""
    if shutil.which("jing") is None:
        pytest.skip("没有 jing；scripts/install-debian-packages.sh 会装上")
    compact = ["-c"] if schema.suffix == ".rnc" else []
    words = [str(shutil.which("jing")), *compact, str(schema), *map(str, files)]
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert (done.returncode == 0) == (not done.stdout), done.stderr
    return done.stdout
