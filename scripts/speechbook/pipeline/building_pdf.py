"""Build the printed books: Sphinx writes LaTeX, xelatex sets it, and only a finished file is moved to its place."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from speechbook.config import Settings
from speechbook.errors import BuildError
from speechbook.pipeline.edition_builds import BuildMark, EditionBuild, file_name, wanted_editions
from speechbook.pipeline.files import move_into_place
from speechbook.pipeline.latex_runs import TypesetBook, require_latex, typeset
from speechbook.pipeline.sphinx_runs import SphinxRun, run_side_by_side
from speechbook.variants import EDITIONS

__all__ = ("build_pdf",)

_SHOWN_CHARACTERS = 10


def build_pdf(settings: Settings, editions: Sequence[str] = ()) -> list[EditionBuild]:
    """Build `docs/_build/pdf/<name>-<edition>.pdf` of the named editions, or of all that the settings publish.

    Raises `UsageError` for an edition that is not published; `BuildError` when LaTeX is not installed, when Sphinx
    reports a warning, or when LaTeX fails.
    """
    folder = settings.folders.build / "pdf"
    wanted = {
        edition: folder / f"{file_name(settings, edition)}.pdf" for edition in wanted_editions(settings, editions)
    }
    mark = BuildMark.of(settings, "pdf")
    stale = [edition for edition, output in wanted.items() if not mark.is_current(edition, output)]
    made: dict[str, TypesetBook] = {}
    if stale:
        require_latex()
        made = _make(settings, {edition: wanted[edition] for edition in stale}, mark)
    return [
        EditionBuild(edition, output, edition in made, _notes(made[edition]) if edition in made else ())
        for edition, output in wanted.items()
    ]


def _make(settings: Settings, outputs: dict[str, Path], mark: BuildMark) -> dict[str, TypesetBook]:
    """Make the editions side by side; one that fails does not keep the others from their place."""
    runs = [SphinxRun("latex", edition, output.parent / f".{edition}.work") for edition, output in outputs.items()]
    made: dict[str, TypesetBook] = {}
    failed: list[str] = []
    try:
        for run in runs:
            # What an earlier run of LaTeX left behind can make this one fail.
            shutil.rmtree(run.output, ignore_errors=True)
        run_side_by_side(settings.folders, runs)
        with ThreadPoolExecutor(max_workers=len(runs)) as pool:
            waiting = {run.edition: pool.submit(typeset, run.output, outputs[run.edition].stem) for run in runs}
        for edition, book in waiting.items():
            try:
                made[edition] = book.result()
            except BuildError as exc:
                failed.append(f"{EDITIONS[edition].label}（{edition}）没有排成：{exc}")
                continue
            move_into_place(made[edition].file, outputs[edition])
            mark.remember(edition)
    finally:
        for run in runs:
            shutil.rmtree(run.output, ignore_errors=True)
    if failed:
        raise BuildError("\n\n".join(failed))
    return made


def _notes(book: TypesetBook) -> tuple[str, ...]:
    notes = []
    if book.missing_characters:
        shown = "、".join(f"{char}（U+{ord(char):04X}）" for char in book.missing_characters[:_SHOWN_CHARACTERS])
        rest = f"等 {len(book.missing_characters)} 个" if len(book.missing_characters) > _SHOWN_CHARACTERS else ""
        notes.append(f"这些字没有字体可排，书里印成方框：{shown}{rest}。可在 conf/latex/fonts.tex 里加后备字体")
    if book.undefined_references:
        notes.append(f"有 {book.undefined_references} 处引用没有着落，请报告这个问题")
    return tuple(notes)
