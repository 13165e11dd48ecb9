"""Three-way merge of paragraphs, by `git merge-file`: of whole paragraphs first, then of characters within them.

Git is needed for a book that is kept in it anyway, and its merge is the one that editors know. A paragraph is one long
line, so what git calls a conflict is mostly a word changed by a hand and a mark changed by a rule; merged by
characters, both stand. Where the two touch, it is a conflict.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from speechbook.errors import UsageError

__all__ = ("merge_lines",)

_TIMEOUT_SECONDS = 60
_MARKER_CHARS = 53
"""Longer than any row of marks in a text."""
_CONFLICT = re.compile(
    rf"^<{{{_MARKER_CHARS}}} ours\n(?P<ours>.*?)^\|{{{_MARKER_CHARS}}} base\n(?P<base>.*?)"
    rf"^={{{_MARKER_CHARS}}}\n(?P<theirs>.*?)^>{{{_MARKER_CHARS}}} theirs\n",
    re.MULTILINE | re.DOTALL,
)
_MARKER = re.compile(rf"^[<|=>]{{{_MARKER_CHARS}}}", re.MULTILINE)
_MOST_CHARS = 200_000
"""Of one conflict; a longer one is left to the editor."""


def merge_lines(ours: Sequence[str], base: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...] | None:
    """Merge two changed versions of the lines of `base`; None where they changed the same place in two ways.

    Lines must not hold line feeds. Raises `UsageError` when git is not installed.
    """
    # An empty line between paragraphs keeps changes of neighbours apart, which git would call a conflict.
    texts = ["".join(f"{line}\n\n" for line in lines) for lines in (ours, base, theirs)]
    if any(_MARKER.search(text) for text in texts):
        return None
    merged, is_clean = _merged(*texts)
    if not is_clean:
        pieces = list(_with_conflicts_merged(merged))
        if None in pieces:
            return None
        merged = "".join(piece for piece in pieces if piece is not None)
    return tuple(line for line in merged.split("\n") if line)


def _with_conflicts_merged(merged: str) -> Iterator[str | None]:
    """Yield the text between conflicts, and for each conflict its merge by characters, None where that fails."""
    position = 0
    for conflict in _CONFLICT.finditer(merged):
        yield merged[position : conflict.start()]
        yield _merged_by_characters(conflict["ours"], conflict["base"], conflict["theirs"])
        position = conflict.end()
    rest = merged[position:]
    yield None if _MARKER.search(rest) else rest


def _merged_by_characters(ours: str, base: str, theirs: str) -> str | None:
    if max(map(len, (ours, base, theirs))) > _MOST_CHARS:
        return None
    codes, is_clean = _merged(*("".join(f"{ord(char):x}\n" for char in text) for text in (ours, base, theirs)))
    return "".join(chr(int(code, 16)) for code in codes.split()) if is_clean else None


def _merged(ours: str, base: str, theirs: str) -> tuple[str, bool]:
    """Merge three texts line by line; tell whether there was no conflict."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
        labels = ("-L", "ours", "-L", "base", "-L", "theirs")
        command = ["git", "merge-file", "-p", "-q", "--diff3", f"--marker-size={_MARKER_CHARS}", *labels]
        try:
            done = subprocess.run(  # noqa: S603 -- git, and files of our own making
                [*command, *map(str, paths)], capture_output=True, timeout=_TIMEOUT_SECONDS, check=False
            )
        except FileNotFoundError as exc:
            raise UsageError("合并手工修改要用 git，没有找到。请安装：apt-get install git") from exc
    return done.stdout.decode("utf-8", "surrogatepass"), done.returncode == 0
