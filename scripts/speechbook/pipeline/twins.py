"""Speeches that are the same speech, from another place: found by the runs of twelve characters they share.

Of each text the smallest hashes of its runs are kept, a fair sample whatever its length; texts that share some of the
sample are then compared run by run. A lookup does not read the collection.
"""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import numpy as np

from speechbook.errors import FileProblemError
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.files import stamp_of
from speechbook.relate.grams import Hashes, hashes_of, word_text
from speechbook.search import fold

__all__ = ("Twin", "Twins")

_SAMPLE = 64
_LEAST_SHARED = 6
"""Of the sample: fewer, and chance or a set phrase explains them."""
_LEAST_RUNS = 40
"""A text of fewer runs is too short to be told from others."""
_LEAST_OF_SHORTER = 0.5
_LEAST_OF_LONGER = 0.25
"""Below, one quotes the other."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Twin:
    """A speech of the book that a text repeats."""

    speech: str
    share: float
    """Of the runs of the shorter text, that the longer has too: 0 to 1."""


class Twins:
    """The samples of all speeches of the archive, kept in `docs/_build/state` between runs."""

    def __init__(self, archive: Archive) -> None:
        """Open the samples and bring them up to date with the clean texts."""
        self._archive = archive
        path = archive.folders.build / "state" / f"twins-{_FORMAT}.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(path)
        self._base.executescript(
            "CREATE TABLE IF NOT EXISTS speech (name TEXT PRIMARY KEY, size INT, time INT);"
            "CREATE TABLE IF NOT EXISTS run (hash INT, name TEXT);"
            "CREATE INDEX IF NOT EXISTS run_hash ON run (hash);"
            "CREATE INDEX IF NOT EXISTS run_name ON run (name);"
        )
        self._refresh()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._base.commit()
        self._base.close()

    def find(self, lines: Sequence[str], but: str = "") -> Twin | None:
        """Find the speech that a text repeats most, other than `but`; None where it is a speech of its own."""
        runs = _runs_of(lines)
        if len(runs) < _LEAST_RUNS:
            return None
        sample = [int(value) for value in runs[:_SAMPLE]]
        marks = ",".join("?" * len(sample))
        rows = self._base.execute(
            f"SELECT name FROM run WHERE hash IN ({marks}) GROUP BY name HAVING COUNT(*) >= ?",  # noqa: S608 -- marks only
            (*sample, _LEAST_SHARED),
        )
        return max(
            self._proved(runs, [name for (name,) in rows if name != but]), key=lambda twin: twin.share, default=None
        )

    def take(self, speech: str) -> None:
        """Take in the clean text of a speech as it stands now, or forget a speech that is gone."""
        self._base.execute("DELETE FROM run WHERE name = ?", (speech,))
        self._base.execute("DELETE FROM speech WHERE name = ?", (speech,))
        stamp = stamp_of(self._archive.clean_path(speech))
        if stamp is None:
            return
        with contextlib.suppress(FileProblemError):
            runs = _runs_of(self._archive.load_clean(speech).lines)[:_SAMPLE]
            self._base.executemany("INSERT INTO run VALUES (?, ?)", [(int(value), speech) for value in runs])
            self._base.execute("INSERT INTO speech VALUES (?, ?, ?)", (speech, *stamp))

    def _refresh(self) -> None:
        known = {name: (size, time) for name, size, time in self._base.execute("SELECT * FROM speech")}
        names = set(self._archive.ids())
        for name in names | known.keys():
            if stamp_of(self._archive.clean_path(name)) != known.get(name):
                self.take(name)

    def _proved(self, runs: Hashes, names: Sequence[str]) -> Iterator[Twin]:
        for name in names:
            try:
                other = _runs_of(self._archive.load_clean(name).lines)
            except FileProblemError:
                continue
            if len(other) < _LEAST_RUNS:
                continue
            common = len(np.intersect1d(runs, other, assume_unique=True))
            shorter, longer = sorted((len(runs), len(other)))
            if common >= _LEAST_OF_SHORTER * shorter and common >= _LEAST_OF_LONGER * longer:
                yield Twin(name, common / shorter)


def _runs_of(lines: Sequence[str]) -> Hashes:
    """Give the hashes of a text's runs, each once, sorted, as SQLite can hold them."""
    hashes, _ = hashes_of(word_text([("", line) for line in lines], fold).codes)
    runs: Hashes = np.unique(hashes.view(np.int64))
    return runs
