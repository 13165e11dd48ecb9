"""The command line: `speechbook`."""

from speechbook.cli.main import main

__all__ = ("main",)
