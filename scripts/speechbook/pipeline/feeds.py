"""The feed of what is new, beside the pages of each edition."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from speechbook.config import Settings
from speechbook.export import FEED_FILE
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.arrivals import current_commit
from speechbook.pipeline.edition_builds import BuildMark
from speechbook.pipeline.exports import ATOM, Export
from speechbook.pipeline.hosting import canonical_address, is_hosted

__all__ = ("write_feeds",)

_ENTRIES = 30


def write_feeds(settings: Settings, folders: Mapping[str, Path], mark: BuildMark) -> None:
    """Write the feed of each edition into the folder of its site, where speeches or commits are other than before.

    `mark` is that of the pages. Addresses are absolute where the site knows its own; else they lead from the feed to
    the pages beside it.
    """
    commit = current_commit(Archive(settings.folders))
    own = {edition: f"{known} {commit}" for edition, known in mark.own.items()}
    feeds = replace(mark, kind=f"{mark.kind}-feed", own=own)
    for edition, folder in folders.items():
        path = folder / FEED_FILE
        if not feeds.is_current(edition, path):
            export = Export(settings, ATOM, edition=edition, limit=_ENTRIES, site=_address(settings))
            export.write_file(path)
            feeds.remember(edition)


def _address(settings: Settings) -> str:
    """Give the address, where the settings do not."""
    if is_hosted():
        return canonical_address() or "./"
    return "" if settings.site.base_url else "./"
