"""What earlier runs found out, so that a run does only what changed.

The state lives in `docs/_build/state` and can be deleted at any time; nothing is lost but time. It is written
atomically at the end of a step: a run that is killed leaves the old state, and the next run does again what it did.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from speechbook.errors import FileProblemError, UsageError
from speechbook.pipeline.files import read_text, write_text

__all__ = ("Stage", "fingerprint", "load_state", "no_progress", "no_stage", "save_state")

_PACKAGE = Path(__file__).parent.parent
_CODE = (".py", ".gz", ".txt", ".json", ".tsv", ".toml", ".html", ".js", ".css")


def no_progress() -> None:
    """Stand in for a progress bar where nobody watches."""


Stage = Callable[[str, int], Callable[[], None]]
"""Begins another stage of long work, by its name and the number of its steps; gives what is called after each."""


def no_stage(_what: str, _total: int) -> Callable[[], None]:
    """Stand in for a stage where nobody watches."""
    return no_progress


def load_state(path: Path, mark: str) -> dict[str, Any]:
    """Read the entries that a run with the same fingerprint left; nothing when rules, code or settings changed."""
    try:
        table = json.loads(read_text(path))
        return dict(table["entries"]) if table["fingerprint"] == mark else {}
    except (FileProblemError, ValueError, KeyError, TypeError):
        return {}


def save_state(path: Path, mark: str, entries: dict[str, Any]) -> None:
    """Keep the entries for the next run."""
    write_text(path, json.dumps({"fingerprint": mark, "entries": entries}, ensure_ascii=False))


def fingerprint(rooms: Iterable[str], *settings: object) -> str:
    """Hash the code and data of some rooms of the package together with the settings they depend on."""
    digest = hashlib.sha256(repr(settings).encode("utf-8"))
    for room in rooms:
        digest.update(_code_of(room))
    return digest.hexdigest()


@cache
def _code_of(room: str) -> bytes:
    """Hash one room (a folder or a module of the package). Code that changed may do something else."""
    root = _PACKAGE / room
    files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.suffix in _CODE)
    if not files:
        raise UsageError(f"程序里没有 {room}，不知道它变了没有")
    digest = hashlib.sha256()
    for path in files:
        digest.update(str(path.relative_to(_PACKAGE)).encode())
        digest.update(path.read_bytes())
    return digest.digest()
