"""A speech that was made into HTML when it was read is the page that Sphinx would have written of its tree."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docutils import nodes

from speechbook.config import load_settings
from speechbook.pipeline.pages import make_pages
from speechbook.sphinxext.ready_page import ready_page_of

PROJECT = Path(__file__).resolve().parents[2]
TINY_BOOK = Path(__file__).with_name("tiny_book")
KITCHEN_SINK = Path(__file__).with_name("kitchen_sink.md")

WITHOUT = """
import sys
from speechbook.sphinxext import page_parser
if sys.argv[1] == "all":
    page_parser.drop_idle_transforms = lambda *_arguments, **_options: None
from sphinx.cmd.build import main
sys.exit(main(sys.argv[2:]))
"""

LATER = """# 后来才有的

```{only} html
> 只在网页上。
```

```{eval-rst}
第 |version| 版
```
"""
"""What brings nodes onto a page while transforms run."""

EXTENSION = """
def setup(app):
    app.connect("doctree-resolved", lambda app, doctree, docname: doctree.walk)
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a book of the sample speeches, the pages of the tiny book, and a page with all that Markdown can do."""
    root = tmp_path_factory.mktemp("ready")
    shutil.copytree(PROJECT / "conf", root / "conf")
    shutil.copytree(PROJECT / "speeches", root / "speeches")
    make_pages(load_settings(root))
    for page in (TINY_BOOK / "docs" / "speeches").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        (root / "docs" / "speeches" / page.name).write_text(
            text.replace("---\n", "---\norphan: true\n", 1), encoding="utf-8"
        )
    shutil.copy(KITCHEN_SINK, root / "docs" / "kitchen-sink.md")
    (root / "docs" / "later.md").write_text(LATER, encoding="utf-8")
    write_index(root)
    return root


def write_index(root: Path, *options: str, speech: str = "") -> None:
    lines = ["# 书", "", "```{toctree}", *options]
    pages = (
        "lists/years",
        "lists/speakers",
        "lists/indices",
        "lists/speeches",
        "lists/quality",
        "kitchen-sink",
        "later",
    )
    (root / "docs" / "index.md").write_text("\n".join((*lines, "", *pages, speech, "```", "")), encoding="utf-8")


def build(root: Path, name: str, *options: str, builder: str = "html", transforms: str = "needed") -> Path:
    """Build, fail at any warning, and give the folder."""
    done = run(root, name, *options, builder=builder, transforms=transforms)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / name / "out"


def run(
    root: Path, name: str, *options: str, builder: str = "html", transforms: str = "needed"
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT, transforms, "-q", "-n", "-W", "--keep-going", "-b", builder]
    command += ["-c", str(root / "conf"), "-d", str(root / name / "doctrees"), *options]
    return subprocess.run(
        [*command, str(root / "docs"), str(root / name / "out")],
        env={**os.environ, "PYTHONPATH": str(PROJECT / "scripts")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def trees(root: Path, name: str) -> dict[str, nodes.document]:
    folder = root / name / "doctrees"
    return {
        path.relative_to(folder).with_suffix("").as_posix(): pickle.loads(path.read_bytes())  # noqa: S301 -- our own
        for path in sorted(folder.rglob("*.doctree"))
    }


def files(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith(".buildinfo")
    }


def kept_as_html(root: Path, name: str) -> set[str]:
    return {page for page, tree in trees(root, name).items() if ready_page_of(tree)}


def of_speeches(root: Path) -> set[str]:
    return {f"speeches/{path.stem}" for path in (root / "docs" / "speeches").glob("*.md")}


@pytest.mark.parametrize("edition", ["zh-hans", "zh-tw"])
def test_the_site_is_the_same_byte_for_byte(book: Path, edition: str) -> None:
    option = f"speechbook_edition={edition}"
    ready = files(build(book, f"ready-{edition}", "-D", option))
    slow = files(
        build(book, f"slow-{edition}", "-D", option, "-D", "speechbook_ready_pages=0", transforms="all"),
    )
    assert ready.keys() == slow.keys()
    assert [name for name in ready if ready[name] != slow[name]] == []
    assert kept_as_html(book, f"ready-{edition}") == of_speeches(book)
    assert len(of_speeches(book)) >= 15
    assert kept_as_html(book, f"slow-{edition}") == set()
    assert not any("\ufdd2".encode() in data for data in ready.values())


def test_transforms_that_are_left_out_would_have_changed_nothing(book: Path) -> None:
    build(book, "lean-trees", "-D", "speechbook_ready_pages=0")
    build(book, "full-trees", "-D", "speechbook_ready_pages=0", transforms="all")
    lean, full = trees(book, "lean-trees"), trees(book, "full-trees")
    assert lean.keys() == full.keys()
    for name, tree in lean.items():
        assert tree.pformat() == full[name].pformat(), name
    kinds = {type(node).__name__ for node in full["kitchen-sink"].findall()}
    assert kinds >= {"block_quote", "footnote", "table", "transition", "literal_block", "citation", "glossary"}


def test_the_tables_of_contents_of_speeches_stay_packed(book: Path) -> None:
    build(book, "packed")
    with (book / "packed" / "doctrees" / "environment.pickle").open("rb") as file:
        env = pickle.load(file)  # noqa: S301 -- our own build made it
    tocs = [env.tocs[page] for page in of_speeches(book)]
    assert all("packed" in vars(toc) for toc in tocs)
    assert sum(len(vars(toc)["packed"]) for toc in tocs) < 3000 * len(tocs)
    opened = next(toc for toc in tocs if "office-2008" in toc.pformat())
    assert "packed" not in vars(opened)
    assert opened.children[0].parent is opened
    assert [link["anchorname"] for link in opened.findall(nodes.reference)][1:3] == [
        "#office-2008-s1",
        "#office-2008-s1-1",
    ]
    assert opened.deepcopy().pformat() == pickle.loads(pickle.dumps(opened)).pformat() == opened.pformat()  # noqa: S301 -- as above


def test_numbers_of_sections_are_put_in(book: Path, numbered: None) -> None:
    with_tree = files(build(book, "numbered-slow", "-D", "speechbook_ready_pages=0"))
    ready = files(build(book, "numbered"))
    assert [name for name in ready if ready[name] != with_tree[name]] == []
    assert kept_as_html(book, "numbered") == of_speeches(book)
    assert ready["index.html"].count(b'href="speeches/office-2008.html#office-2008-s') >= 3  # the tree on the page
    assert sum(data.count(b'class="section-number"') for name, data in ready.items() if "speeches/" in name) > 20


@pytest.fixture
def numbered(book: Path) -> Iterator[None]:
    write_index(book, ":numbered:", ":maxdepth: 5", speech="speeches/office-2008")
    years = book / "docs" / "lists" / "years.md"
    yield
    write_index(book)
    assert years.exists()


def test_a_link_of_a_speech_to_a_place_that_is_not_there_fails_the_build(book: Path, tmp_path: Path) -> None:
    root = copied(book, tmp_path)
    page = root / "docs" / "speeches" / "office-2008.md"
    build(root, "whole")
    page.write_text(f"{page.read_text('utf-8')}\n[无处可去](school-2009.md#school-2009-p99)\n", encoding="utf-8")
    done = run(root, "whole")
    assert done.returncode
    assert "school-2009-p99" in done.stderr
    assert "office-2008" in done.stderr


def test_a_speech_with_something_of_its_own_is_left_to_sphinx(book: Path, tmp_path: Path) -> None:
    root = copied(book, tmp_path)
    page = root / "docs" / "speeches" / "office-2008.md"
    page.write_text(f"{page.read_text('utf-8')}\n```{{note}}\n编者另加。\n```\n", encoding="utf-8")
    out = build(root, "own")
    assert kept_as_html(root, "own") == of_speeches(root) - {"speeches/office-2008"}
    assert "编者另加。" in (out / "speeches" / "office-2008.html").read_text("utf-8")


def test_an_extension_of_the_book_gets_its_trees(book: Path, tmp_path: Path) -> None:
    root = copied(book, tmp_path)
    (root / "conf" / "watching.py").write_text(EXTENSION, encoding="utf-8")
    conf = root / "conf" / "conf.py"
    more = "\nimport sys, pathlib\nsys.path.insert(0, str(pathlib.Path(__file__).parent))\nextensions += ['watching']\n"
    conf.write_text(f"{conf.read_text('utf-8')}{more}", encoding="utf-8")
    build(root, "watched")
    assert kept_as_html(root, "watched") == set()


def test_another_builder_reads_again_what_is_html(book: Path, tmp_path: Path) -> None:
    root = copied(book, tmp_path)
    build(root, "shared")
    assert kept_as_html(root, "shared") == of_speeches(root)
    text = build(root, "shared", builder="text")
    assert kept_as_html(root, "shared") == set()
    assert "陆启衡" in (text / "speeches" / "office-2008.txt").read_text("utf-8")


def copied(book: Path, folder: Path) -> Path:
    """Copy what is built, without what was built."""
    for name in ("conf", "docs", "speeches"):
        shutil.copytree(book / name, folder / name)
    return folder
