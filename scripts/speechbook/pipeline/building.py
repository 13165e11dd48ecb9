"""Run Sphinx: one build for each edition, side by side, and only when something changed."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from speechbook.config import Folders, Settings
from speechbook.errors import UsageError
from speechbook.pipeline.files import stamp_of, write_text
from speechbook.pipeline.front_door import front_door
from speechbook.pipeline.sphinx_runs import SphinxRun, run_side_by_side
from speechbook.pipeline.state import fingerprint

__all__ = ("EditionBuild", "build_html")

_PACKAGES = ("sphinx", "myst-parser", "sphinx-book-theme", "pydata-sphinx-theme", "opencc")


@dataclass(frozen=True, slots=True)
class EditionBuild:
    """What became of one edition."""

    edition: str
    output: Path
    """The page to open."""
    was_built: bool
    """False when nothing had changed since the last build."""


def build_html(settings: Settings, editions: Sequence[str] = ()) -> list[EditionBuild]:
    """Build the web site of the named editions, or of all that the settings publish.

    Raises `UsageError` for an edition that is not published, `BuildError` when Sphinx reports a warning or fails.
    """
    wanted = tuple(editions) or settings.editions.publish
    for edition in wanted:
        if edition not in settings.editions.publish:
            raise UsageError(f"本书没有 {edition} 版；conf/book.toml 里有：{'、'.join(settings.editions.publish)}")
    mark = _inputs_mark(settings)
    stale = [edition for edition in wanted if not _is_current(settings.folders, edition, mark)]
    runs = [SphinxRun("html", edition, _output(settings.folders, edition)) for edition in stale]
    run_side_by_side(settings.folders, runs)
    for edition in stale:
        write_text(_mark_path(settings.folders, edition), mark)
    _write_front_door(settings)
    return [
        EditionBuild(edition, _output(settings.folders, edition) / "index.html", edition in stale) for edition in wanted
    ]


def _output(folders: Folders, edition: str) -> Path:
    return folders.build / "html" / edition


def _mark_path(folders: Folders, edition: str) -> Path:
    return folders.build / "state" / f"html-{edition}.mark"


def _is_current(folders: Folders, edition: str, mark: str) -> bool:
    path = _mark_path(folders, edition)
    return path.exists() and path.read_text("utf-8") == mark and (_output(folders, edition) / "index.html").exists()


def _inputs_mark(settings: Settings) -> str:
    """Hash the names and stamps of everything that Sphinx reads, without reading it."""
    folders = settings.folders
    digest = hashlib.sha256(fingerprint(("",), *(version(name) for name in _PACKAGES)).encode())
    for path in _inputs(folders):
        digest.update(f"{path}\t{stamp_of(path)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _inputs(folders: Folders) -> Iterator[Path]:
    for top in (folders.docs, folders.conf):
        for folder, names, found in os.walk(top):
            names[:] = sorted(name for name in names if Path(folder, name) != folders.build and name != "__pycache__")
            yield from (Path(folder, name) for name in sorted(found) if not name.endswith(".mo"))


def _write_front_door(settings: Settings) -> None:
    """Write `docs/_build/html/index.html`, which leads readers to their script, and its script."""
    top = settings.folders.build / "html"
    write_text(top / "index.html", front_door(settings))
    script = files("speechbook.pipeline") / "data" / "front-door.js"
    write_text(top / "front-door.js", script.read_text(encoding="utf-8"))
