"""Start LaTeX as a process of its own, and say in a few lines what went wrong.

Texts are hostile: LaTeX runs without a shell, reads and writes nothing outside its folder, stops at the first error,
reads no settings of the user's, and is ended with all its children when it takes too long.
"""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from speechbook.errors import BuildError
from speechbook.pipeline.latex_log import LatexError, Place, read_log

__all__ = ("DEBIAN_PACKAGES", "Naming", "TypesetBook", "require_latex", "typeset")

DEBIAN_PACKAGES = (
    "texlive-xetex",
    "texlive-lang-chinese",
    "texlive-fonts-recommended",
    "latexmk",
    "fontconfig",
    "fonts-texgyre",
    "fonts-dejavu-core",
    "fonts-noto-cjk",
    "fonts-lxgw-wenkai",
    "fonts-hanazono",
)
"""What a PDF needs on Debian and its relatives."""

_PROGRAMS = ("xelatex", "latexmk", "xdvipdfmx", "upmendex", "kpsewhich", "fc-list")
_TIMEOUT_SECONDS = 60 * 60
"""A thousand speeches take about two minutes."""
_SHOWN_LINES = 3
_SHOWN_WIDTH = 120

_ENVIRONMENT = {
    # Lines of the log are not to be broken at 79 bytes, in the middle of a name or a character.
    "max_print_line": "10000",
    "shell_escape": "f",
    "openin_any": "p",
    "openout_any": "p",
    # Dates, and with them the identifier of the file, are those of the source and not of the run.
    "FORCE_SOURCE_DATE": "1",
    "TZ": "UTC",
}

Naming = Callable[[Place], str]
"""Says in Chinese where a place is."""


@dataclass(frozen=True, slots=True)
class TypesetBook:
    """A finished PDF, and what LaTeX had to say about it."""

    file: Path
    missing_characters: tuple[str, ...]
    """Characters that no font has, each once."""
    undefined_references: int
    too_wide: tuple[tuple[float, Place | None], ...] = ()
    """Lines that stick out: by how many points, and where."""


def require_latex() -> None:
    """Raise `BuildError` with the command to run when LaTeX is not installed."""
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if missing:
        raise BuildError(f"做 PDF 要用 {'、'.join(missing)}，这里没有。{_how_to_install()}")


def typeset(folder: Path, name: str, naming: Naming, dated: Mapping[str, str]) -> TypesetBook:
    """Run LaTeX on `name.tex` in a folder that Sphinx has filled; `dated` is what `source_date` gives.

    Raises `BuildError` with the place in the texts and the lines of the log that matter.
    """
    command = ["latexmk", "-norc", "-r", "latexmkrc", "-silent", f"{name}.tex"]
    with _process(command, folder, {**_ENVIRONMENT, **dated}) as process:
        try:
            output, _ = process.communicate(timeout=_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired as exc:
            raise BuildError(f"LaTeX 运行超过 {_TIMEOUT_SECONDS // 60} 分钟，已中止") from exc
    report = read_log(folder, name)
    made = folder / f"{name}.pdf"
    if process.returncode or not made.is_file() or report is None:
        raise BuildError(_explain(report.error if report else None, output, naming))
    return TypesetBook(made, report.missing_characters, report.undefined_references, report.too_wide)


@contextlib.contextmanager
def _process(command: list[str], folder: Path, settings: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
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
        env=os.environ | settings,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def _explain(error: LatexError | None, output: str, naming: Naming) -> str:
    """Give what is not installed, else the first error and its place, else the end of what was printed."""
    if error is None:
        lines = [line for line in output.splitlines() if line][-_SHOWN_LINES:]
        return "\n".join(["LaTeX 没有排完：", *(f"    {line[:_SHOWN_WIDTH]}" for line in lines)])
    if error.not_installed:
        return f"没有找到字体或宏包 {error.not_installed}。{_how_to_install()}"
    where = naming(error.place) if error.place else "不在讲话的正文里；请查看 conf/latex 里的版式"
    shown = f"，读到“{error.shown[-_SHOWN_WIDTH:]}”" if error.shown else ""
    return f"{where}\n    LaTeX 报错：{error.message[:_SHOWN_WIDTH]}{shown}"


def _how_to_install() -> str:
    return f"Debian 上请运行：sudo apt-get install {' '.join(DEBIAN_PACKAGES)}"
