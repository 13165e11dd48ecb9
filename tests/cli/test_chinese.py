"""What click and rich say to a user is Chinese, under every locale, and nothing outside click is changed for it."""

import ast
import gettext
import importlib
import io
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click
import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner
from rich.cells import cell_len

from speechbook.cli import main
from speechbook.cli.inputs import progress

CLICK = Path(click.__file__).parent
CATALOGUE = Path(importlib.import_module("speechbook.cli.chinese").__file__ or "").with_name("locale")
MESSAGES = CATALOGUE / "zh_CN" / "LC_MESSAGES" / "messages.po"
COMPUTED = {"extra['required']": "required"}
"""What click looks up without writing it where it looks it up."""

ALLOWED = {"speechbook", "python", "make", "html", "JSON", "PDF", "EPUB", "forum", "portal", "wechat", "plain"}
ALLOWED |= {"pdf", "gb", "protect", "zip", "conf", "Makefile", "TEI", "Excel", "Ctrl-C", "txt"}
"""Names that our help mentions: programs, formats, kinds of source, a key of the front matter."""
FILE_NAME = re.compile(r"[A-Za-z.-]*/[A-Za-z./-]*|[\w-]+\.(?:txt|toml|csv|atom|xml|bib|docx)(?![A-Za-z])")
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
CHOICES = re.compile(r"\[[\w-]+(?:\|[\w-]+)+\]", re.ASCII)
RANGE = re.compile(r"(?:\d+<=?)?x(?:[<>]=?\d+)?(?=\])")
COMMANDS = ((), *((name,) for name in sorted(main.commands)))
WRONG_USES = (
    (),
    ("buidl",),
    ("nonsense",),
    ("--bok",),
    ("-x",),
    ("--book",),
    ("--book", "pyproject.toml", "check"),
    ("clean",),
    ("clean", "--preset"),
    ("clean", "a.txt", "b.txt"),
    ("outline",),
    ("explain", "--jsn"),
    ("variant",),
    ("variant", "a.txt"),
    ("variant", "--to"),
    ("variant", "--to", "zh-cn", "a.txt"),
    ("variant", "--to", "zh-tw", "--from", "hanz", "a.txt"),
    ("variant", "--to", "zh-tw"),
    ("pages", "a.txt"),
    ("check", "--json=1"),
    ("check", "a.txt", "b.txt"),
    ("build", "doc"),
    ("build", "html", "pdf"),
    ("build", "--variant", "zh"),
)


def english(text: str, typed: tuple[str, ...] = ()) -> list[str]:
    """Find the words of a text that are neither Chinese nor names a user types."""
    names = ALLOWED | set(main.commands) | set(typed)
    for command in main.commands.values():
        for param in command.params:
            names |= set(param.type.choices) if isinstance(param.type, click.Choice) else set()
    text = text.replace("Read the Docs", " ")
    for pattern in (CHOICES, FILE_NAME, OPTION, RANGE):
        text = pattern.sub(" ", text)
    return [word for word in re.findall(r"[A-Za-z][A-Za-z-]*", text) if word not in names]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_chinese(command: tuple[str, ...]) -> None:
    done = CliRunner().invoke(main, [*command, "--help"], prog_name="speechbook")
    assert done.exit_code == 0
    assert done.output.startswith("用法：speechbook ")
    assert "\n选项：\n" in done.output
    assert "-h, --help" in done.output
    assert ("\n命令：\n" in done.output) == (command == ())
    assert english(done.output) == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "speechbook")
def test_help_is_no_wider_than_the_terminal(command: tuple[str, ...]) -> None:
    lines = CliRunner(env={"COLUMNS": "80"}).invoke(main, [*command, "--help"]).output.splitlines()
    assert [line for line in lines if cell_len(line) > 80] == []
    assert [line for line in lines if line.strip().startswith(tuple("，。、；：）》”"))] == []
    assert [line for line in lines if line.endswith(("（", "《", "“"))] == []


def test_in_the_list_of_commands_each_has_its_first_sentence() -> None:
    output = CliRunner().invoke(main, ["--help"]).output
    assert "收进文件：复制到 speeches/raw，清理，一篇一行写明结果\n" in output
    assert "没有变化的部分不重做" not in output


def test_lines_of_chinese_in_one_paragraph_are_joined_without_a_blank() -> None:
    output = CliRunner(env={"COLUMNS": "80"}).invoke(main, ["add", "--help"]).output.replace("\n  ", "")
    assert "以哪一份为底本；没有人可问时" in output


