"""When each speech came into the book, from its version control.

"New" is decided by what is kept in git, so that the same commit gives the same answer everywhere: a speech came with
the commit that brought its clean text, or with the one that last touched its `draft` key, since a draft is not in the
book. What no commit holds yet has the time of its file.
"""

import datetime
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from speechbook.export import Arrival
from speechbook.pipeline.archive import Archive

__all__ = ("Arrivals", "find_arrivals")

_STAMP = "@"
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The arrivals that version control knows."""

    known: Mapping[str, Arrival]
    is_shallow: bool = False
    """Older commits were not fetched: what is older counts as come with the oldest one that was."""

    def of(self, archive: Archive, speech: str) -> Arrival:
        """Give the arrival of a speech; see `is_known`."""
        found = self.known.get(speech)
        if found:
            return found
        changed = int(archive.clean_path(speech).stat().st_mtime)
        moment = datetime.datetime.fromtimestamp(changed, datetime.UTC)
        return Arrival(moment, moment)

    def is_known(self, speech: str) -> bool:
        """Tell whether the arrival is that of a commit and not that of a file."""
        return speech in self.known


def find_arrivals(archive: Archive) -> Arrivals:
    """Ask git, in two runs for the whole archive; nothing is known of a book that is not under git."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for moment, speech in _changes(archive):
        first[speech] = moment
        last.setdefault(speech, moment)
    shown: dict[str, int] = {}
    for moment, speech in _changes(archive, "-G^draft:", "--diff-filter=M"):
        shown.setdefault(speech, moment)
    known = {
        speech: Arrival(_moment(max(first[speech], shown.get(speech, 0))), _moment(last[speech])) for speech in first
    }
    return Arrivals(known, is_shallow="".join(_git(archive, "rev-parse", "--is-shallow-repository")).strip() == "true")


def _moment(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def _changes(archive: Archive, *options: str) -> Iterator[tuple[int, str]]:
    """Yield time and speech of each change of a clean text, the latest commit first."""
    asked = ("log", f"--format={_STAMP}%ct", "--name-only", "--no-renames", *options, "--", str(archive.folders.clean))
    moment = 0
    for line in _git(archive, *asked):
        row = line.strip()
        if row.startswith(_STAMP):
            moment = int(row.removeprefix(_STAMP))
        elif row.endswith(".txt"):
            yield moment, row.rpartition("/")[2].removesuffix(".txt")


def _git(archive: Archive, *words: str) -> list[str]:
    try:
        asked = subprocess.run(  # noqa: S603 -- fixed words and folders of the book
            ["git", "-C", str(archive.folders.root), *words],  # noqa: S607 -- the git of this machine
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return asked.stdout.splitlines() if asked.returncode == 0 else []
