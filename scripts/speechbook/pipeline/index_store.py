"""Which speech names what: a small database below `docs/_build/state`, so that nobody holds the whole collection.

A run changes it within one transaction and commits when the index pages are written: a run that is killed leaves it as
it was, and the next one does the same again.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from speechbook.errors import FileProblemError
from speechbook.model import IndexEntry, IndexLine, MentionKind

__all__ = ("IndexStore", "Named")

_TABLES = """
CREATE TABLE mark (value TEXT NOT NULL);
CREATE TABLE speech (id TEXT PRIMARY KEY, title TEXT NOT NULL, script TEXT NOT NULL, date TEXT NOT NULL);
CREATE TABLE named (
  speech TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, script TEXT NOT NULL,
  pinyin TEXT NOT NULL, places TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (speech, kind, key)
) WITHOUT ROWID;
CREATE INDEX named_by_name ON named (kind, key);
CREATE TABLE page (name TEXT PRIMARY KEY, contents TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Named:
    """One name in one speech."""

    kind: MentionKind
    key: str
    name: str
    script: str
    pinyin: str
    places: tuple[str, ...]
    """Ids of paragraphs without that of the speech, or `WHOLE_SPEECH`."""


class IndexStore:
    """The database, opened for one run."""

    def __init__(self, path: Path, mark: str) -> None:
        """Open it; one that another program version or other lists made, or that is broken, begins anew.

        Raises `FileProblemError` when it cannot be written.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self.touched: set[tuple[MentionKind, str]] = set()
        """Names whose lines changed in this run."""
        try:
            self._db = self._opened(path, mark)
        except sqlite3.DatabaseError:
            with suppress(OSError):
                path.unlink()
            try:
                self._db = self._opened(path, mark)
            except sqlite3.Error as exc:
                raise FileProblemError(str(path), f"写不进去（{exc}）", "请检查磁盘空间和文件夹权限") from exc

    def _opened(self, path: Path, mark: str) -> sqlite3.Connection:
        db = sqlite3.connect(path, isolation_level=None)
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        marks = [row[0] for row in db.execute("SELECT value FROM mark")] if "mark" in tables else []
        self.is_new = marks != [mark]
        """Nothing is known yet: all speeches have to be put in."""
        db.execute("BEGIN IMMEDIATE")
        if self.is_new:
            for table in tables - {"sqlite_stat1"}:
                db.execute(f'DROP TABLE "{table}"')
            for statement in filter(str.strip, _TABLES.split(";")):
                db.execute(statement)
            db.execute("INSERT INTO mark VALUES (?)", (mark,))
        return db

    def put(self, speech: str, title: str, script: str, date: str, named: Sequence[Named]) -> None:
        """Replace what is known of a speech."""
        head = (title, script, date)
        old_head = self._db.execute("SELECT title, script, date FROM speech WHERE id = ?", (speech,)).fetchone()
        old = self._db.execute(
            "SELECT kind, key, name, script, pinyin, places FROM named WHERE speech = ?", (speech,)
        ).fetchall()
        new = [(n.kind.value, n.key, n.name, n.script, n.pinyin, " ".join(n.places)) for n in named]
        changed = set(new) ^ set(old) if old_head == head else {*new, *old}
        self.touched |= {(MentionKind(row[0]), row[1]) for row in changed}
        if old_head != head:
            self._db.execute("INSERT OR REPLACE INTO speech VALUES (?, ?, ?, ?)", (speech, *head))
        if set(new) != set(old):
            self._db.execute("DELETE FROM named WHERE speech = ?", (speech,))
            self._db.executemany(
                "INSERT INTO named VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [(speech, *row, len(n.places)) for row, n in zip(new, named, strict=True)],
            )

    def keep_only(self, speeches: Iterable[str]) -> None:
        """Forget the speeches that are no longer in the book."""
        kept = set(speeches)
        gone = [row[0] for row in self._db.execute("SELECT id FROM speech") if row[0] not in kept]
        for speech in gone:
            rows = self._db.execute("SELECT kind, key FROM named WHERE speech = ?", (speech,))
            self.touched |= {(MentionKind(kind), key) for kind, key in rows}
            self._db.execute("DELETE FROM named WHERE speech = ?", (speech,))
            self._db.execute("DELETE FROM speech WHERE id = ?", (speech,))

    def entries(self, kind: MentionKind) -> Iterator[IndexEntry]:
        """Yield the names of a kind, as Traditional texts have them where one does: the way back is sure."""
        rows = self._db.execute(
            "SELECT key, name, max(script), pinyin, count(*), sum(count) FROM named WHERE kind = ? GROUP BY key",
            (kind.value,),
        )
        for key, name, script, pinyin, speeches, places in rows:
            yield IndexEntry(key, name, script, pinyin, speeches, places)

    def lines(self, kind: MentionKind, key: str) -> Iterator[IndexLine]:
        """Yield the speeches that hold a name, oldest first, those without date last."""
        rows = self._db.execute(
            "SELECT s.id, s.title, s.script, s.date, n.places FROM named n JOIN speech s ON s.id = n.speech"
            " WHERE n.kind = ? AND n.key = ? ORDER BY s.date = '', s.date, s.id",
            (kind.value, key),
        )
        for speech, title, script, date, places in rows:
            yield IndexLine(speech, title, script, date, tuple(places.split()))

    def names_of_speeches(self, kind: MentionKind) -> Iterator[tuple[str, str]]:
        """Yield each speech with the Simplified form of each name of a kind that it holds."""
        yield from self._db.execute(
            "SELECT speech, key FROM named WHERE kind = ? ORDER BY speech, pinyin, key", (kind.value,)
        )

    def page_contents(self) -> dict[str, str]:
        """Give what each index page listed when it was last written, in short."""
        return dict(self._db.execute("SELECT name, contents FROM page").fetchall())

    def keep_pages(self, contents: dict[str, str]) -> None:
        """Keep what the pages list now."""
        self._db.execute("DELETE FROM page")
        self._db.executemany("INSERT INTO page VALUES (?, ?)", contents.items())

    def close(self, *, keep: bool) -> None:
        """End the run; without `keep` all is as it was before."""
        self._db.execute("COMMIT" if keep else "ROLLBACK")
        self._db.close()
