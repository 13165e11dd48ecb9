"""Open the editor of a person's choice at a line of a file, and wait until it is closed."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from speechbook.errors import UsageError, os_reason

__all__ = ("open_editor",)

_WAITS_AT = {"code": ("--wait", "--goto"), "codium": ("--wait", "--goto"), "subl": ("--wait",), "zed": ("--wait",)}
"""Editors that take `file:line`, with what makes them wait."""
_TAKES_NO_LINE = frozenset(("ed", "gedit", "notepad", "notepad.exe", "open", "cat", "true"))
_DEFAULTS = ("nano", "vim", "vi", "notepad.exe")


def open_editor(path: Path, line: int) -> None:
    """Edit a file from a line on, counted from 1. Raises `UsageError` where there is no editor or it fails."""
    command = _editor()
    program = Path(command[0]).name
    if program in _WAITS_AT:
        command += [*_WAITS_AT[program], f"{path}:{line}"]
    elif program in _TAKES_NO_LINE:
        command += [str(path)]
    else:
        command += [f"+{line}", str(path)]
    try:
        done = subprocess.run(command, check=False)  # noqa: S603 -- the editor that the user named
    except OSError as exc:
        raise UsageError(
            f"打不开编辑器 {command[0]}（{os_reason(exc)}）；请设置环境变量 EDITOR，如 export EDITOR=nano"
        ) from exc
    if done.returncode:
        raise UsageError(f"编辑器 {command[0]} 没有正常结束（退出码 {done.returncode}）")


def _editor() -> list[str]:
    for name in ("VISUAL", "EDITOR"):
        words = shlex.split(os.environ.get(name, ""))
        if words:
            return words
    for program in _DEFAULTS:
        if shutil.which(program):
            return [program]
    raise UsageError("没有找到编辑器；请设置环境变量 EDITOR，如 export EDITOR=nano")
