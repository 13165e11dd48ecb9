"""Three-way merge of paragraphs, by `git merge-file`.

Git is needed for a book that is kept in it anyway, and its merge is the one that editors know.
"""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from speechbook.errors import UsageError

__all__ = ("merge_lines",)

_TIMEOUT_SECONDS = 60


def merge_lines(ours: Sequence[str], base: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...] | None:
    """Merge two changed versions of the lines of `base`; None where they changed the same place in two ways.

    Lines must not hold line feeds. Raises `UsageError` when git is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, lines in zip(paths, (ours, base, theirs), strict=True):
            # An empty line between paragraphs keeps changes of neighbours apart, which git would call a conflict.
            path.write_bytes("".join(f"{line}\n\n" for line in lines).encode("utf-8", "surrogatepass"))
        command = ["git", "merge-file", "-p", "-q", *map(str, paths)]
        try:
            done = subprocess.run(  # noqa: S603 -- git, and files of our own making
                command, capture_output=True, timeout=_TIMEOUT_SECONDS, check=False
            )
        except FileNotFoundError as exc:
            raise UsageError("合并手工修改要用 git，没有找到。请安装：apt-get install git") from exc
    if done.returncode:
        return None
    return tuple(line for line in done.stdout.decode("utf-8", "surrogatepass").split("\n") if line)
