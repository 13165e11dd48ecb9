"""The sqlite file of a collection: opened for a run, shared with forked processes, kept when the run has ended well.

All changes of a run are one transaction, ended when the pages have been written: a run that is killed leaves what was
before. A file that is begun anew bears its mark from the end of its first run on, so that such a run may let other
processes read it before that.
"""

import os
import sqlite3
from pathlib import Path

from speechbook.errors import FileProblemError, UsageError

__all__ = ("CollectionFile",)

PATIENCE_SECONDS = 5.0
"""How long a run waits for another one to end."""

_TABLES = """
create table meta(key text primary key, value text not null);
create table speech(
  name text primary key, title text not null, script text not null, date text not null, speaker text not null,
  ids text not null, names text not null, base integer not null, length integer not null, notes text not null
) without rowid;
create table paragraphs(name text primary key, starts text not null, ids text not null) without rowid;
create unique index speech_base on speech(base);
create table known_as(
  key text not null, name text not null, rank integer not null, primary key(key, name)
) without rowid;
create index known_as_name on known_as(name);
create table asks_for(key text not null, name text not null, primary key(key, name)) without rowid;
create index asks_for_name on asks_for(name);
create table dismissed(name text not null, paragraph text not null, other text not null);
create index dismissed_name on dismissed(name);
"""


class CollectionFile:
    """The file, and the connection of this process to it."""

    def __init__(self, path: Path | None, mark: str) -> None:
        """Open the file, or begin anew where it is missing, broken, or made by other code or settings.

        Without a path it lives only as long as this object. Raises `FileProblemError` where another run is using it.
        """
        self._path = path
        self._mark = mark
        self._process = os.getpid()
        self._of_parent: sqlite3.Connection | None = None
        self.is_new = False
        self.db = self._opened(mark)

    def _opened(self, mark: str) -> sqlite3.Connection:
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(2):
            db = sqlite3.connect(str(self._path) if self._path else "", PATIENCE_SECONDS, isolation_level=None)
            try:
                db.execute("pragma synchronous=off")
                found = db.execute("select 1 from sqlite_master where name='meta'").fetchone()
                kept = found and db.execute("select value from meta where key='mark'").fetchone()
                if kept and kept[0] == mark:
                    db.execute("begin immediate")
                    return db
                if not found:
                    break
                db.execute("begin immediate")  # what another run is using is not thrown away
            except sqlite3.DatabaseError as exc:
                if attempt or isinstance(exc, sqlite3.OperationalError):
                    db.close()
                    raise FileProblemError(
                        str(self._path), f"用不了（{exc}）", "等另一个 speechbook 结束，或删去这个文件再运行"
                    ) from exc
            db.close()
            if self._path is not None:
                self._path.unlink(missing_ok=True)
        self.is_new = True
        db.executescript(_TABLES)
        db.execute("begin immediate")
        return db

    def share(self) -> None:
        """Let forked processes read what was entered, to the end of the run. Only where all is new.

        A run that is killed after this has found out nothing: the file has no mark yet.
        """
        if not self.is_new or self._path is None:
            raise UsageError("只有从头做起的一次运行才能分给几个进程")
        self.db.execute("commit")
        self.db.execute("pragma cache_spill=off")  # to write before the end would need the readers to be gone
        self.db.execute("begin immediate")

    def look_from_here(self) -> None:
        """Read through a connection of this process, where it was forked from the one that shares the file."""
        if self._process != os.getpid():
            self._process = os.getpid()
            self._of_parent = self.db  # not closed: what a forked process does to it is undefined
            address = f"{Path(str(self._path)).absolute().as_uri()}?mode=ro"
            self.db = sqlite3.connect(address, isolation_level=None, uri=True)
            self.db.execute("begin")  # the file is locked once, and not for each question

    def commit(self) -> None:
        """Keep what this run found out."""
        if self.is_new:
            self.db.execute("insert into meta values ('mark', ?)", (self._mark,))
        self.db.execute("commit")
        self.db.close()

    def close(self) -> None:
        """Undo what this run did."""
        self.db.close()
