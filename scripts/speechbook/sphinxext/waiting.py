"""A build that waits for its pages: loaded already, it goes on when a line comes on its standard input."""

import os
import sys

from sphinx.application import Sphinx

from speechbook.pipeline.sphinx_runs import WAITS

__all__ = ("connect_waiting",)

_LAST = 10_000
"""After all that others do when a build begins."""


def connect_waiting(app: Sphinx) -> None:
    """Wait where the one who started the build says so."""
    if os.environ.get(WAITS):
        app.connect("builder-inited", on_builder_inited, priority=_LAST)


def on_builder_inited(_app: Sphinx) -> None:
    """Wait; nobody wants the build any more when the input ends."""
    if not sys.stdin.readline():
        raise SystemExit(0)
