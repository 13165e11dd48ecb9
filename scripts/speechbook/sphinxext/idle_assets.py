"""Take from a finished site what the theme put there and no page loads: five megabytes an edition.

A book on a stick or behind a slow upload carries it all; see `style_sheet.py` for what stands in for it.
"""

import shutil
from pathlib import Path

from sphinx.application import Sphinx

from speechbook.sphinxext.web_pages import fills_our_frame

__all__ = ("connect_idle_assets",)

_IDLE = (
    "scripts",
    "vendor",
    "locales",
    "styles/*.map",
    "webpack-macros.html",
    "sbt-webpack-macros.html",
    "translations.js",
)
"""Below `_static`: the theme's own scripts with their sources, its icon fonts, its catalogues, maps of style sheets."""


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    """Remove them; the next build copies them again before it writes its first page."""
    if error is None and fills_our_frame(app):
        static = Path(app.outdir) / "_static"
        for pattern in _IDLE:
            for path in static.glob(pattern):
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()


def connect_idle_assets(app: Sphinx) -> None:
    """Do so when all is written."""
    app.connect("build-finished", on_build_finished, priority=900)
