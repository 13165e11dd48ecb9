"""A real terminal for tests: a process on a pty, with keys that are pressed when it waits."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_MARKS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """One process; use as a context manager."""

    def __init__(
        self, words: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, columns: int = 80
    ) -> None:
        self.raw = ""
        self._seen = 0
        self.code: int | None = None
        self.pid, self._fd = pty.fork()
        if not self.pid:
            os.chdir(folder)
            variables = {**os.environ, "TERM": "xterm", **(environment or {})}
            variables.pop("COLUMNS", None)
            os.execve(sys.executable, [sys.executable, "-m", "speechbook", *words], variables)  # noqa: S606 -- in the child
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_exc: object) -> None:
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    @property
    def text(self) -> str:
        return _MARKS.sub("", self.raw).replace("\r\n", "\n").replace("\r", "\n")

    def until(self, words: str, seconds: float = 120) -> str:
        """Wait until words are printed that were not there at the last call; return what came with them."""
        end = time.monotonic() + seconds
        while True:
            found = self.text.find(words, self._seen)
            if found >= 0:
                new = self.text[self._seen : found + len(words)]
                self._seen = found + len(words)
                return new
            assert time.monotonic() < end, f"no {words!r} in:\n{self.text[self._seen :]}"
            assert self._read(1), f"ended without {words!r}:\n{self.text[self._seen :]}"

    def press(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def end(self, seconds: float = 60) -> int:
        """Wait for the end; return the exit code."""
        stop = time.monotonic() + seconds
        while self._read(1):
            assert time.monotonic() < stop, self.text
        _, status = os.waitpid(self.pid, 0)
        self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def _read(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self._pending = getattr(self, "_pending", b"") + data
        try:
            self.raw += self._pending.decode()
            self._pending = b""
        except UnicodeDecodeError:
            pass  # a character cut in two; the rest comes next
        return bool(data)
