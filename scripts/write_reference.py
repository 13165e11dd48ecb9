"""Write the reference pages that are made of the program itself: commands, rules, diagnostics, settings.

    python scripts/write_reference.py            writes docs/reference/*.md
    python scripts/write_reference.py --check    exits 1 when a page on disk differs

The pages are checked in. What they say stands in one place only: the help of the commands, the docstrings of the rules,
the enum of diagnostics, the metadata of the settings. Run it when one of these has changed.
"""

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import click

from speechbook.clean import rules_in_order
from speechbook.cli import main as command_line
from speechbook.config import (
    PRESET_LABELS,
    Book,
    Cleaning,
    Ebook,
    Editions,
    EditionStyle,
    Fonts,
    Links,
    Pdf,
    Site,
)
from speechbook.diagnostics import DiagnosticCode, Weight

__all__ = ("PAGES", "main", "stale_pages", "write_pages")

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"

_NEW_MAKEFILE = ROOT / "scripts" / "speechbook" / "pipeline" / "data" / "new_book" / "Makefile"
_HEAD = "---\nscript: hans\n---\n\n"
_CODE_SPAN = re.compile(r"(`[^`]+`)")
_MARKUP = re.compile(r"([\\*_<>\[\]{}])")
_MAKE_TARGET = re.compile(r"^([a-z-]+):[^#\n]*## (.+)$", re.MULTILINE)
_AS_IT_STANDS = "\b"
"""Click's mark before lines of help that are not to be filled."""
_REQUIRED = re.compile(r"\s*\[必写\]")

_WEIGHTS = {
    Weight.LOSS: ("要紧", "文字可能缺失或有误。"),
    Weight.DOUBT: ("待查", "程序不能断定，要人看一看。"),
    Weight.NOTE: ("提示", "供知悉；文字没有问题。"),
}

_SECTIONS: tuple[tuple[str, type, str], ...] = (
    ("book", Book, "书对自己的说明。"),
    ("editions", Editions, "出哪些版本。"),
    (
        "style.zh-tw",
        EditionStyle,
        "各版本的排印习惯，一个版本一节：`[style.zh-hans]`、`[style.zh-tw]`、`[style.zh-hk]`。留空随版本。",
    ),
    ("site", Site, "网站放在哪里。"),
    ("links", Links, "程序自己找哪些链接。单篇的增减写在元数据 `links` 里，见[改净文本](../guide/correcting.md)。"),
    ("epub", Ebook, "电子书的样子。"),
    ("pdf", Pdf, "PDF 的版式。"),
    (
        "fonts.zh-hans",
        Fonts,
        "PDF 用的字体，一个版本一节：`[fonts.zh-hans]`、`[fonts.zh-tw]`、`[fonts.zh-hk]`。"
        "写系统里的字体名（`fc-list : family` 列出），或以 `.otf`、`.ttf`、`.ttc` 结尾的文件名；留空用程序选定的字体。",
    ),
    ("clean", Cleaning, "停用哪些清理规则。规则名见[清理规则](rules.md)。"),
)

_KINDS = {str: "一段文字", bool: "`true` 或 `false`", int: "整数", tuple: "一列文字"}


def commands_page() -> str:
    """Describe every command with its arguments and options, the exit codes, and the targets of make."""
    context = click.Context(command_line, info_name="speechbook", **command_line.context_settings)
    parts = [
        "# 命令\n",
        "本页由程序的帮助生成，与 `speechbook --help` 一致。`python -m speechbook` 与 `speechbook` 相同。\n",
        "在本项目的代码库里，命令装在 `.venv/bin/speechbook`；"
        "先运行 `source .venv/bin/activate`，就可以直接写 `speechbook`。\n",
        "## 全部命令通用\n",
        _usage(command_line, context),
        *_help_blocks(command_line.help or ""),
        _options(command_line, context),
        *_help_blocks(command_line.epilog or ""),
    ]
    for name in command_line.list_commands(context):
        command = command_line.get_command(context, name)
        if command is not None and not command.hidden:
            parts += _command_section(name, command, context)
    own = "、".join(f"`{name}`" for name, _ in _MAKE_TARGET.findall(_NEW_MAKEFILE.read_text(encoding="utf-8")))
    parts += [
        "## make\n",
        "`make` 的各个目标只是把上面的命令包起来。"
        f"`speechbook new` 建的书有 {own}；下面是本项目代码库里的，连同安装步骤。\n",
        _make_targets(),
    ]
    return _joined(parts)


