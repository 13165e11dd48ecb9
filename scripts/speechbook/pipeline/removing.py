"""Take a speech out of the book.

Its clean text and its raw file are deleted; a raw file that holds other speeches of the book stays. The trail stays: it
registers the ids, so that no link of this speech will ever lead to another text, and the same raw file, added again,
gets its id back.
"""

import difflib
from dataclasses import dataclass, replace
from pathlib import Path

from speechbook.errors import FileProblemError, os_reason
from speechbook.pipeline.archive import Archive

__all__ = ("Removal", "plan_removal", "remove_speech")


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes with a speech."""

    speech: str
    files: tuple[Path, ...]
    """Clean text and raw files, with other witnesses; the trail where it is to be forgotten."""
    shared: tuple[str, ...] = ()
    """Raw files that stay, because other speeches of the book are taken from them; below `speeches/raw`."""
    is_part: bool = False
    """The speech is one of several in its raw file."""


def plan_removal(archive: Archive, speech: str, *, forget: bool = False) -> Removal:
    """Find the files of a speech.

    Raises `FileProblemError` when there is no such speech, and when a part of a file is to be forgotten while others of
    it are known: the parts together say how the file was cut.
    """
    names = list(archive.ids())
    if speech not in names:
        near = difflib.get_close_matches(speech, names, n=1)
        advice = f"是不是 {near[0]}？" if near else "编号是 speeches/clean 里的文件名，不带 .txt"
        raise FileProblemError(speech, "书里没有这个编号的讲话", advice)
    trail = archive.load_trail(speech)
    is_part = trail.raw is not None and trail.raw.part is not None
    # Another witness, left alone, would be taken for a new speech.
    own = {trail.raw.path: trail.raw.sha256} if trail.raw else {}
    own |= {witness.path: witness.sha256 for witness in trail.witnesses}
    in_use = _used_by_others(archive, speech, set(own.values())) if own else {}
    shared = tuple(path for path, sha256 in own.items() if sha256 in in_use)
    files = [archive.clean_path(speech), *(archive.raw_path(path) for path in own if path not in shared)]
    if forget:
        if is_part and any(in_use.values()):
            advice = "不加 --forget 也能去掉它；各篇都去掉时才能忘记"
            raise FileProblemError(speech, "它是一份原件里拆出的一篇，登记里有那份原件的切口，不能忘记", advice)
        files.append(archive.trail_path(speech))
    return Removal(speech, tuple(path for path in files if path.exists()), shared, is_part)


def _used_by_others(archive: Archive, speech: str, hashes: set[str]) -> dict[str, bool]:
    """Tell which of some raw files other speeches of the book are taken from, and whether as parts of them."""
    found: dict[str, bool] = {}
    for other in archive.ids():
        if other == speech or not archive.trail_path(other).exists():
            continue
        raw = archive.raw_files_of(other)
        if raw.sha256 in hashes:
            found[raw.sha256] = found.get(raw.sha256, False) or raw.part is not None
        for witness in raw.witnesses:
            if witness.sha256 in hashes:
                found.setdefault(witness.sha256, False)
    return found


def remove_speech(archive: Archive, removal: Removal) -> None:
    """Delete the files. Raises `FileProblemError` for one that cannot be deleted."""
    trail_path = archive.trail_path(removal.speech)
    if removal.is_part and trail_path not in removal.files:
        trail = archive.load_trail(removal.speech)
        if trail.raw and trail.raw.part:
            # The file stays, or may come back: this part of it is not to become a speech by itself again.
            part = replace(trail.raw.part, is_withdrawn=True)
            archive.save_trail(replace(trail, raw=replace(trail.raw, part=part)))
    for path in removal.files:
        try:
            path.unlink(missing_ok=True)
        except OSError as exc:
            raise FileProblemError(str(path), f"删不掉（{os_reason(exc)}）", "请检查文件夹权限") from exc
