"""Our reading of the pages of speeches and MyST's own give the same tree, node for node."""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docutils import nodes

from speechbook.config import load_settings
from speechbook.pipeline.pages import make_pages

PROJECT = Path(__file__).resolve().parents[2]
HOSTILE = PROJECT / "tests" / "write" / "hostile_pieces.txt"

BUILD = """
import sys
from collections import Counter
import speechbook.sphinxext.page_parser as reading
if sys.argv[1] == "myst":
    reading._OURS = chr(0)
blocks = Counter()
read_block, by_myst = reading._Page._read_block, reading._Page._read_by_myst
def count(self, block):
    blocks["all"] += 1
    read_block(self, block)
def count_others(self, block):
    blocks["by myst"] += 1
    by_myst(self, block)
reading._Page._read_block, reading._Page._read_by_myst = count, count_others
from sphinx.cmd.build import main
done = main(sys.argv[2:])
print(blocks["all"], blocks["by myst"])
sys.exit(done)
"""

Trees = dict[str, nodes.document]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the pages of the sample speeches, and of one whose every paragraph and heading is hostile."""
    root = tmp_path_factory.mktemp("read")
    shutil.copytree(PROJECT / "conf", root / "conf")
    shutil.copytree(PROJECT / "speeches", root / "speeches")
    pieces = [line for line in HOSTILE.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = [line for piece in pieces for line in (f"# {piece}", piece, f"一是{piece}。二是{piece}。")]
    clean = root / "speeches" / "clean" / "hostile.txt"
    clean.write_text("---\nid: hostile\ntitle: 敌意\n---\n" + "\n".join(lines) + "\n", encoding="utf-8")
    make_pages(load_settings(root))
    (root / "docs" / "index.md").write_text(
        "# 书\n\n```{toctree}\nlists/years\nlists/speakers\nlists/indices\nlists/speeches\nlists/quality\n```\n",
        encoding="utf-8",
    )
    return root


def trees(book: Path, reading: str, builder: str) -> tuple[Trees, int, int]:
    """Build with one of the readings; give the trees, the number of blocks and how many of them MyST read."""
    doctrees = book / f"{reading}-{builder}"
    options = ["-q", "-b", builder, "-c", str(book / "conf"), "-d", str(doctrees), "-D", "speechbook_edition=zh-tw"]
    options += ["-D", "speechbook_ready_pages=0"]
    done = subprocess.run(
        [sys.executable, "-c", BUILD, reading, *options, str(book / "docs"), str(book / f"{reading}-{builder}-out")],
        env={**os.environ, "PYTHONPATH": str(PROJECT / "scripts")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    every, others = map(int, done.stdout.split()[-2:])
    read = {
        path.stem: pickle.loads(path.read_bytes())  # noqa: S301 -- our own build
        for path in sorted((doctrees / "speeches").glob("*.doctree"))
    }
    return read, every, others


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_both_readings_give_the_same_tree(book: Path, builder: str) -> None:
    ours, blocks, by_myst = trees(book, "ours", builder)
    theirs, none, _ = trees(book, "myst", builder)
    assert none == 0
    assert len(ours) == len(theirs) >= 13
    for name, tree in ours.items():
        assert tree.pformat() == theirs[name].pformat(), name
        lines = [[node.line for node in read.findall(nodes.paragraph)] for read in (tree, theirs[name])]
        assert [line for line in lines[0] if line] or name == "hostile"
    # Nearly all is read the short way; what is left to MyST is left on purpose.
    assert blocks > 500
    assert by_myst < blocks / 4
