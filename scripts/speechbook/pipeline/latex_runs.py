"""Start LaTeX as a process of its own, and say in a few lines what went wrong.

Texts are hostile: LaTeX runs without a shell, stops at the first error, reads no settings of the user's, and is ended
with all its children when it takes too long.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from speechbook.errors import BuildError

__all__ = ("DEBIAN_PACKAGES", "TypesetBook", "require_latex", "typeset")

DEBIAN_PACKAGES = (
    "texlive-xetex",
    "texlive-lang-chinese",
    "texlive-fonts-recommended",
    "latexmk",
    "fonts-texgyre",
    "fonts-dejavu-core",
    "fonts-noto-cjk",
    "fonts-lxgw-wenkai",
    "fonts-hanazono",
    "poppler-utils",
)
"""What a PDF needs on Debian and its relatives."""

_PROGRAMS = ("xelatex", "latexmk", "xdvipdfmx", "upmendex")
_TIMEOUT_SECONDS = 60 * 60
"""A thousand speeches take about two minutes."""

_ERROR = re.compile(r"^(?:\./)?[^\s:]+:\d+: |^! ")
_WHERE = re.compile(r"^l\.\d+ ")
_NOT_INSTALLED = re.compile(
    r"""The font "([^"]+)" cannot be|File [`']([^']+)' not found|Font \S+="?([^"]+)"? .*not load"""
)
_MISSING = re.compile(r"^Missing character: There is no (.) ", re.MULTILINE)
_UNDEFINED = re.compile(r"^LaTeX Warning: (?:Hyper r|R)eference .* undefined", re.MULTILINE)
_SHOWN_LINES = 3
_SHOWN_WIDTH = 200


@dataclass(frozen=True, slots=True)
class TypesetBook:
    """A finished PDF, and what LaTeX had to say about it."""

    file: Path
    missing_characters: tuple[str, ...]
    """Characters that no font has, each once."""
    undefined_references: int


def require_latex() -> None:
    """Raise `BuildError` with the command to run when LaTeX is not installed."""
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if missing:
        raise BuildError(f"做 PDF 要用 {'、'.join(missing)}，这里没有。{_how_to_install()}")


def typeset(folder: Path, name: str) -> TypesetBook:
    """Run LaTeX on `name.tex` in a folder that Sphinx has filled.

    Raises `BuildError` with the lines of the log that matter.
    """
    command = ["latexmk", "-norc", "-r", "latexmkrc", "-silent", f"{name}.tex"]
    log = folder / f"{name}.log"
    with _process(command, folder) as process:
        try:
            output, _ = process.communicate(timeout=_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired as exc:
            raise BuildError(f"LaTeX 运行超过 {_TIMEOUT_SECONDS // 60} 分钟，已中止") from exc
    text = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else output
    made = folder / f"{name}.pdf"
    if process.returncode or not made.is_file():
        raise BuildError(_explain(text, output))
    return TypesetBook(made, tuple(dict.fromkeys(_MISSING.findall(text))), len(_UNDEFINED.findall(text)))


@contextlib.contextmanager
def _process(command: list[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a command in a group of its own, so that ending it ends what it has started."""
    process = subprocess.Popen(  # noqa: S603 -- a fixed program, and a name that the settings were checked for
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        # Lines of the log are not to be broken at 79 bytes, in the middle of a name or a character.
        env=os.environ | {"max_print_line": "10000", "shell_escape": "f", "openout_any": "p"},
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def _explain(log: str, output: str) -> str:
    """Give what is not installed, else the first error and its place, else the end of what was printed."""
    lost = _NOT_INSTALLED.search(log)
    if lost:
        return f"没有找到字体或宏包 {lost[1] or lost[2]}。{_how_to_install()}"
    lines = log.splitlines()
    error = next((line for line in lines if _ERROR.match(line)), "")
    place = next((line for line in lines if _WHERE.match(line)), "")
    shown = [line for line in (error, place) if line] or [line for line in output.splitlines() if line][-_SHOWN_LINES:]
    return "\n".join(["LaTeX 报错：", *(f"    {line[:_SHOWN_WIDTH]}" for line in shown)])


def _how_to_install() -> str:
    return f"Debian 上请运行：sudo apt-get install {' '.join(DEBIAN_PACKAGES)}"
