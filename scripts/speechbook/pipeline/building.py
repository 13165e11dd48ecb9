"""Build the web site: one Sphinx build for each edition, side by side, and only when something changed."""

import shutil
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from speechbook.config import Folders, Settings
from speechbook.pipeline.edition_builds import BuildMark, EditionBuild, file_name, wanted_editions
from speechbook.pipeline.feeds import write_feeds
from speechbook.pipeline.files import copy_file, write_text
from speechbook.pipeline.front_door import front_door
from speechbook.pipeline.hosting import canonical_address, is_hosted, offered_downloads
from speechbook.pipeline.site_files import SiteRoot, not_found_page, robots_file, sitemap_of_editions
from speechbook.pipeline.sphinx_runs import Begin, SphinxRun, run_side_by_side

__all__ = ("build_html", "likely_runs")

_OFFERED = ("pdf", "epub")


def likely_runs(settings: Settings, editions: Sequence[str] = ()) -> list[SphinxRun]:
    """Give the builds that will be wanted once pages have changed: what was printed before them is not offered."""
    kinds = offered_downloads() if is_hosted() else ()
    return [_run_of(settings, edition, kinds) for edition in wanted_editions(settings, editions)]


def build_html(settings: Settings, editions: Sequence[str] = (), begin: Begin | None = None) -> list[EditionBuild]:
    """Build the web site of the named editions, or of all that the settings publish.

    `begin` gives the processes, where another than a new one is to be used. A PDF or an e-book that is there and up to
    date is offered on the landing page. Raises `UsageError` for an edition that is not published, `BuildError` when
    Sphinx reports a warning or fails.
    """
    wanted = {edition: _output(settings.folders, edition) for edition in wanted_editions(settings, editions)}
    offered = _offered(settings, list(wanted))
    runs = {edition: _run_of(settings, edition, kinds) for edition, kinds in offered.items()}
    mark = BuildMark.of(settings, "html", {edition: run.options for edition, run in runs.items()})
    stale = [edition for edition, output in wanted.items() if not mark.is_current(edition, output / "index.html")]
    run_side_by_side(settings.folders, [runs[edition] for edition in stale], begin)
    for edition in stale:
        mark.remember(edition)
    write_feeds(settings, wanted, mark)
    if is_hosted():
        for edition, output in wanted.items():
            _write_root(settings, output, SiteRoot(((edition, ""),), canonical_address()))
    else:
        _write_whole_site(settings, offered)
    return [EditionBuild(edition, output / "index.html", edition in stale) for edition, output in wanted.items()]


def _run_of(settings: Settings, edition: str, offered: Sequence[str]) -> SphinxRun:
    options = (f"speechbook_downloads={','.join(offered)}",)
    return SphinxRun("html", edition, _output(settings.folders, edition), options)


def _output(folders: Folders, edition: str) -> Path:
    return folders.build / "html" / edition


def _offered(settings: Settings, editions: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Find the files to download; one that was made from older texts is not offered."""
    if is_hosted():
        return dict.fromkeys(editions, offered_downloads())
    made = {edition: [kind for kind in _OFFERED if _download(settings, edition, kind).exists()] for edition in editions}
    # A mark looks at every file of the book: only where there is something to offer.
    marks = {kind: BuildMark.of(settings, kind) for kind in _OFFERED if any(kind in kinds for kinds in made.values())}
    return {
        edition: tuple(kind for kind in kinds if marks[kind].is_current(edition, _download(settings, edition, kind)))
        for edition, kinds in made.items()
    }


def _download(settings: Settings, edition: str, kind: str) -> Path:
    return settings.folders.build / kind / f"{file_name(settings, edition)}.{kind}"


def _write_whole_site(settings: Settings, offered: Mapping[str, Sequence[str]]) -> None:
    """Write `docs/_build/html/index.html`, which leads readers to their script, and what else is for all editions."""
    top = settings.folders.build / "html"
    write_text(top / "index.html", front_door(settings))
    script = files("speechbook.pipeline") / "data" / "front-door.js"
    write_text(top / "front-door.js", script.read_text(encoding="utf-8"))
    write_text(top / ".nojekyll", "")  # GitHub Pages would leave out folders whose names begin with an underscore
    base = settings.site.base_url
    root = SiteRoot(
        tuple((edition, f"{edition}/") for edition in settings.editions.publish), f"{base.rstrip('/')}/" if base else ""
    )
    _write_root(settings, top, root)
    if root.address:
        parts = (path for name in settings.editions.publish for path in sorted((top / name).glob("sitemap*.xml")))
        leaves = [path for path in parts if "<urlset " in path.read_text(encoding="utf-8")[:200]]
        write_text(
            top / "sitemap.xml", sitemap_of_editions(root, [path.relative_to(top).as_posix() for path in leaves])
        )
    else:
        (top / "sitemap.xml").unlink(missing_ok=True)
    _put_downloads(settings, top / "downloads", offered)


def _write_root(settings: Settings, top: Path, root: SiteRoot) -> None:
    write_text(top / "404.html", not_found_page(settings, root))
    write_text(top / "robots.txt", robots_file(root))


def _put_downloads(settings: Settings, folder: Path, offered: Mapping[str, Sequence[str]]) -> None:
    """Put the offered files of the editions that were built into the site, and take away what is no longer offered."""
    files_offered = [_download(settings, name, kind) for name, kinds in offered.items() for kind in kinds]
    wanted = {path.name: path for path in files_offered}
    untouched = {
        f"{file_name(settings, edition)}.{kind}"
        for edition in settings.editions.publish
        if edition not in offered
        for kind in _OFFERED
    }
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in wanted and path.name not in untouched:
                path.unlink()
        if not any(folder.iterdir()):
            shutil.rmtree(folder)
    for name, path in wanted.items():
        copy_file(path, folder / name)
