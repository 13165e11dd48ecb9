"""Take back what was made of speeches that are no longer in the book.

What is made of one speech goes at once. A file that holds the whole book cannot be mended: it goes, too, and is made
again when it is next asked for. The web site is brought up to date by its own build.
"""

from collections.abc import Collection

from speechbook.config import Folders
from speechbook.pipeline.raw_scripts import remove_raw_script

__all__ = ("withdraw",)

_PARTS_OF_SITE = ("speeches/{}.html", "_outlines/{}.js", "speeches/{}.raw.js")
_OF_ONE = tuple(f"{site}/*/{part}" for site in ("html", "serve") for part in _PARTS_OF_SITE)
_OF_ALL = ("pdf/*.pdf", "epub/*.epub", "htmlzip/*.zip", "html/downloads/*", "proof/*")


def withdraw(folders: Folders, speeches: Collection[str]) -> None:
    """Remove the files that hold one of these speeches, below `docs/_build` and beside its page."""
    for name in speeches:
        remove_raw_script(folders, name)
    patterns = [pattern.format(name) for name in speeches for pattern in _OF_ONE]
    for pattern in [*patterns, *(_OF_ALL if speeches else ())]:
        for path in folders.build.glob(pattern):
            path.unlink()
