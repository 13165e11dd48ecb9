"""Unfinished work on speeches, put away on disk until all have been read; it ends with the run.

A file without a name, and where in it each speech stands: a table of a database takes ten times as long for as much.
"""

import marshal
import os
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

__all__ = ("WaitingPages",)


class WaitingPages:
    """The work of one run."""

    def __init__(self, folder: Path | None) -> None:
        """Use the disk of a folder, where one is given; the file is made when it is needed."""
        self._folder = folder
        self._file: BinaryIO | None = None
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def put(self, name: str, work: dict[str, Any]) -> None:
        """Put the work on a speech away, as plain values."""
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 -- closed by `close`
        data = marshal.dumps(work)
        self._file.seek(self._end)
        self._file.write(data)
        self._places[name] = self._end, len(data)
        self._end += len(data)

    def take(self, name: str) -> dict[str, Any] | None:
        """Take the work on a speech up again; None where there is none."""
        if self._file is None or name not in self._places:
            return None
        return dict(marshal.loads(self._read(self._file, *self._places[name])))  # noqa: S302 -- this run's own file

    def flush(self) -> None:
        """Let forked processes see what was put away."""
        if self._file is not None:
            self._file.flush()

    @staticmethod
    def _read(file: BinaryIO, place: int, size: int) -> bytes:
        if hasattr(os, "pread"):  # forked processes share the position in the file
            file.flush()
            return os.pread(file.fileno(), size, place)
        file.seek(place)
        return file.read(size)

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None
