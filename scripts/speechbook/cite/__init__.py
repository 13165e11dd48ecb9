"""References to a speech or a passage of it: GB/T 7714-2015, plain Chinese, BibLaTeX, CSL-JSON.

Pure: metadata, the book's facts and an address go in, text comes out.
"""

from speechbook.cite.biblatex import biblatex
from speechbook.cite.item import CitedBook, CslItem, csl_item, csl_json, csl_json_array, paragraph_label
from speechbook.cite.styles import gbt7714, plain

__all__ = (
    "CitedBook",
    "CslItem",
    "biblatex",
    "csl_item",
    "csl_json",
    "csl_json_array",
    "gbt7714",
    "paragraph_label",
    "plain",
)
