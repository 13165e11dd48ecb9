"""The Sphinx side of the book: editions, page furniture, permalinks, search feed.

The only room that imports Sphinx.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from speechbook import __version__
from speechbook.sphinxext.book_builder import connect_book_builder
from speechbook.sphinxext.citations import connect_citations
from speechbook.sphinxext.doubts import connect_doubts
from speechbook.sphinxext.edition import connect_edition
from speechbook.sphinxext.epub import connect_epub
from speechbook.sphinxext.flat_cost import connect_flat_cost
from speechbook.sphinxext.folds import connect_folds
from speechbook.sphinxext.idle_assets import connect_idle_assets
from speechbook.sphinxext.index_pages import connect_index_pages
from speechbook.sphinxext.index_terms import connect_index_terms
from speechbook.sphinxext.latex import connect_latex, connect_latex_reading
from speechbook.sphinxext.long_branches import connect_long_branches
from speechbook.sphinxext.outline_files import connect_outline_files
from speechbook.sphinxext.page import connect_page
from speechbook.sphinxext.page_parser import connect_page_parser
from speechbook.sphinxext.permalinks import connect_permalinks
from speechbook.sphinxext.raw_text import connect_raw_text
from speechbook.sphinxext.reading_scripts import connect_reading_scripts
from speechbook.sphinxext.ready_pages import connect_ready_pages
from speechbook.sphinxext.search_field import connect_search_field
from speechbook.sphinxext.search_index import connect_search
from speechbook.sphinxext.settings_once import connect_settings_once
from speechbook.sphinxext.sidebar import connect_sidebar
from speechbook.sphinxext.site import connect_site
from speechbook.sphinxext.speech_labels import connect_speech_labels
from speechbook.sphinxext.speech_list import connect_speech_list
from speechbook.sphinxext.stock_search import connect_stock_search
from speechbook.sphinxext.style_sheet import connect_style_sheet
from speechbook.sphinxext.theme_parts import connect_theme_parts
from speechbook.sphinxext.variant_transform import connect_variants
from speechbook.sphinxext.waiting import connect_waiting
from speechbook.sphinxext.whole_apparatus import connect_whole_apparatus

__all__ = ("setup",)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything; nothing is decided here."""
    connect_flat_cost(app)
    connect_settings_once(app)
    connect_page_parser(app)
    connect_edition(app)
    connect_variants(app)
    connect_permalinks(app)
    connect_speech_labels(app)
    connect_sidebar(app)
    connect_long_branches(app)
    connect_doubts(app)
    connect_folds(app)
    connect_style_sheet(app)
    connect_idle_assets(app)
    connect_page(app)
    connect_theme_parts(app)
    connect_index_pages(app)
    connect_index_terms(app)
    connect_speech_list(app)
    connect_citations(app)
    connect_outline_files(app)
    connect_reading_scripts(app)
    connect_raw_text(app)
    connect_whole_apparatus(app)
    connect_search_field(app)
    connect_search(app)
    connect_stock_search(app)
    connect_book_builder(app)
    connect_ready_pages(app)
    connect_latex(app)
    connect_latex_reading(app)
    connect_epub(app)
    connect_site(app)
    connect_waiting(app)
    return {"version": __version__, "env_version": 4, "parallel_read_safe": True, "parallel_write_safe": True}
