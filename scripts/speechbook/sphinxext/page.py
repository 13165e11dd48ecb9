"""What the page templates get to know beyond Sphinx and the theme: language, editions, outline, kind of page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from speechbook.config import Settings
from speechbook.pipeline.hosting import canonical_address, hosted_version, is_hosted
from speechbook.sphinxext.edition import book_settings, current_edition
from speechbook.sphinxext.neighbours import neighbours
from speechbook.sphinxext.page_contents import page_contents, skeleton_of
from speechbook.sphinxext.ready_page import ready_page_of
from speechbook.sphinxext.web_pages import fills_our_frame
from speechbook.variants import EDITIONS

__all__ = ("EditionLink", "connect_page")

_TEMPLATES = {"page.html": "speechbook-page.html", "search.html": "speechbook-search.html"}
"""Ours stand beside the theme's and are chosen here, since a `page.html` of ours would also make EPUB pages."""


@dataclass(frozen=True, slots=True)
class EditionLink:
    """The same page in an edition."""

    name: str
    """Edition, as in `conf/book.toml`."""
    label: str
    """Its name for readers, in its own script."""
    html_lang: str
    """Language tag."""
    address: str
    """Relative address, which also works from disk."""
    canonical: str
    """Absolute address; empty where the site's is not known, since search engines follow no other."""
    is_current: bool
    """Whether it is the page itself."""


class PageContext:
    """Fills the context of each page of one build."""

    def __init__(self) -> None:
        """Begin without settings."""
        self._settings: Settings | None = None

    def on_builder_inited(self, app: Sphinx) -> None:
        """Read the settings once, and add what web pages load."""
        self._settings = book_settings(app)
        if fills_our_frame(app):
            app.add_js_file(f"words-{app.config.language}.js", priority=600)
            app.add_js_file("edition-switch.js", loading_method="defer")

    def on_html_page_context(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> str | None:
        """Add language, links to the other editions, outline and kind of page; choose our template."""
        if not fills_our_frame(app) or self._settings is None:
            return None
        context["language"] = current_edition(app.config).html_lang
        context["editions"] = edition_links(self._settings, app.config, context, app.builder.get_target_uri(pagename))
        if isinstance(app.builder, StandaloneHTMLBuilder):
            context["prev"], context["next"] = neighbours(app.builder, pagename)
        page = ready_page_of(doctree)
        context["page_contents"] = Markup(page["contents"]) if page else page_contents(skeleton_of(doctree))  # noqa: S704 - made by page_contents
        facts = app.env.metadata.get(pagename, {})
        context["is_speech"] = "speech" in facts
        context["text_lang"] = facts.get("lang", "")
        return _TEMPLATES.get(templatename)


def edition_links(settings: Settings, config: Config, context: dict[str, Any], uri: str) -> tuple[EditionLink, ...]:
    """Link one page to itself in every edition that stands somewhere, in the book's order."""
    current = config.speechbook_edition
    elsewhere = dict(settings.site.elsewhere)
    names = dict.fromkeys((*settings.editions.publish, *elsewhere, current))
    return tuple(
        EditionLink(
            name=name,
            label=EDITIONS[name].label,
            html_lang=EDITIONS[name].html_lang,
            address=(context["content_root"] if name == current else _way_to(name, elsewhere, context["content_root"]))
            + uri,
            canonical=f"{site}{uri}" if (site := _site(settings, name)) else "",
            is_current=name == current,
        )
        for name in names
        if name == current or name in elsewhere or _stands_here(settings, config, name)
    )


def _stands_here(settings: Settings, config: Config, edition: str) -> bool:
    """Tell whether an edition stands beside the one that is built: Read the Docs has no language for some."""
    if config.speechbook_beside and edition not in config.speechbook_beside.split(","):
        return False
    return edition in settings.editions.publish and bool(not is_hosted() or EDITIONS[edition].read_the_docs)


def _way_to(edition: str, elsewhere: Mapping[str, str], root: str) -> str:
    """Give the way to the root of an edition, from a page whose way to its own root is `root`.

    Editions lie side by side; on Read the Docs each is a project of its own, below its language and version.
    """
    if edition in elsewhere:
        return f"{elsewhere[edition].rstrip('/')}/"
    if is_hosted():
        return f"{root}../../{EDITIONS[edition].read_the_docs}/{hosted_version()}/"
    return f"{root}../{edition}/"


def _site(settings: Settings, edition: str) -> str:
    """Give the address of an edition on the open net, empty where it is not known."""
    elsewhere = dict(settings.site.elsewhere)
    if edition in elsewhere:
        return _way_to(edition, elsewhere, "")
    if is_hosted():
        own = canonical_address()
        return urljoin(own, _way_to(edition, elsewhere, "")) if own and EDITIONS[edition].read_the_docs else ""
    return f"{settings.site.base_url.rstrip('/')}/{edition}/" if settings.site.base_url else ""


def connect_page(app: Sphinx) -> None:
    """Fill the context before the theme renders its parts on trial (priority 500)."""
    page = PageContext()
    app.connect("builder-inited", page.on_builder_inited)
    app.connect("html-page-context", page.on_html_page_context, priority=400)
    app.connect("html-page-context", on_theme_done, priority=900)


def on_theme_done(
    app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Answer the theme's question whether there is a tree without climbing the whole table of contents."""
    if fills_our_frame(app):
        context["suppress_sidebar_toctree"] = lambda **_options: False
