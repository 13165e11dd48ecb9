"""A table of small records on disk, one for each speech, of which a run reads and writes only what it needs.

Like all state it can be deleted at any time. It is a database and not one JSON file because a run over a large book
changes a few of ten thousand records.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

__all__ = ("Records", "open_records")

_WAIT_SECONDS = 30


class Records:
    """The records of one file; made by `open_records`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take an open database over."""
        self.connection = connection

    def stamps(self) -> dict[str, str]:
        """Give the stamp of each record, by name: what it was made from."""
        return dict(self.connection.execute("SELECT name, stamp FROM record"))

    def load(self, name: str) -> Any:  # noqa: ANN401 -- what JSON holds
        """Give one record, which must be there."""
        (value,) = self.connection.execute("SELECT value FROM record WHERE name = ?", (name,)).fetchone()
        return json.loads(value)

    def all(self) -> Iterator[tuple[str, Any]]:
        """Yield all records, by name, one at a time."""
        for name, value in self.connection.execute("SELECT name, value FROM record ORDER BY name"):
            yield name, json.loads(value)

    def save(self, name: str, stamp: Sequence[object], value: object) -> None:
        """Keep a record."""
        row = (name, stamp_text(stamp), json.dumps(value, ensure_ascii=True))
        self.connection.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", row)

    def forget(self, name: str) -> None:
        """Drop a record."""
        self.connection.execute("DELETE FROM record WHERE name = ?", (name,))


def stamp_text(stamp: Sequence[object]) -> str:
    """Write a stamp so that it can be compared."""
    return json.dumps(stamp)


@contextlib.contextmanager
def open_records(path: Path, mark: str, *more_tables: str) -> Iterator[Records]:
    """Open the records at `path`, empty where they were made with another `mark` or cannot be read.

    `more_tables` are the SQL of further tables. What was changed is kept when the block ends without an error.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _opened(path, mark, more_tables)
    try:
        with connection:
            yield Records(connection)
    finally:
        connection.close()


def _opened(path: Path, mark: str, more_tables: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT_SECONDS)
    try:
        if connection.execute("SELECT mark FROM made_with").fetchone() == (mark,):
            return connection
    except sqlite3.DatabaseError:
        pass
    connection.close()
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, timeout=_WAIT_SECONDS)
    with connection:
        connection.execute("CREATE TABLE made_with (mark TEXT)")
        connection.execute("CREATE TABLE record (name TEXT PRIMARY KEY, stamp TEXT, value TEXT) WITHOUT ROWID")
        for table in more_tables:
            connection.execute(table)
        connection.execute("INSERT INTO made_with VALUES (?)", (mark,))
    return connection
