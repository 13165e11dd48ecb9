"""Build the e-books: Sphinx makes the file in a folder of its own, and only a finished one is moved to its place."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from speechbook.config import Settings
from speechbook.errors import BuildError
from speechbook.pipeline.ebook_files import cover_file, font_files
from speechbook.pipeline.edition_builds import BuildMark, EditionBuild, file_name, wanted_editions
from speechbook.pipeline.files import move_into_place
from speechbook.pipeline.sphinx_runs import SphinxRun, run_side_by_side
from speechbook.variants import EDITIONS

__all__ = ("build_epub",)


def build_epub(settings: Settings, editions: Sequence[str] = ()) -> list[EditionBuild]:
    """Build `docs/_build/epub/<name>-<edition>.epub` of the named editions, or of all that the settings publish.

    Raises `UsageError` for an edition that is not published, `ConfigError` for a font or
    cover that cannot be used, `BuildError` when Sphinx reports a warning or fails.
    """
    font_files(settings), cover_file(settings)  # what cannot be used is said before anything is made
    folder = settings.folders.build / "epub"
    wanted = {
        edition: folder / f"{file_name(settings, edition)}.epub" for edition in wanted_editions(settings, editions)
    }
    mark = BuildMark.of(settings, "epub")
    stale = [edition for edition, output in wanted.items() if not mark.is_current(edition, output)]
    runs = [SphinxRun("epub", edition, folder / f".{edition}.work", _options(settings, edition)) for edition in stale]
    try:
        for run in runs:
            # Sphinx packs whatever lies in the folder, so pages that the book no longer has must not be there.
            shutil.rmtree(run.output, ignore_errors=True)
        run_side_by_side(settings.folders, runs)
        for run in runs:
            _take(run.output, wanted[run.edition])
            mark.remember(run.edition)
    finally:
        for run in runs:
            shutil.rmtree(run.output, ignore_errors=True)
    return [EditionBuild(edition, output, edition in stale) for edition, output in wanted.items()]


def _options(settings: Settings, edition: str) -> tuple[str, ...]:
    """Set Traditional editions from top to bottom where the settings say so."""
    is_vertical = settings.epub.vertical and EDITIONS[edition].script == "hant"
    return ("epub_writing_mode=vertical",) if is_vertical else ()


def _take(work: Path, output: Path) -> None:
    made = work / output.name
    if not made.is_file():
        raise BuildError(f"Sphinx 没有做出 {output.name}；conf/conf.py 里是否改了 epub_basename？")
    move_into_place(made, output)
