"""What is kept of each speech so that links between speeches can be found without opening any other.

A sqlite file: the names under which a speech is known, the names it mentions, its permalinks, and
the notes that its page shows. It can be deleted at any time; everything is found again from the clean texts.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from speechbook.pipeline.links.collection_file import CollectionFile
from speechbook.pipeline.links.waiting_pages import WaitingPages
from speechbook.relate import Breaks, Codes, Name, NamedSpeech

__all__ = ("Collection", "Kept", "KeptWords", "Paragraphs")


@dataclass(frozen=True, slots=True)
class Kept:
    """The little that is kept of a speech to name it and to link to it."""

    name: str
    title: str
    script: str
    date: str
    speaker: str
    """Folded."""
    ids: str
    """Permalinks, without the id of the speech, between blanks."""
    names: str
    """JSON of its names."""
    base: int
    """Place of its first character in the row of all speeches; see `GramIndex`."""
    length: int
    notes: str
    """JSON of the notes 又见 that its page shows."""

    def holds(self, permalink: str) -> bool:
        """Tell whether a permalink, in full, is one of this speech."""
        return f" {permalink.removeprefix(self.name + '-')} " in self.ids


@dataclass(frozen=True, slots=True)
class KeptWords:
    """The words of a speech."""

    codes: Codes
    starts: tuple[int, ...]
    ids: tuple[str, ...]
    """Permalink of each paragraph."""
    breaks: Breaks
    """Where clauses begin; see `WordText`."""


class Paragraphs(NamedTuple):
    """The paragraphs of a speech."""

    starts: tuple[int, ...]
    """Where the words of each begin among those of the speech."""
    ids: tuple[str, ...]
    """Its permalink."""


class Collection:
    """Reads and writes the sqlite file; `path` is None for one that lives only as long as this object."""

    def __init__(self, path: Path | None, mark: str) -> None:
        """Open the file or begin it anew; see `CollectionFile`."""
        self._file = CollectionFile(path, mark)
        self.waiting = WaitingPages(path.parent if path else None)
        self.paragraphs = lru_cache(maxsize=256)(self._paragraphs)
        self.speech = lru_cache(maxsize=1024)(self._speech)
        self.dismissals = lru_cache(maxsize=1024)(self._dismissals)

    @property
    def _db(self) -> sqlite3.Connection:
        return self._file.db

    @property
    def is_new(self) -> bool:
        """Whether no earlier run left anything that can be used."""
        return self._file.is_new

    def share(self) -> None:
        """Let forked processes read what was entered, to the end of the run. Only where all is new."""
        self._file.share()
        self.waiting.flush()

    def look_from_here(self) -> None:
        """Read through a connection of this process, where it was forked from the one that shares the file."""
        self._file.look_from_here()

    def commit(self) -> None:
        """Keep what this run found out."""
        self.waiting.close()
        self._file.commit()

    def close(self) -> None:
        """Undo what this run did."""
        self.waiting.close()
        self._file.close()

    def value(self, key: str) -> list[str]:
        """Give a list that was noted."""
        row = self._db.execute("select value from meta where key=?", (key,)).fetchone()
        return list(json.loads(row[0])) if row else []

    def note(self, key: str, value: Sequence[str]) -> None:
        """Note a list."""
        self._db.execute("insert or replace into meta values (?, ?)", (key, json.dumps(list(value))))

    def names(self) -> set[str]:
        """Give the ids of all speeches."""
        return {row[0] for row in self._db.execute("select name from speech")}

    def _speech(self, name: str) -> Kept | None:
        """Give what is kept of a speech."""
        row = self._db.execute("select * from speech where name=?", (name,)).fetchone()
        return Kept(*row) if row else None

    def next_base(self) -> int:
        """Give the first free place in the row of all speeches; places are not given twice before a merge."""
        row = self._db.execute("select value from meta where key='next'").fetchone()
        return int(row[0]) if row else 0

    def set_next_base(self, place: int) -> None:
        """Note the first free place."""
        self._db.execute("insert or replace into meta values ('next', ?)", (str(place),))

    def put(
        self,
        kept: Kept,
        words: KeptWords,
        names: Iterable[Name],
        asked: Iterable[str],
        dismissed: Iterable[tuple[str, str]],
    ) -> None:
        """Keep a speech in place of what was kept of it."""
        name = kept.name
        if self.speech(name):
            self.drop(name)
        self._db.execute(
            "insert into speech values (?,?,?,?,?,?,?,?,?,?)",
            (
                name,
                kept.title,
                kept.script,
                kept.date,
                kept.speaker,
                kept.ids,
                kept.names,
                kept.base,
                kept.length,
                kept.notes,
            ),
        )
        starts = " ".join(map(str, words.starts))
        self._db.execute("insert into paragraphs values (?,?,?)", (name, starts, " ".join(words.ids)))
        self._db.executemany(
            "insert or ignore into known_as values (?,?,?)", [(known.key, name, known.rank) for known in names]
        )
        self._db.executemany("insert or ignore into asks_for values (?,?)", [(key, name) for key in asked])
        self._db.executemany("insert into dismissed values (?,?,?)", [(name, *row) for row in dismissed])
        self._forget_cached()

    def drop(self, name: str) -> None:
        """Forget a speech."""
        for table in ("speech", "paragraphs", "known_as", "asks_for", "dismissed"):
            self._db.execute(f"delete from {table} where name=?", (name,))  # noqa: S608 -- our own names of tables
        self._forget_cached()

    def _forget_cached(self) -> None:
        for cached in (self.paragraphs, self.speech, self.dismissals):
            cached.cache_clear()

    def set_notes(self, name: str, notes: str) -> None:
        """Keep the notes that a page shows."""
        self._db.execute("update speech set notes=? where name=?", (notes, name))
        # What is cached still has the notes of before; those of a speech are asked for once, before they are set.

    def move(self, name: str, base: int) -> None:
        """Note a new place of the words of a speech; to be called in the order of the places, from the first on."""
        self._db.execute("update speech set base=? where name=?", (base, name))
        self.speech.cache_clear()

    def called(self, key: str) -> list[NamedSpeech]:
        """Give the speeches that bear a name."""
        rows = self._db.execute(
            "select s.name, k.rank, s.date, s.speaker from known_as k join speech s using(name) where k.key=?"
            " order by s.name limit 50",
            (key,),
        )
        return [NamedSpeech(name, rank, date[:4], speaker) for name, rank, date, speaker in rows]

    def who_asks(self, keys: Iterable[str]) -> set[str]:
        """Give the speeches that mention one of these names."""
        found: set[str] = set()
        for key in keys:
            found.update(row[0] for row in self._db.execute("select name from asks_for where key=?", (key,)))
        return found

    def _dismissals(self, name: str) -> frozenset[tuple[str, str]]:
        """Give the pairs of paragraph (empty for all) and other speech whose notes an editor does not want."""
        rows = self._db.execute("select paragraph, other from dismissed where name=?", (name,))
        return frozenset((paragraph, other) for paragraph, other in rows)

    def rows(self) -> tuple[list[str], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Give all speeches in the order of their places, with first places and ends."""
        rows = self._db.execute("select name, base, length from speech order by base").fetchall()
        bases = np.array([row[1] for row in rows], np.int64)
        return [row[0] for row in rows], bases, bases + np.array([row[2] for row in rows], np.int64)

    def _paragraphs(self, name: str) -> Paragraphs:
        starts, ids = self._db.execute("select starts, ids from paragraphs where name=?", (name,)).fetchone()
        return Paragraphs(tuple(map(int, starts.split())), tuple(ids.split()))
