"""Build the printed books: Sphinx writes LaTeX, xelatex sets it, and only a finished file is moved to its place."""

import difflib
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from speechbook.config import Settings
from speechbook.errors import BuildError, UsageError
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.edition_builds import BuildMark, EditionBuild, file_name, wanted_editions
from speechbook.pipeline.files import move_into_place
from speechbook.pipeline.latex_fonts import BookFonts, fonts_of, require_fonts
from speechbook.pipeline.latex_notes import naming_of, notes_on
from speechbook.pipeline.latex_runs import TypesetBook, require_latex, typeset
from speechbook.pipeline.source_date import source_date
from speechbook.pipeline.sphinx_runs import SphinxRun, run_side_by_side
from speechbook.variants import EDITIONS

__all__ = ("build_pdf",)

_SHOWN_NEAR = 3


def build_pdf(settings: Settings, editions: Sequence[str] = (), speech: str = "") -> list[EditionBuild]:
    """Build `docs/_build/pdf/<name>-<edition>.pdf` of the named editions, or of all that the settings publish.

    With the id of a speech: `<name>-<edition>-<id>.pdf`, which holds this speech alone. Raises `UsageError` for an
    edition that is not published or a speech that is not there; `BuildError` when LaTeX or a font is not installed,
    when Sphinx reports a warning, or when LaTeX fails.
    """
    folder = settings.folders.build / "pdf"
    ending = f"-{speech}.pdf" if speech else ".pdf"
    wanted = {
        edition: folder / f"{file_name(settings, edition)}{ending}" for edition in wanted_editions(settings, editions)
    }
    if speech:
        _require_speech(settings, speech)
    mark = BuildMark.of(settings, f"pdf-{speech}" if speech else "pdf")
    stale = [edition for edition, output in wanted.items() if not mark.is_current(edition, output)]
    notes: dict[str, tuple[str, ...]] = {}
    if stale:
        require_latex()
        fonts = {edition: fonts_of(settings, edition) for edition in stale}
        for found in fonts.values():
            require_fonts(found)
        notes = _make(settings, {edition: wanted[edition] for edition in stale}, speech, fonts, mark)
    return [
        EditionBuild(edition, output, edition in notes, notes.get(edition, ())) for edition, output in wanted.items()
    ]


def _require_speech(settings: Settings, speech: str) -> None:
    """Raise `UsageError` when there is no page of this speech, with ids that look like it."""
    names = [path.stem for path in sorted(settings.folders.pages.glob("*.md"))]
    if speech in names:
        return
    near = difflib.get_close_matches(speech, names, n=_SHOWN_NEAR, cutoff=0.4) or names[:_SHOWN_NEAR]
    hint = f"；是不是 {'、'.join(near)}？" if near else "；书里还没有讲话"
    raise UsageError(f"没有编号为 {speech} 的讲话{hint}编号就是 speeches/clean 里的文件名，不带 .txt")


def _make(
    settings: Settings, outputs: dict[str, Path], speech: str, fonts: Mapping[str, BookFonts], mark: BuildMark
) -> dict[str, tuple[str, ...]]:
    """Make the editions side by side and give the notes on each; one that fails does not keep the others back."""
    options = (f"speechbook_speech={speech}",) if speech else ()
    runs = [
        SphinxRun("latex", edition, output.parent / f".{output.stem}.work", options)
        for edition, output in outputs.items()
    ]
    naming = naming_of(settings, Archive(settings.folders))
    dated = source_date(settings.folders.root)
    made: dict[str, tuple[str, ...]] = {}
    failed: list[str] = []

    def set_type(run: SphinxRun) -> TypesetBook:
        return typeset(run.output, outputs[run.edition].stem, naming, dated)

    try:
        for run in runs:
            # What an earlier run of LaTeX left behind can make this one fail.
            shutil.rmtree(run.output, ignore_errors=True)
        run_side_by_side(settings.folders, runs)
        with ThreadPoolExecutor(max_workers=len(runs)) as pool:
            waiting = {run.edition: pool.submit(set_type, run) for run in runs}
        for edition, book in waiting.items():
            try:
                done = book.result()
            except BuildError as exc:
                failed.append(f"{EDITIONS[edition].label}（{edition}）没有排成：{exc}")
                continue
            made[edition] = fonts[edition].notes + notes_on(done, naming)
            move_into_place(done.file, outputs[edition])
            mark.remember(edition)
    finally:
        for run in runs:
            shutil.rmtree(run.output, ignore_errors=True)
    if failed:
        raise BuildError("\n\n".join(failed))
    return made
