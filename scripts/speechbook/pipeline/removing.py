"""Take a speech out of the book.

Its clean text and its raw file are deleted. The trail stays: it registers the ids, so that no link of this speech will
ever lead to another text, and the same raw file, added again, gets its id back.
"""

import difflib
from dataclasses import dataclass
from pathlib import Path

from speechbook.errors import FileProblemError
from speechbook.pipeline.archive import Archive

__all__ = ("Removal", "plan_removal", "remove_speech")


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes with a speech."""

    speech: str
    files: tuple[Path, ...]
    """Clean text and raw file, with other witnesses; the trail where it is to be forgotten."""


def plan_removal(archive: Archive, speech: str, *, forget: bool = False) -> Removal:
    """Find the files of a speech. Raises `FileProblemError` when there is no such speech."""
    names = list(archive.ids())
    if speech not in names:
        near = difflib.get_close_matches(speech, names, n=1)
        advice = f"是不是 {near[0]}？" if near else "编号是 speeches/clean 里的文件名，不带 .txt"
        raise FileProblemError(speech, "书里没有这个编号的讲话", advice)
    files = [archive.clean_path(speech)]
    trail = archive.load_trail(speech)
    if trail.raw:
        files.append(archive.raw_path(trail.raw.path))
    # Another witness, left alone, would be taken for a new speech.
    files += [archive.raw_path(witness.path) for witness in trail.witnesses]
    if forget:
        files.append(archive.trail_path(speech))
    return Removal(speech, tuple(path for path in files if path.exists()))


def remove_speech(removal: Removal) -> None:
    """Delete the files. Raises `FileProblemError` for one that cannot be deleted."""
    for path in removal.files:
        try:
            path.unlink(missing_ok=True)
        except OSError as exc:
            raise FileProblemError(str(path), f"删不掉（{exc.strerror}）", "请检查文件夹权限") from exc
