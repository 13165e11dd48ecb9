"""Sphinx settings of the book: short, and the same for every edition.

What a maintainer changes is in `book.toml`; what an edition changes is in `speechbook.sphinxext.edition`.
"""

from pathlib import Path

from speechbook.config import load_settings

_book = load_settings(Path(__file__).parent.parent).book

project = _book.title
html_title = _book.title
author = _book.editor or "unknown"
copyright = _book.rights  # noqa: A001 - the name is Sphinx's
language = "zh_CN"

extensions = ["myst_parser", "speechbook.sphinxext"]
exclude_patterns = ["_build", "**/.*"]
templates_path = ["templates"]
smartquotes = False

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"]

html_theme = "sphinx_book_theme"
html_static_path = ["static"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = False
html_domain_indices = False
html_permalinks_icon = "#"
html_context = {"default_mode": "auto"}
html_sidebars = {"**": ["sidebar-brand.html", "sidebar-contents.html"]}
html_theme_options = {
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
}
