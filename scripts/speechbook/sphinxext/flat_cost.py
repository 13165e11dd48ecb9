"""Levers on Sphinx's core that keep memory and time of a page the same in a small book and in a large one.

Sphinx keeps each doctree it has read until it is written; at 10,000 speeches these are two gigabytes of small objects,
and Python's collector of cycles walks through all of them again and again (reading takes 18 % longer for it).
"""

import gc
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx

__all__ = ("connect_flat_cost",)

_YOUNG = 50_000
"""Objects made before the collector looks at the new ones: one page makes about as many."""

_TEMPLATES = "templates"
"""Folder beside the doctrees for templates that were compiled before."""

_MIDDLE, _OLD = 20, 100
"""How many collections of one age before the next older objects are looked at."""


class Unkept(dict[str, Any]):
    """A cache that keeps nothing: what is wanted again is read from its file."""

    def __setitem__(self, name: str, kept: Any) -> None:  # noqa: ANN401 -- whatever is put in
        """Let it go."""


def connect_flat_cost(app: Sphinx) -> None:
    """Set the levers once the environment is there."""
    app.connect("builder-inited", on_builder_inited)


def on_builder_inited(app: Sphinx) -> None:
    """Keep no doctree in memory, and have the collector look less often.

    Both caches are private to Sphinx (`BuildEnvironment.__init__`, 9.0); a test sees to it that they still exist.
    """
    app.env._write_doc_doctree_cache = Unkept()  # noqa: SLF001 -- see above
    app.env._pickled_doctree_cache = Unkept()  # noqa: SLF001 -- see above
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    gc.freeze()  # what has been loaded stays to the end, the pages of the last build among it
    templates = getattr(getattr(app.builder, "templates", None), "environment", None)
    if templates is not None:
        # Thirty templates are compiled again in each build, which for one changed page is a tenth of the time.
        folder = Path(app.doctreedir) / _TEMPLATES
        folder.mkdir(parents=True, exist_ok=True)
        templates.bytecode_cache = FileSystemBytecodeCache(str(folder))
