"""Settings of the e-book that depend on the edition, and the words that Sphinx writes into it in English."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.config import Config
from sphinx.locale import _

from speechbook import __version__
from speechbook.sphinxext.edition import book_settings, current_edition
from speechbook.sphinxext.variant_transform import convert_setting

__all__ = ("connect_epub",)

_UNUSED = ("basic.css", "file.png", "minus.png", "plus.png", "searchtools.js")
"""Files that the theme brings along and our pages do not load."""
_DEEPEST_ENTRY = 3
"""Levels of the table of contents: section of the book, year, speech."""


def connect_epub(app: Sphinx) -> None:
    """Settle the settings once the edition is known (priority 100); mend the builder and its pages."""
    app.connect("config-inited", on_config_inited, priority=200)
    app.connect("builder-inited", on_builder_inited, priority=400)  # Sphinx checks the settings at 500
    app.connect("html-page-context", on_html_page_context)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Set title, people, language and names; an e-book without any of them is not valid."""
    settings = book_settings(app)
    edition = current_edition(config)
    # Sphinx writes `epub_uid` as the id of an XML element and `epub_identifier` as its text: both must be one XML name.
    config.epub_uid = config.epub_identifier = f"speechbook-{settings.book.name}-{edition.name}"
    config.epub_basename = f"{settings.book.name}-{edition.name}"
    config.epub_title = config.project
    config.epub_author = config.epub_publisher = config.epub_contributor = config.author
    config.epub_copyright = config.copyright or config.project
    config.epub_description = convert_setting(settings.book.description, settings, edition.name) or config.project
    config.epub_language = edition.html_lang
    # The theme loads a file `epub.css`; the one in `conf/epub` takes its place, and the web site's are not for here.
    config.epub_css_files = []
    config.epub_show_urls = "no"
    config.epub_use_index = False
    config.epub_tocdepth = _DEEPEST_ENTRY
    config.epub_tocscope = "includehidden"
    config.epub_exclude_files = ["search.xhtml", "genindex.xhtml", *(f"_static/{name}" for name in _UNUSED)]


def on_builder_inited(app: Sphinx) -> None:
    """Name the table of contents in Chinese, and leave the files of the web site out of the e-book."""
    if isinstance(app.builder, Epub3Builder):
        app.builder.guide_titles = {"toc": _("Contents of the book"), "cover": _("Cover")}
        app.config.html_static_path = ["epub"]
        app.config.version = app.config.version or __version__


def on_html_page_context(
    app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Name the language on each page; Sphinx leaves it out."""
    if isinstance(app.builder, Epub3Builder):
        language = current_edition(app.config).html_lang
        context["html_tag"] = (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
            f'lang="{language}" xml:lang="{language}">'
        )
