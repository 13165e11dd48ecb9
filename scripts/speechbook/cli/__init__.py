"""The command line: `speechbook`."""

import gc

gc.set_threshold(100_000)  # what is loaded stays: Python would look through it for dead cycles hundreds of times

from speechbook.cli.main import main  # noqa: E402 -- the line above is for what this loads

__all__ = ("main",)
