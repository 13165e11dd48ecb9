"""Build the web site: one Sphinx build for each edition, side by side, and only when something changed."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from speechbook.config import Folders, Settings
from speechbook.pipeline.edition_builds import BuildMark, EditionBuild, wanted_editions
from speechbook.pipeline.files import write_text
from speechbook.pipeline.front_door import front_door
from speechbook.pipeline.sphinx_runs import SphinxRun, run_side_by_side

__all__ = ("build_html",)


def build_html(settings: Settings, editions: Sequence[str] = ()) -> list[EditionBuild]:
    """Build the web site of the named editions, or of all that the settings publish.

    Raises `UsageError` for an edition that is not published, `BuildError` when Sphinx reports a warning or fails.
    """
    wanted = {edition: _output(settings.folders, edition) for edition in wanted_editions(settings, editions)}
    mark = BuildMark.of(settings, "html")
    stale = [edition for edition, output in wanted.items() if not mark.is_current(edition, output / "index.html")]
    run_side_by_side(settings.folders, [SphinxRun("html", edition, wanted[edition]) for edition in stale])
    for edition in stale:
        mark.remember(edition)
    _write_front_door(settings)
    return [EditionBuild(edition, output / "index.html", edition in stale) for edition, output in wanted.items()]


def _output(folders: Folders, edition: str) -> Path:
    return folders.build / "html" / edition


def _write_front_door(settings: Settings) -> None:
    """Write `docs/_build/html/index.html`, which leads readers to their script, and its script."""
    top = settings.folders.build / "html"
    write_text(top / "index.html", front_door(settings))
    script = files("speechbook.pipeline") / "data" / "front-door.js"
    write_text(top / "front-door.js", script.read_text(encoding="utf-8"))
