"""The words of all speeches in one row on disk, of which a run looks at the places that it needs.

Behind each speech stands a 0, with which nothing agrees. The place of a
character in the row is what `GramIndex` finds, so that two places are compared without reading anything else. Words
that are gone stay in the row until it is made anew. What a killed run wrote lies behind what the collection knows of,
and is written over.
"""

from pathlib import Path
from typing import BinaryIO

import numpy as np

from speechbook.relate import Breaks, Codes, MarkedWords, breaks_in, codes_in, marked_words

__all__ = ("WordRow",)

_BYTES = 4
"""Of a number."""


class WordRow:
    """The file; opened when it is needed."""

    def __init__(self, folder: Path, name: str) -> None:
        """Use the named file of a folder; without a name begin a new one."""
        self._folder = folder
        self.name = name or self._next_name()
        self._is_there = bool(name)
        self._file: BinaryIO | None = None
        self._mapped: MarkedWords | None = None
        self._next = -1
        """Where the file stands: to seek it there is to flush it."""

    def write(self, base: int, codes: Codes, breaks: Breaks) -> None:
        """Put the words of a speech where they begin."""
        file = self._opened()
        if base != self._next:
            file.seek(base * _BYTES)
        file.write(marked_words(codes, breaks).tobytes())
        self._next = base + len(codes) + 1
        self._mapped = None

    def words(self, base: int, length: int) -> tuple[Codes, Breaks]:
        """Give the words that begin at a place, and where clauses begin in them, the end included."""
        words = self.all()[base : base + length + 1]
        return codes_in(words[:-1]), breaks_in(words)

    def all(self) -> MarkedWords:
        """Give the whole row, without reading it."""
        if self._mapped is None:
            file = self._opened()
            file.flush()
            self._next = -1  # a map is measured by going to the end of the file
            is_empty = (self._folder / self.name).stat().st_size == 0
            self._mapped = np.empty(0, np.uint32) if is_empty else np.asarray(np.memmap(file, np.uint32, "r"))
        return self._mapped

    def anew(self) -> "WordRow":
        """Begin another row, with this one still there to read."""
        return WordRow(self._folder, "")

    def close(self) -> None:
        """Write what is left, and let the file go."""
        self._mapped = None
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove_others(self) -> None:
        """Delete the files of other rows."""
        for path in self._folder.glob("*-row.u32"):
            if path.name != self.name:
                path.unlink()

    def _opened(self) -> BinaryIO:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / self.name
            self._file = path.open("r+b" if self._is_there and path.exists() else "w+b")
            self._is_there = True
        return self._file

    def _next_name(self) -> str:
        used = [int(path.name.partition("-")[0]) for path in self._folder.glob("*-row.u32")]
        return f"{max(used, default=0) + 1:06}-row.u32"