def _command_section(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    yield f"## speechbook {name}\n"
    yield _usage(command, context)
    yield from _help_blocks(command.help or "")
    yield _options(command, context)


def _usage(command: click.Command, context: click.Context) -> str:
    pieces = " ".join(command.collect_usage_pieces(context))
    return _fenced("text", f"{context.command_path} {pieces}")


def _help_blocks(text: str) -> Iterator[str]:
    """Turn click's help into paragraphs and, where its mark asks for lines as they stand, blocks of text."""
    for block in inspect.cleandoc(text).split("\n\n"):
        if block.startswith(_AS_IT_STANDS):
            yield _fenced("text", block.removeprefix(_AS_IT_STANDS).strip())
        elif block.strip():
            yield _escaped("".join(block.splitlines())) + "\n"


def _options(command: click.Command, context: click.Context) -> str:
    rows = []
    for param in command.get_params(context):
        name, help_text = param.get_help_record(context) or ("", "")
        if help_text and ("--help" not in param.opts or context.parent is None):
            if _REQUIRED.search(help_text):
                help_text = f"{_REQUIRED.sub('', help_text)}（必写）"
            rows.append(f"`{name}`\n: {_escaped(help_text)}\n")
    return "\n".join(rows)


def _make_targets() -> str:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return "\n".join(f"`make {name}`\n: {_escaped(text)}\n" for name, text in _MAKE_TARGET.findall(makefile))


def rules_page() -> str:
    """Describe every cleaning rule, in the order in which they run, by its docstring."""
    parts = [
        "# 清理规则\n",
        "本页由规则的代码生成，按运行次序排列。规则名写在校勘记录的 `rule` 中，"
        "也用于 `conf/book.toml` 的 `[clean] off`。英文说明依次讲三件事：是什么损坏，凭什么认定，什么不许动。\n",
        "中文的概述见[清理与核对](../guide/cleaning.md)。\n",
    ]
    for number, rule in enumerate(rules_in_order(()), 1):
        label = rule.name.replace("_", "-")
        parts.append(f"(rule-{label})=\n## {number}. {_escaped(rule.label)}\n")
        parts.append(f"规则名：`{rule.name}`\n")
        parts.append(f"{rule.note}\n")
        parts += _docstring_blocks(rule.explanation)
    return _joined(parts)


def _docstring_blocks(docstring: str) -> Iterator[str]:
    for block in inspect.cleandoc(docstring).split("\n\n"):
        if block.startswith(">>>"):
            yield _fenced("pycon", block)
        else:
            yield _escaped(" ".join(block.splitlines())) + "\n"


def diagnostics_page() -> str:
    """Describe every kind of diagnostic by its row in the enum, worst first."""
    parts = [
        "# 待查的种类\n",
        "本页由程序生成。待查不会让处理停下来；`speechbook check` 把全书的待查列出，要紧的在前，"
        "`--json` 输出的 `code` 即下面的代号。\n",
    ]
    for weight, (label, meaning) in _WEIGHTS.items():
        parts.append(f"## {label}\n\n{meaning}\n")
        parts += [
            f"`{code.code}`\n: {_escaped(code.message)}。\n: 怎么办：{_escaped(code.advice)}。\n"
            for code in DiagnosticCode
            if code.weight is weight
        ]
    return _joined(parts)


def settings_page() -> str:
    """Describe every setting by the metadata of its field, and the word lists by their own first comment."""
    parts = [
        "# 设置\n",
        "本页由程序生成。设置写在 `conf/book.toml`，格式是 TOML；不写的项取默认值，写错的项会报出所在的键和可用的值。"
        "改完运行 `make html`。\n",
    ]
    for name, kind, purpose in _SECTIONS:
        parts.append(f"## `[{name}]`\n\n{purpose}\n")
        parts += [_setting(name, item.name, item.default, item.metadata) for item in fields(kind)]
    parts.append("## 词表 `conf/lexicon`\n\n纯文本，UTF-8，一行一个，`#` 之后是说明。\n")
    for path in sorted((ROOT / "conf" / "lexicon").iterdir()):
        parts.append(f"`{path.name}`\n: {_escaped(_first_comment(path))}\n")
    return _joined(parts)


def _first_comment(path: Path) -> str:
    """Give what the head of a word list says of it; entries that it shows with tabs are for its readers only."""
    lines = path.read_text(encoding="utf-8").split("\n")
    comments = [line.removeprefix("#").strip() for line in lines if line.startswith("#") and "\t" not in line]
    return "".join(comments).removesuffix("，如：") + ("。" if comments[-1].endswith("，如：") else "")


def _setting(section: str, key: str, default: object, metadata: Mapping[str, Any]) -> str:
    kind = _KINDS[tuple if default is MISSING else type(default)]
    if key == "presets":
        names = "、".join(f"`{preset}`" for preset in PRESET_LABELS)
        return (
            f"`[{section}.presets]`\n: {_escaped(metadata['help'])}。每类一行：类别名 = 规则名的一列。"
            f"程序能判断的类别有 {names}；可以另加。\n"
        )
    choices = "、".join(f"`{choice}`" for choice in metadata["choices"] if choice)
    allowed = f"；可用 {choices}" if choices else ""
    return f"`{key}`\n: {_escaped(metadata['help'])}。{kind}，默认 `{_as_toml(default)}`{allowed}。\n"


def _as_toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_as_toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```\n"


def _escaped(text: str) -> str:
    """Keep code spans, and let nothing else be markup."""
    pieces = _CODE_SPAN.split(text)
    return "".join(piece if index % 2 else _MARKUP.sub(r"\\\1", piece) for index, piece in enumerate(pieces))


def _joined(parts: list[str]) -> str:
    return _HEAD + "\n".join(part for part in parts if part)


PAGES: Mapping[str, Callable[[], str]] = {
    "commands": commands_page,
    "rules": rules_page,
    "diagnostics": diagnostics_page,
    "settings": settings_page,
}
"""Name of each page and what makes it."""


def stale_pages(folder: Path = REFERENCE) -> list[str]:
    """Name the pages in `folder` that are not what the program would write."""
    return [name for name, make in PAGES.items() if _text_of(folder / f"{name}.md") != make()]


def write_pages(folder: Path = REFERENCE) -> None:
    """Write all pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        (folder / f"{name}.md").write_text(make(), encoding="utf-8", newline="\n")


def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main() -> int:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="exit 1 when a page on disk differs; write nothing")
    if not parser.parse_args().check:
        write_pages()
        return 0
    stale = stale_pages()
    for name in stale:
        click.echo(f"docs/reference/{name}.md 已过时。请运行 python scripts/write_reference.py", err=True)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
