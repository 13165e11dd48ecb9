"""The date of the sources, so that the same commit gives the same bytes whenever and wherever it is built."""

import os
import subprocess
from pathlib import Path

__all__ = ("source_date",)

_VARIABLE = "SOURCE_DATE_EPOCH"


def source_date(root: Path) -> dict[str, str]:
    """Give `SOURCE_DATE_EPOCH` for the programs that are started: as it is set, else that of the last commit.

    Empty for a book that is not under git: its outputs then carry the time at which they are made.
    """
    if os.environ.get(_VARIABLE, "").isdecimal():
        return {_VARIABLE: os.environ[_VARIABLE]}
    try:
        asked = subprocess.run(  # noqa: S603 -- fixed words and the folder of the book
            ["git", "-C", str(root), "log", "-1", "--format=%ct"],  # noqa: S607 -- the git of this machine
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return {}
    stamp = asked.stdout.strip()
    return {_VARIABLE: stamp} if asked.returncode == 0 and stamp.isdecimal() else {}
