"""The index as Sphinx builds it: the same from one process and two, and after a page changed or went."""

import base64
import json
import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

# The limit is made small, since 500 speeches take a minute to build.
SPHINX = """
import sys
import speechbook.sphinxext.search_index as module
module.STOCK_SEARCH_LIMIT = int(sys.argv.pop(1))
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def root(searched_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the book with its pages, without what was built of them."""
    copy = tmp_path_factory.mktemp("builds") / "book"
    shutil.copytree(searched_book.parents[2], copy, ignore=shutil.ignore_patterns("_build"))
    for i in range(10):
        name = f"more-{i}"
        (copy / "docs" / "speeches" / f"{name}.md").write_text(page(name, f"第{i}次会议"), encoding="utf-8")
    return copy


def page(name: str, text: str) -> str:
    return f"---\nspeech: {name}\nscript: hans\norphan: true\n---\n\n({name})=\n# 讲话\n\n{{#{name}-p1}}\n{text}\n"


def build(root: Path, name: str, *, workers: int = 1, limit: int = 500) -> Path:
    """Build one edition by Sphinx itself; give the folder of the site."""
    out = root / "out" / name
    command = [sys.executable, "-c", SPHINX, str(limit), "-q", "-b", "html", "-c", str(root / "conf")]
    command += ["-d", str(root / "out" / f"{name}-trees"), "-j", str(workers), "-D", "speechbook_edition=zh-tw"]
    environment = {key: value for key, value in os.environ.items() if key not in ("CI", "READTHEDOCS")}
    done = subprocess.run(
        [*command, str(root / "docs"), str(out)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
        cwd=root,
    )
    assert done.returncode == 0, done.stderr
    return out


def index_of(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site / "_search").iterdir()}


def texts_in(site: Path) -> dict[str, str]:
    """Give what the files of texts say, by page; of several volumes, too, without what is struck off."""
    found = {}
    for path in sorted((site / "_search").glob("*-t*.js")):
        packed = json.loads(path.read_text(encoding="utf-8").split(",", 2)[2].removesuffix(")\n"))
        chunk = json.loads(zlib.decompress(base64.b64decode(packed[1:])).decode("gb18030"))
        found[chunk["docname"]] = found.get(chunk["docname"], "") + "".join(chunk["texts"])
    return found


def test_two_workers_make_the_same_index_as_one(root: Path) -> None:
    one, two = build(root, "one"), build(root, "two", workers=2)
    assert index_of(one) == index_of(two)
    assert len(texts_in(one)) == 12
    assert json.loads((one / "_search" / "index.js").read_text("utf-8").split(",", 2)[2].removesuffix(")\n"))["volumes"]


def test_a_changed_page_and_one_that_went(root: Path) -> None:
    site = build(root, "changed")
    before = index_of(site)
    speeches = root / "docs" / "speeches"
    build(root, "changed")
    assert index_of(site) == before
    kept = (speeches / "more-3.md").read_text(encoding="utf-8")
    (speeches / "more-3.md").write_text(page("more-3", "改过的话"), encoding="utf-8")
    (speeches / "more-4.md").unlink()
    texts = texts_in(build(root, "changed", workers=2))
    assert "改過的話" in texts["speeches/more-3"]
    assert "speeches/more-4" not in texts
    assert len(texts) == 11
    (speeches / "more-3.md").write_text(kept, encoding="utf-8")
    (speeches / "more-4.md").write_text(page("more-4", "第4次会议"), encoding="utf-8")
    assert index_of(build(root, "changed")) == before


def test_a_lost_folder_or_record_is_made_anew(root: Path) -> None:
    site = build(root, "lost")
    before = index_of(site)
    for lost in (site / "_search" / "index.js", root / "out" / "lost-trees" / "search-volumes.json"):
        lost.unlink()
        (root / "docs" / "speeches" / "more-1.md").touch()
        assert index_of(build(root, "lost")) == before


def test_above_its_limit_sphinx_s_own_search_is_not_made(root: Path) -> None:
    site = build(root, "large", limit=11)
    assert not (site / "stock-search.html").exists()
    assert not (site / "searchindex.js").exists()
    text = (site / "search.html").read_text(encoding="utf-8")
    assert "stock-search" not in text
    assert "search-engine.js" in text
    site = build(root, "small", limit=12)
    assert (site / "stock-search.html").exists()
    assert (site / "searchindex.js").exists()
