"""Which builds make pages for the web, and which of them in the frame that our templates fill."""

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

__all__ = ("THEME", "fills_our_frame", "makes_web_pages")

THEME = "sphinx_book_theme"
"""The theme whose frame our templates fill; a book may be made with another, without what is ours in the frame."""


def makes_web_pages(app: Sphinx) -> bool:
    """Tell whether the build is that of a web site: by a builder of HTML that is not the one of e-books."""
    return isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name != "epub"


def fills_our_frame(app: Sphinx) -> bool:
    """Tell whether it is, and in the frame of our theme."""
    return makes_web_pages(app) and app.config.html_theme == THEME
