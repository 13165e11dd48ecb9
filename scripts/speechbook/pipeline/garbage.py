"""Let Python look for dead cycles of objects seldom: a run over many texts makes none, and looking costs a tenth."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ("rare_collections",)

_OBJECTS = 100_000
"""New objects between two looks; Python's own number is 700."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Hold what was loaded so far out of the looking, and look seldom; afterwards all is as it was."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
