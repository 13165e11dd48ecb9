"""Settings of the e-book that depend on the edition, and the words that Sphinx writes into it in English."""

from dataclasses import astuple, replace

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import _

from speechbook import __version__
from speechbook.config import EditionStyle
from speechbook.sphinxext.edition import book_settings, current_edition
from speechbook.sphinxext.epub.builder import SpeechEpubBuilder
from speechbook.sphinxext.epub.pages import connect_epub_pages
from speechbook.sphinxext.variant_transform import convert_setting
from speechbook.variants import HouseStyle

__all__ = ("connect_epub",)

_DEEPEST_ENTRY = 3
"""Levels of the table of contents: section of the book, year, speech."""


def connect_epub(app: Sphinx) -> None:
    """Take the place of Sphinx's builder; settle the settings once the edition is known (priority 100)."""
    app.setup_extension("sphinx.builders.epub3")
    app.add_builder(SpeechEpubBuilder, override=True)
    app.connect("config-inited", on_config_inited, priority=200)
    app.connect("builder-inited", on_builder_inited, priority=400)  # Sphinx checks the settings at 500
    app.connect("config-inited", on_variants_settled, priority=600)
    connect_epub_pages(app)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Set title, people, language and names; an e-book without any of them is not valid."""
    settings = book_settings(app)
    edition = current_edition(config)
    config.epub_uid = config.epub_identifier = f"speechbook-{settings.book.name}-{edition.name}"
    config.epub_basename = f"{settings.book.name}-{edition.name}"
    config.epub_title = config.project
    config.epub_author = config.epub_publisher = config.epub_contributor = config.author
    config.epub_copyright = config.copyright or config.project
    config.epub_description = convert_setting(settings.book.description, settings, edition.name) or config.project
    config.epub_language = edition.html_lang
    config.epub_css_files = []
    config.epub_show_urls = "no"
    config.epub_use_index = False
    config.epub_tocdepth = _DEEPEST_ENTRY
    config.epub_tocdup = False
    config.epub_tocscope = "includehidden"


def on_variants_settled(app: Sphinx, config: Config) -> None:
    """Print 「 」 in vertical text, where curly quotes cannot stand, unless the edition has a style set."""
    chosen = dict(book_settings(app).styles).get(config.speechbook_edition, EditionStyle())
    if config.epub_writing_mode == "vertical" and not chosen.quotes:
        style = replace(HouseStyle(*config.speechbook_variant_style), corner_quotes=True)
        config.speechbook_variant_style = list(astuple(style))


def on_builder_inited(app: Sphinx) -> None:
    """Name the table of contents in Chinese."""
    if isinstance(app.builder, SpeechEpubBuilder):
        app.builder.guide_titles = {"toc": _("Table of contents"), "cover": _("Cover")}
        app.config.version = app.config.version or __version__
