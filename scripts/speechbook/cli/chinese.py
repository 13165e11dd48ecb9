"""Make click speak Chinese, whatever the locale of the machine and in this process alone.

click asks the standard `gettext` for its words, and that looks for the language in the environment only. We must not
write `LANGUAGE` there: Sphinx and LaTeX, which we start, would inherit it. Nor may we change `gettext` itself, which
others share. So the modules of click are given the lookup of our own catalogue in place of the standard one.

The catalogue is `locale/zh_CN/LC_MESSAGES/messages.po`; after a change to it, in the root of the project:

    pybabel compile -d scripts/speechbook/cli/locale
"""

import gettext
import importlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from rich.cells import cell_len

from speechbook.cli.filling import paragraphs

__all__ = ("ChineseGroup", "speak_chinese")

_CATALOGUES = Path(__file__).with_name("locale")

_LOADED_LATE = ("click._termui_impl", "click.shell_completion")
"""Modules that click loads when it first needs them, which would be after we have been round."""


def speak_chinese() -> None:
    """Give click its words in Chinese; a word that the catalogue lacks stays English.

    Call it before the first option is declared: the help of `--version` is looked up there and then.
    """
    catalogue = gettext.translation("messages", _CATALOGUES, languages=["zh_CN"], fallback=True)
    for late in _LOADED_LATE:
        importlib.import_module(late)
    for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == "click"]:
        for name, value in list(vars(module).items()):
            if value is gettext.gettext:
                setattr(module, name, catalogue.gettext)
            elif value is gettext.ngettext:
                setattr(module, name, catalogue.ngettext)


class _ChineseFormatter(click.HelpFormatter):
    """Counts columns where click counts characters, and sets the colons that it does not ask its catalogue for."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage without a space after the full-width colon."""
        super().write_usage(prog, args, "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading with a full-width colon."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, none of whose lines is wider than the terminal."""
        indent = " " * self.current_indent
        filled = paragraphs(text, self.width - self.current_indent)
        self.write("\n\n".join("\n".join(f"{indent}{line}".rstrip() for line in lines) for lines in filled) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms with what they mean beside them, or below where a term is long."""
        rows = list(rows)
        indent = " " * self.current_indent
        column = min(max(cell_len(term) for term, _ in rows), col_max) + col_spacing
        for term, meaning in rows:
            lines = [line for lines in paragraphs(meaning, self.width - column - self.current_indent) for line in lines]
            gap = column - cell_len(term)
            if gap < col_spacing:
                lines.insert(0, "")
            first, *rest = lines or [""]
            self.write(f"{indent}{term}{' ' * gap}{first}".rstrip() + "\n")
            for line in rest:
                self.write(f"{indent}{' ' * column}{line}".rstrip() + "\n")


class _ChineseContext(click.Context):
    formatter_class = _ChineseFormatter


class ChineseGroup(click.Group):
    """A group whose help, and that of its commands, has the placeholders and colons of Chinese too."""

    context_class = _ChineseContext

    def __init__(self, *args: Any, **attrs: Any) -> None:  # noqa: ANN401 -- as in click
        super().__init__(*args, **attrs)
        self.options_metavar = "[选项]"
        self.subcommand_metavar = "命令 [参数...]"

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take a command in, and let its help look like ours."""
        cmd.context_class = _ChineseContext
        cmd.options_metavar = "[选项]"
        if cmd.help and not cmd.short_help:
            cmd.short_help = cmd.help.partition("。")[0].split("\n\n")[0]
        super().add_command(cmd, name)
