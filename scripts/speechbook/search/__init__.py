"""What search is made of: folding of scripts and widths, and the terms of an index."""

from speechbook.search.bigrams import index_terms, query_terms
from speechbook.search.folding import fold, folding_rows, folding_table

__all__ = ("fold", "folding_rows", "folding_table", "index_terms", "query_terms")
