"""What a web site has beyond its pages: the way to edit a page, files to download, the list for search engines.

Pages that left the book are removed from an older build here, and all pages are made anew when what stands on every
page changed, so that a site built again is the site built anew.
"""

import hashlib
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from speechbook.config import Settings
from speechbook.export import FEED_FILE
from speechbook.frame import frame_folders
from speechbook.pipeline.files import write_text
from speechbook.pipeline.hosting import download_address, is_hosted
from speechbook.pipeline.site_maps import SitemapEntry, sitemap_files
from speechbook.pipeline.state import fingerprint
from speechbook.sphinxext.edition import book_settings, current_edition
from speechbook.sphinxext.page import edition_links
from speechbook.sphinxext.web_pages import makes_web_pages

__all__ = ("connect_site", "edit_address")

_ROOMS = ("sphinxext", "variants", "search")
"""Code that makes pages of what Sphinx has read; when it changes, everything is read anew."""
_ON_EVERY_PAGE = ("static", "locale")
_OFFERED = "speechbook_offered_downloads"
"""Attribute of the environment with what the landing page offers; there is nothing to merge."""

_LABELS = {"pdf": "PDF", "epub": "EPUB", "htmlzip": "HTML"}


def connect_site(app: Sphinx) -> None:
    """Register settings that pages depend on, and what is done around the writing of pages."""
    app.add_config_value("speechbook_site", [], "html", types=frozenset({list}))
    app.add_config_value("speechbook_code", "", "env", types=frozenset({str}))
    app.add_config_value("speechbook_downloads", "", "", types=frozenset({str}))
    app.connect("config-inited", on_config_inited, priority=200)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("env-updated", on_env_updated)
    app.connect("html-page-context", on_html_page_context, priority=450)
    app.connect("build-finished", on_build_finished)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Keep what all pages show of `[site]`, so that they are written anew when it changes."""
    site = book_settings(app).site
    config.speechbook_site = [
        *(site.repository, site.branch),
        *(f"{name} {where}" for name, where in site.elsewhere),
        _digest_of(Path(app.confdir)),
    ]
    config.speechbook_code = fingerprint(_ROOMS)


def on_env_get_outdated(
    app: Sphinx, _env: BuildEnvironment, _added: Set[str], _changed: Set[str], removed: Set[str]
) -> list[str]:
    """Remove what an earlier build wrote of pages that are gone."""
    if makes_web_pages(app):
        for page in removed:
            Path(app.builder.get_output_path(page)).unlink(missing_ok=True)  # type: ignore[attr-defined] # of HTML builders
    return []


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the landing page anew when it offers other files than before."""
    offered = app.config.speechbook_downloads
    if not makes_web_pages(app) or getattr(env, _OFFERED, "") == offered:
        return []
    setattr(env, _OFFERED, offered)
    return [app.config.root_doc]


def on_html_page_context(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Give the templates the address at which a page is edited, and the landing page the files to download."""
    if not makes_web_pages(app):
        return
    settings = book_settings_of(app)
    context["feed"] = FEED_FILE
    context["edit_address"] = edit_address(settings, app.env, pagename)
    if pagename == app.config.root_doc:
        kinds = [kind for kind in app.config.speechbook_downloads.split(",") if kind]
        context["downloads"] = [(_LABELS[kind], _address(settings, app.config, kind)) for kind in kinds]


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the sitemap of the edition, where its address on the open net is known."""
    if exception is not None or not makes_web_pages(app) or not app.config.html_baseurl:
        return
    folder = Path(app.outdir)
    for stale in folder.glob("sitemap*.xml"):
        stale.unlink()
    for name, text in sitemap_files(app.config.html_baseurl, _entries(app)):
        write_text(folder / name, text)


def _digest_of(conf: Path) -> str:
    """Hash what stands on every page: words of the interface, and styles and scripts, named with their checksums."""
    digest = hashlib.sha256()
    for top in (top for part in _ON_EVERY_PAGE for top in frame_folders(conf, part)):
        for path in sorted(top.rglob("*")):
            if path.is_file() and path.suffix != ".mo":
                digest.update(f"{top.name}/{path.relative_to(top).as_posix()}".encode("utf-8", "surrogateescape"))
                digest.update(path.read_bytes())
    return digest.hexdigest()


def edit_address(settings: Settings, env: BuildEnvironment, page: str) -> str:
    """Give the address at which the source of a page is edited; empty for a page that the program makes.

    A speech is edited in its clean text, from which its page is made.
    """
    repository = settings.site.repository.rstrip("/").removesuffix(".git")
    if not repository or page not in env.found_docs:
        return ""
    path = Path(env.doc2path(page))
    folders = settings.folders
    if path.is_relative_to(folders.lists):
        return ""
    if path.is_relative_to(folders.pages):
        path = folders.clean / f"{path.stem}.txt"
    return f"{repository}/{_edit_word(repository)}/{settings.site.branch}/{path.relative_to(folders.root).as_posix()}"


def book_settings_of(app: Sphinx) -> Settings:
    """Read the settings once for each build."""
    settings: Settings | None = getattr(app, "_speechbook_settings", None)
    if settings is None:
        settings = book_settings(app)
        app._speechbook_settings = settings  # type: ignore[attr-defined] # noqa: SLF001 -- lives as long as the build
    return settings


def _edit_word(repository: str) -> str:
    """Give the word of the hosts' addresses that opens an editor."""
    host = repository.split("/")[2]
    if "gitlab" in host:
        return "-/edit"
    return "_edit" if any(name in host for name in ("codeberg", "gitea", "forgejo")) else "edit"


def _address(settings: Settings, config: Config, kind: str) -> str:
    if is_hosted():
        return download_address(kind)
    return f"../downloads/{settings.book.name}-{current_edition(config).name}.{kind}"


def _entries(app: Sphinx) -> Iterator[SitemapEntry]:
    settings, config = book_settings_of(app), app.config
    for page in sorted(app.env.found_docs):
        uri = app.builder.get_target_uri(page)
        links = edition_links(settings, config, {"content_root": ""}, uri)
        alternates: Sequence[tuple[str, str]] = [(link.html_lang, link.canonical) for link in links if link.canonical]
        yield SitemapEntry(config.html_baseurl.rstrip("/") + "/" + uri, tuple(alternates))
