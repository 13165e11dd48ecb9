"""What search is made of: folding, terms for Sphinx's own search, the exact index and the browser's part."""

from speechbook.search.bigrams import index_terms, query_terms
from speechbook.search.browser_script import engine_script, page_scripts
from speechbook.search.exact import fold_fully
from speechbook.search.folding import fold, folding_rows, folding_table
from speechbook.search.index import IndexFile, index_files, index_version
from speechbook.search.passages import Passage, SpeechText

__all__ = (
    "IndexFile",
    "Passage",
    "SpeechText",
    "engine_script",
    "fold",
    "fold_fully",
    "folding_rows",
    "folding_table",
    "index_files",
    "index_terms",
    "index_version",
    "page_scripts",
    "query_terms",
)
