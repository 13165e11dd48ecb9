"""One style sheet for all pages: what they use of the theme's, then our own, so that a reader waits for one file.

The theme's four sheets and our dozen would be as many requests before the first line is shown, and four fifths of the
theme's would go unused. What other extensions and a maintainer add stays beside it.
"""

from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from speechbook.pipeline.files import read_text, write_text
from speechbook.pipeline.state import fingerprint
from speechbook.search import page_scripts
from speechbook.sphinxext.lean_style import lean_style
from speechbook.sphinxext.made_before import MadeBefore, digest_of
from speechbook.sphinxext.web_pages import fills_our_frame

__all__ = ("BOOK_SHEET", "connect_style_sheet")

BOOK_SHEET = "book.css"
_SEARCH_SHEET = "search.css"
_OF_THE_THEME = ("basic.css", "styles/pydata-sphinx-theme.css", "styles/sphinx-book-theme.css")
_OURS = (
    "colours.css",
    "frame.css",
    "sides.css",
    "text.css",
    "speech.css",
    "outline.css",
    "compare.css",
    "citing.css",
    "reading-touch.css",
    "links.css",
    "tables.css",
    "code.css",
    "trail.css",
    "lists.css",
    "indices.css",
    "landing.css",
    "site.css",
    "phone-and-paper.css",
    "raw-text.css",
    _SEARCH_SHEET,
)
"""In the order in which they overrule each other."""
_CODE_COLOURS = "pygments.css"
_OF_STOCK_SEARCH = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")
_OF_NO_PAGE = ("scripts/sphinx-book-theme.js", "translations.js")
"""Ours stand in for both, see `frame.js` and `words-*.js`."""
_STOCK_SEARCH = "stock-search"


class StyleSheet:
    """Writes the sheet of one build and puts it in the place of its parts."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._is_written = False

    def on_html_page_context(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
    ) -> None:
        """Name one sheet instead of many, and only scripts that the page uses."""
        if not fills_our_frame(app):
            return
        if not self._is_written:
            # Sphinx has copied the static files before it writes the first page.
            _write_sheet(app)
            self._is_written = True
        parts = {*_OF_THE_THEME, *_OURS}
        context["css_files"] = [
            sheet
            for sheet in context["css_files"]
            if _name(sheet) not in parts
            and (_name(sheet) != _CODE_COLOURS or 'class="highlight' in context.get("body", ""))
        ]
        left_out = {*_OF_NO_PAGE, *(() if pagename == _STOCK_SEARCH else (*_OF_STOCK_SEARCH, _words(app)))}
        context["script_files"] = [
            script for script in context["script_files"] if _name(script) not in left_out and not _is_option(script)
        ]


def _write_sheet(app: Sphinx) -> None:
    """Write the sheet below `_static`, from the sheets that lie there."""
    static = Path(app.outdir) / "_static"
    made = page_scripts()
    parts = [made.get(name) or read_text(static / name) for name in (*_OF_THE_THEME, *_OURS)]
    before = MadeBefore(app, "style-sheet", digest_of(*parts, fingerprint(("sphinxext/lean_style.py",))))
    if not before.is_current():
        write_text(static / BOOK_SHEET, "".join(map(lean_style, parts)))
        before.remember([static / BOOK_SHEET])


def _words(app: Sphinx) -> str:
    """Name the script with what Sphinx's search says in the language of the edition."""
    return f"words-{app.config.language}.js"


def _name(asset: Any) -> str:  # noqa: ANN401 -- Sphinx has a private class for it, or a plain string
    """Give the name of a sheet or script below `_static`."""
    path = str(getattr(asset, "filename", asset) or "").partition("?")[0]
    return PurePosixPath(path).as_posix().removeprefix("_static/")


def _is_option(script: Any) -> bool:  # noqa: ANN401 -- as above
    """Tell whether a script is a line of the theme that sets an option for its own scripts, none of which is loaded."""
    return str(getattr(script, "attributes", {}).get("body", "")).startswith("DOCUMENTATION_OPTIONS.")


def connect_style_sheet(app: Sphinx) -> None:
    """Add sheet and script of the frame; leave out what they stand in for when all else has been added."""
    app.connect("builder-inited", on_builder_inited)
    app.connect("html-page-context", StyleSheet().on_html_page_context, priority=950)


def on_builder_inited(app: Sphinx) -> None:
    """Name the sheet before any other, and the script of the frame."""
    if fills_our_frame(app):
        app.add_css_file(BOOK_SHEET, priority=100)
        marks = " ".join((*_OF_STOCK_SEARCH, _words(app)))
        app.add_js_file("frame.js", priority=100, loading_method="defer", **{"data-marks": marks})
