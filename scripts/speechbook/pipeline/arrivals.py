"""When each speech came into the book, from its version control.

"New" is decided by what is kept in git, so that the same commit gives the same answer everywhere: a speech came with
the commit that brought its clean text, or with the one that last touched its `draft` key, since a draft is not in the
book. What no commit holds yet has the time of its raw file, which nobody edits, or else of its clean text.
"""

import datetime
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from speechbook.export import Arrival
from speechbook.model import SpeechCard
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.files import seconds_of, stamp_of
from speechbook.pipeline.state import fingerprint, load_state, save_state

__all__ = ("Arrivals", "current_commit", "find_arrivals", "latest_first")

_STAMP = "@"
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The arrivals that version control knows."""

    known: Mapping[str, Arrival]
    is_shallow: bool = False
    """Older commits were not fetched: what is older counts as come with the oldest one that was."""
    raw_seconds: Mapping[str, int] = field(default_factory=dict)
    """Time of the raw file of a speech, in seconds of Unix time, where it is known without opening the trail."""

    def added(self, archive: Archive, speech: str) -> datetime.datetime:
        """Tell when a speech came; see `is_known`."""
        found = self.known.get(speech)
        if found:
            return found.added
        seconds = self.raw_seconds.get(speech) or _time_of_raw_file(archive, speech)
        return _moment(seconds or int(archive.clean_path(speech).stat().st_mtime))

    def of(self, archive: Archive, speech: str) -> Arrival:
        """Give the arrival of a speech; see `is_known`."""
        found = self.known.get(speech)
        if found:
            return found
        return Arrival(self.added(archive, speech), _moment(int(archive.clean_path(speech).stat().st_mtime)))

    def is_known(self, speech: str) -> bool:
        """Tell whether the arrival is that of a commit and not that of a file."""
        return speech in self.known


def find_arrivals(archive: Archive) -> Arrivals:
    """Ask git, in two runs for the whole archive; nothing is known of a book that is not under git.

    The answer is kept in `docs/_build/state` for the commit that it was given at.
    """
    commit = "".join(_git(archive, "rev-parse", "--is-shallow-repository", "HEAD"))
    is_shallow = commit.startswith("true")
    path = archive.folders.build / "state" / "arrivals.json"
    mark = fingerprint(("pipeline/arrivals.py",), commit)
    times = load_state(path, mark) if commit else {}
    if commit and not times:
        times = _times(archive)
        save_state(path, mark, times)
    known = {speech: Arrival(_moment(added), _moment(updated)) for speech, (added, updated) in times.items()}
    return Arrivals(known, is_shallow=is_shallow)


def latest_first(
    archive: Archive, cards: Sequence[SpeechCard], raw_seconds: Mapping[str, int], most: int
) -> list[SpeechCard]:
    """Give the speeches that came into the book last; of those that came together, the latest speech first."""
    found = replace(find_arrivals(archive), raw_seconds=raw_seconds)
    known = sorted(cards, key=lambda card: card.id)
    known.sort(key=lambda card: card.date, reverse=True)
    known.sort(key=lambda card: found.added(archive, card.id), reverse=True)
    return known[:most]


def current_commit(archive: Archive) -> str:
    """Name the commit that the book stands at; empty for a book that is not under git."""
    return "".join(_git(archive, "rev-parse", "HEAD"))


def _times(archive: Archive) -> dict[str, tuple[int, int]]:
    """Give for each speech that a commit holds when it came and when it was last changed."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for moment, speech in _changes(archive):
        first[speech] = moment
        last.setdefault(speech, moment)
    shown: dict[str, int] = {}
    for moment, speech in _changes(archive, "-G^draft:", "--diff-filter=M"):
        shown.setdefault(speech, moment)
    return {speech: (max(first[speech], shown.get(speech, 0)), last[speech]) for speech in first}


def _time_of_raw_file(archive: Archive, speech: str) -> int:
    if not archive.trail_path(speech).exists():
        return 0
    raw = archive.raw_files_of(speech).path
    stamp = stamp_of(archive.raw_path(raw)) if raw else None
    return seconds_of(stamp) if stamp else 0


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
