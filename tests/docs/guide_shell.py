"""What the guide shows is done here as a reader does it: one folder, one line after the other."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fenced_blocks import Block
from terminal import Terminal

PROJECT = Path(__file__).resolve().parents[2]
_MARKS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_FRONT_MATTER = "（开头）"
_AT_THE_END = "（末尾）"
_REPOSITORY = "repository"
_OF_A_CLONE = ("conf", "docs", "scripts", "speeches", "tests", ".ci", ".github")


@dataclass(frozen=True, slots=True)
class Treatment:
    """How a shown command is run that is not run as it stands; each has its reason."""

    shown: str
    reason: str
    where: str = ""
    """`repository` for what is so there only."""
    run: str = ""
    """A command that is run instead."""
    typed: str = ""
    """What is typed at its questions."""
    press: tuple[tuple[str, str], ...] = ()
    """In a terminal: what to wait for, and the keys to press then."""
    code: int = 0
    """How it ends."""


def treatments(path: Path) -> tuple[Treatment, ...]:
    """Read the table."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["command"]
    return tuple(Treatment(**{**row, "press": tuple(map(tuple, row.get("press", ())))}) for row in rows)


def clone(folder: Path) -> Path:
    """Copy our own repository as a clone has it, with its environment made: to make one takes a network."""
    folder.mkdir()
    for name in _OF_A_CLONE:
        shutil.copytree(PROJECT / name, folder / name, ignore=_made)
    for path in (path for path in PROJECT.iterdir() if path.is_file() and path.name != ".git"):
        shutil.copy2(path, folder / path.name)
    programs = folder / ".venv" / "bin"
    _put(programs / "python", sys.executable)
    _put(programs / "speechbook", f"{sys.executable} -m speechbook")
    for name in ("book.installed", "dev.installed"):
        (folder / ".venv" / name).touch()
    return folder


def _made(folder: str, names: list[str]) -> set[str]:
    made = {"speeches", "lists"} if Path(folder) == PROJECT / "docs" else set()
    return {"_build", "__pycache__", *made} & set(names)


def _put(path: Path, words: str) -> None:
    """Put a program in place that runs others."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    path.chmod(0o755)


@dataclass
class Shell:
    """A terminal of a reader of the guide."""

    folder: Path
    """Where it stands."""
    home: Path
    """The reader's own folder, with the programs in its `bin`."""
    table: tuple[Treatment, ...]

    def __post_init__(self) -> None:
        """Put the program on the path, as an installation does."""
        _put(self.home / "bin" / "speechbook", f"{sys.executable} -m speechbook")
        _put(self.home / "bin" / "python", sys.executable)

    def do(self, line: str) -> str:
        """Run one shown line; return what it prints. A line that fails is an error of the guide."""
        line = line.split("  #", 1)[0].strip()
        found = self._treatment(line)
        if line.startswith("cd ") and found is None:
            self.folder = self.folder / line.removeprefix("cd ")
            assert self.folder.is_dir(), line
            return ""
        if found is not None:
            if found.press:
                return self._press(line, found)
            line = found.run or line
        code, printed = self._run(line, found.typed if found else "")
        assert code == (found.code if found else 0), f"{line}\n{printed}"
        return printed

    def write(self, block: Block) -> None:
        """Write the file that a block shows, or the part of it."""
        path = self.folder / block.caption.removesuffix(_FRONT_MATTER).removesuffix(_AT_THE_END)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if block.caption.endswith(_FRONT_MATTER):
            text = block.text + text.split("---\n", 2)[2]
        elif block.caption.endswith(_AT_THE_END):
            assert text, f"{block.page}:{block.line}: there is no {path.name}"
            text += block.text
        elif block.kind == "diff":
            lines = block.text.splitlines(keepends=True)
            old, new = ("".join(line[1:] for line in lines if line[0] in marks) for marks in ("- ", "+ "))
            assert text.count(old) == 1, f"{block.page}:{block.line}: this is not once in {path.name}"
            text = text.replace(old, new)
        else:
            assert not text, f"{block.page}:{block.line}: {path.name} is there already"
            text = block.text
        path.write_text(text, encoding="utf-8")

    @property
    def _is_in_repository(self) -> bool:
        return (self.folder / "scripts" / "speechbook").is_dir()

    def _treatment(self, line: str) -> Treatment | None:
        wheres = ("", _REPOSITORY) if self._is_in_repository else ("",)
        return next((one for one in self.table if one.shown == line and one.where in wheres), None)

    def _variables(self) -> Mapping[str, str]:
        dropped = ("CI", "READTHEDOCS", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "COLUMNS")
        person = {f"GIT_{role}_{key}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        return {
            **{name: value for name, value in os.environ.items() if name not in dropped},
            **person,
            "HOME": str(self.home),
            "PATH": f"{self.home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str((self.folder if self._is_in_repository else PROJECT) / "scripts"),
            "PYTHONUTF8": "1",
        }

    def _run(self, line: str, typed: str) -> tuple[int, str]:
        shell = shutil.which("bash") or "bash"
        done = subprocess.run(
            [shell, "-ec", line],
            cwd=self.folder,
            env=self._variables(),
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=200,
            check=False,
        )
        return done.returncode, _MARKS.sub("", done.stdout)

    def _press(self, line: str, found: Treatment) -> str:
        with Terminal(shlex.split(line)[1:], self.folder, self._variables(), columns=100) as terminal:
            for words, keys in found.press:
                terminal.until(words)
                terminal.press(keys)
            code = terminal.end()
            assert code == found.code, terminal.text
            return terminal.text
