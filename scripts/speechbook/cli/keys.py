"""One key from a terminal. What is typed ahead is kept, so that a practised hand need not wait."""

import contextlib
import importlib.util
import os
import select
import sys

import click

__all__ = ("END_OF_INPUT", "key_pressed")

END_OF_INPUT = "\x04"
_ESCAPE = b"\x1b"
_ASCII_END = 0x80
_EARLY_END = b"\0"
"""Ctrl-D that was typed before the terminal gave keys one by one, as Linux hands it over then."""


def key_pressed() -> str:
    """Wait for a key and return its letter in lower case; keys without one, such as arrows, are empty.

    Ctrl-C raises `KeyboardInterrupt`; the end of the input is `END_OF_INPUT`.
    """
    if not importlib.util.find_spec("termios"):  # Windows
        with contextlib.suppress(EOFError):
            return click.getchar().lower()
        return END_OF_INPUT
    return _typed_key()


def _typed_key() -> str:
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        # `click.getchar` throws away what was typed before it was called.
        tty.setcbreak(terminal, termios.TCSADRAIN)
        first = os.read(terminal, 1)
        if first == _ESCAPE or (first and first[0] >= _ASCII_END):
            while select.select([terminal], [], [], 0.01)[0] and os.read(terminal, 1):
                pass
            return ""
        return first.replace(_EARLY_END, b"").decode().lower() or END_OF_INPUT
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
