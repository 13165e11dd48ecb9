"""Each command that the guide shows is run, in the order of its page, and prints what the page says it prints.

A page that founds a book is followed in an empty folder; those for contributors in a copy of the repository; the others
in a book that holds the sample speeches and that of the first page, built once. What cannot be run as it stands is in
`guide_commands.toml`, with its reason.
"""

import shutil
import zipfile
from pathlib import Path

import pytest
from fenced_blocks import Block, fenced_blocks, fits
from guide_shell import PROJECT, Shell, clone, treatments
from several_in_one import as_docx

TABLE = treatments(Path(__file__).with_name("guide_commands.toml"))
PAGES = (*sorted((PROJECT / "docs" / "guide").glob("*.md")), PROJECT / "README.md")
BLOCKS = {path.name: tuple(fenced_blocks(path)) for path in PAGES}
OF_A_CLONE = ("README.md", "contributing.md", "contributing-en.md", "writing-rules.md", "writing-rules-en.md")
"""Pages that are followed in a copy of our own repository."""
OF_A_NEW_BOOK = ("adding.md",)
RAW = PROJECT / "speeches" / "raw"


def commands(block: Block) -> list[str]:
    return [line for line in block.text.splitlines() if line.strip() and not line.startswith("#")]


SHOWN = {
    name: [line for block in blocks if block.kind == "sh" for line in commands(block)]
    for name, blocks in BLOCKS.items()
}


def follow(shell: Shell, blocks: tuple[Block, ...]) -> None:
    """Do what a page shows, from its first block to its last."""
    printed = ""
    for block in blocks:
        if block.kind == "sh":
            printed = "".join(shell.do(line) for line in commands(block))
        elif block.kind == "output":
            assert fits(block.text, printed), f"{block.page}:{block.line} shows what is not printed:\n{printed}"
        elif block.caption:
            shell.write(block)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a reader whose book holds the sample speeches and that of the first page."""
    home = tmp_path_factory.mktemp("reader")
    shell = Shell(home, home, TABLE)
    shell.do("speechbook new book --yes --title 样书")
    shell.do("cd book")
    (shell.folder / "speeches" / "raw" / "示例讲话.txt").unlink()
    for part in ("speeches", "conf/lexicon"):
        shutil.copytree(PROJECT / part, shell.folder / part, dirs_exist_ok=True)
    [raw] = [block for block in BLOCKS["start.md"] if block.caption.startswith("speeches/raw/")]
    shell.write(raw)
    shell.do("make html")
    shell.do("git init -q && git add . && git commit -q -m 样书")
    return home


def lay_out_what_is_added(shell: Shell) -> None:
    """Put files where the pages on adding say that the reader has them."""
    talks = shell.home / "讲话"
    talks.mkdir()
    shutil.copy(RAW / "市政府网站" / "2009 抗旱动员.txt", talks / "抗旱.txt")
    (talks / "旧稿.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    page = RAW / "论坛存档" / "陆书记在冬春水利建设总结会议上的讲话.html"
    shutil.copy(page, shell.folder / "2010年水利.html")
    with zipfile.ZipFile(shell.folder / "旧站备份.zip", "w") as packed:
        packed.write(RAW / "人代会文件" / "政府工作报告(2011).txt", "报告/政府工作报告.txt")
    (shell.folder / "讲话汇编.docx").write_bytes(as_docx())
    (shell.folder / "讲话").mkdir()
    (shell.folder / "讲话" / "例会讲话.txt").write_text("在新学期第一次例会上的讲话\n各位老师：\n开会。\n", "utf-8")
    (shell.folder / "转好的").mkdir()
    shutil.copy(RAW / "市政府办公室" / "安全生产工作会议讲话(2012).docx", shell.folder / "转好的" / "安全生产.docx")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("page", [name for name in SHOWN if SHOWN[name]])
def test_what_a_page_shows_is_done_and_printed(page: str, filled: Path, tmp_path: Path) -> None:
    shell = Shell(tmp_path, tmp_path, TABLE)
    if page in OF_A_CLONE:
        shell.folder = clone(tmp_path / "clone")
    elif page in OF_A_NEW_BOOK:
        shell.do("speechbook new book --yes")
        shell.do("cd book")
    elif not any(line.startswith("speechbook new") for line in SHOWN[page]):
        shutil.copytree(filled, tmp_path, dirs_exist_ok=True, symlinks=True)
        shell.do("cd book")
    if shell.folder.name == "book":
        lay_out_what_is_added(shell)
    follow(shell, BLOCKS[page])


def test_every_row_of_the_table_is_of_use_and_has_its_reason() -> None:
    shown = {line.split("  #", 1)[0].strip() for lines in SHOWN.values() for line in lines}
    assert [row.shown for row in TABLE if row.shown not in shown] == []
    assert [row.shown for row in TABLE if not row.reason] == []


@pytest.mark.parametrize(
    ("shown", "printed", "answer"),
    [
        ("甲\n乙\n", "甲\n乙\n", True),
        ("甲\n", "甲\n乙\n", False),
        ("甲\n……\n", "甲\n乙\n丙\n", True),
        ("……\n丙\n", "甲\n乙\n丙\n", True),
        ("……\n丁\n", "甲\n乙\n丙\n", False),
        ("修复 …… 处\n", "修复 12 处\n", True),
        ("修复 …… 处\n", "修复\n12 处\n", False),
        ("甲\n……\n乙\n", "甲\n乙\n", True),
    ],
)
def test_an_output_fits_up_to_what_it_leaves_out(shown: str, printed: str, answer: bool) -> None:
    assert fits(shown, printed) is answer


def test_a_command_that_fails_is_seen(tmp_path: Path) -> None:
    shell = Shell(tmp_path, tmp_path, TABLE)
    for line in ("speechbook check --no-such-option", "speechbook chekc", "make html", "false"):
        with pytest.raises(AssertionError):
            shell.do(line)
