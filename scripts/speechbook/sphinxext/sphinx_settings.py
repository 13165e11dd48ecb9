"""What `conf/conf.py` of every book takes: Sphinx settings that are the same for all books and all editions.

What a maintainer changes is in `book.toml`; what an edition changes is in `speechbook.sphinxext.edition`. A name that
`conf.py` sets after taking these is the book's own.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from speechbook.config import load_settings
from speechbook.frame import frame_folders

__all__ = ("sphinx_settings",)


def sphinx_settings(conf_file: str) -> dict[str, Any]:
    """Give the settings of the book whose `conf/conf.py` this is. Raises what `load_settings` raises."""
    conf = Path(conf_file).resolve().parent
    book = load_settings(conf.parent).book
    return {
        "project": book.title,
        "html_title": book.title,
        "author": book.editor or "unknown",
        "copyright": book.rights,
        "language": "zh_CN",
        "extensions": ["myst_parser", "speechbook.sphinxext"],
        "exclude_patterns": ["_build", "**/.*"],
        # Sphinx takes the first template of a name, but copies static files over one another.
        "templates_path": _below(conf, frame_folders(conf, "templates")),
        "html_static_path": _below(conf, reversed(frame_folders(conf, "static"))),
        "smartquotes": False,
        "myst_enable_extensions": ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"],
        **_html_settings(),
    }


def _below(conf: Path, folders: Iterable[Path]) -> list[str]:
    """Write folders of the book as it would itself, so that they are the same wherever it lies."""
    return [path.name if path.parent == conf else str(path) for path in folders]


def _html_settings() -> dict[str, Any]:
    return {
        "html_theme": "sphinx_book_theme",
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_permalinks_icon": "#",
        "html_context": {"default_mode": "auto"},
        "html_sidebars": {"**": ["sidebar-brand.html", "sidebar-contents.html"]},
        "html_theme_options": {
            "navbar_persistent": [],
            "article_header_start": ["header-start.html"],
            "article_header_end": ["header-end.html"],
            "secondary_sidebar_items": ["page-contents.html"],
            "footer_content_items": ["colophon.html"],
            "primary_sidebar_end": [],
            "back_to_top_button": True,
            "use_download_button": False,
            "use_fullscreen_button": False,
            "shorten_urls": False,
            "show_prev_next": True,
        },
    }