def test_the_help_of_version_is_chinese() -> None:
    assert re.search(r"--version +显示版本号。", CliRunner().invoke(main, ["--help"]).output)


@pytest.mark.parametrize("words", WRONG_USES, ids=" ".join)
def test_wrong_use_is_explained_in_chinese(
    words: tuple[str, ...], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    done = CliRunner().invoke(main, words, prog_name="speechbook")
    assert done.exit_code == 2
    assert re.search("[\u4e00-\u9fff]", done.output)
    assert english(done.output, words) == []


def test_english_is_found_where_it_is() -> None:
    assert english("Usage: speechbook [OPTIONS] 文件 --to [zh-hans|zh-tw]  [required]") == [
        "Usage",
        "OPTIONS",
        "required",
    ]


@pytest.mark.parametrize("start", [("-m", "speechbook"), ("-c", "from speechbook.cli import main; main()")])
@pytest.mark.parametrize(
    "locale",
    [
        {},
        {"LANG": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "1"},
        {"LANG": "xx_YY.UTF-8", "LANGUAGE": "de:fr"},
        {"LC_ALL": "en_US.UTF-8", "LANGUAGE": "en"},
    ],
    ids=str,
)
def test_every_way_to_start_speaks_chinese_under_every_locale(start: tuple[str, ...], locale: dict[str, str]) -> None:
    others = {name: text for name, text in os.environ.items() if not re.match("LANG|LC_|PYTHONIO|PYTHONUTF8", name)}
    done = subprocess.run([sys.executable, *start, "buidl"], capture_output=True, env=others | locale, check=False)
    assert done.returncode == 2
    assert "错误：没有 'buidl' 这个命令。 是不是想写 'build'？" in done.stderr.decode("utf-8")


def test_neither_the_environment_of_child_processes_nor_gettext_is_changed() -> None:
    script = (
        "import gettext, os; before = dict(os.environ), gettext.gettext, gettext.textdomain(), gettext.bindtextdomain("
        "'messages'); import speechbook.cli; assert before == (dict(os.environ), gettext.gettext, gettext.textdomain(),"
        " gettext.bindtextdomain('messages')); assert gettext.gettext('Usage:') == 'Usage:'"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Give the modules of click, parsed."""
    for path in sorted(CLICK.rglob("*.py")):
        yield path.stem, ast.parse(path.read_text(encoding="utf-8"))


def words_of_click() -> Iterator[tuple[str, ...]]:
    """Give each message, or singular and plural, that the source of click looks up."""
    for _, tree in sources():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext"):
                texts = call.args[:1] if call.func.id == "_" else call.args[:2]
                yield tuple(
                    text.value if isinstance(text, ast.Constant) else COMPUTED[ast.unparse(text)] for text in texts
                )


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name} | set(re.findall(r"%\(\w+\)s", text))


def test_every_word_of_click_has_its_translation() -> None:
    catalogue = gettext.translation("messages", CATALOGUE, languages=["zh_CN"])
    found = sorted(set(words_of_click()))
    assert len(found) > 60
    for message, *plural in found:
        chinese = catalogue.ngettext(message, plural[0], 2) if plural else catalogue.gettext(message)
        assert re.search("[\u4e00-\u9fff]", chinese), message
        assert placeholders(chinese) <= placeholders(" ".join([message, *plural])), message


def test_every_module_of_click_has_our_words() -> None:
    for name, tree in sources():
        if name == "_winconsole" and sys.platform != "win32":
            continue
        if any(isinstance(node, ast.ImportFrom) and node.module == "gettext" for node in tree.body):
            held = vars(importlib.import_module(f"click.{name}")).values()
            assert not any(value is gettext.gettext or value is gettext.ngettext for value in held), name


def test_the_compiled_catalogue_is_what_its_source_compiles_to() -> None:
    with MESSAGES.open("rb") as file:
        source = read_po(file, locale="zh_CN", abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, source)
    compiled.seek(0)
    with MESSAGES.with_suffix(".mo").open("rb") as file:
        assert words_of(file) == words_of(compiled), "run: pybabel compile -d scripts/speechbook/cli/locale"


def words_of(compiled: IO[bytes]) -> dict[str, object]:
    """Give the words of a catalogue without its header, where Babel writes its own version."""
    return {str(message.id): message.string for message in read_mo(compiled) if message.id}


@pytest.mark.parametrize("total", [None, 3])
def test_a_progress_bar_is_chinese(
    total: int | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in {"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "100"}.items():
        monkeypatch.setenv(name, text)
    with progress("清理原件", total) as step:
        step()
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    assert "清理原件" in shown
    assert english(shown) == []
