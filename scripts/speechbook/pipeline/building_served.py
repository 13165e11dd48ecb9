"""The web site as `speechbook serve` shows it: in a folder of its own, and without Sphinx's own search index.

That index is one file of the whole book, and bringing it up to date takes longer than all else of a one-speech edit.
Our search is there.
"""

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from speechbook.config import Folders, Settings
from speechbook.export import FEED_FILE
from speechbook.pipeline.edition_builds import BuildMark
from speechbook.pipeline.feeds import write_feeds
from speechbook.pipeline.files import write_text
from speechbook.pipeline.front_door import front_door
from speechbook.pipeline.site_files import SiteRoot, not_found_page
from speechbook.pipeline.sphinx_runs import SphinxRun

__all__ = ("build_served", "served_folder")

_KIND = "serve"


def served_folder(folders: Folders) -> Path:
    """Locate the site."""
    return folders.build / _KIND


def build_served(
    settings: Settings, editions: Sequence[str], run: Callable[[Folders, Sequence[SphinxRun]], None]
) -> bool:
    """Build the editions by `run`; return False where nothing had changed. Raises `BuildError`."""
    top = served_folder(settings.folders)
    options = ("speechbook_stock_search=0", f"speechbook_beside={','.join(editions)}")
    mark = BuildMark.of(settings, _KIND, dict.fromkeys(editions, options))
    stale = [edition for edition in editions if not mark.is_current(edition, top / edition / "index.html")]
    run(settings.folders, [SphinxRun("html", edition, top / edition, options, kind=_KIND) for edition in stale])
    for edition in stale:
        mark.remember(edition)
    # Bringing it up to date at each save would cost a quarter of the time of a build.
    write_feeds(settings, {e: top / e for e in editions if not (top / e / FEED_FILE).exists()}, mark)
    write_text(top / "index.html", front_door(settings, editions))
    script = files("speechbook.pipeline") / "data" / "front-door.js"
    write_text(top / "front-door.js", script.read_text(encoding="utf-8"))
    root = SiteRoot(tuple((edition, f"{edition}/") for edition in editions), "")
    write_text(top / "404.html", not_found_page(settings, root))
    return bool(stale)
