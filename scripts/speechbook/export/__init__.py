"""Speeches in the formats of other programs: TEI P5, JSON-LD, Atom, plain text, a table.

Pure: a speech as it is exported and the facts of the book go in, text comes out, a piece at a time. References
(CSL-JSON, BibLaTeX) are made by `speechbook.cite`.
"""

from speechbook.export.atom import FEED_FILE, atom_feed
from speechbook.export.json_ld import json_ld, json_ld_graph
from speechbook.export.metadata_table import metadata_table
from speechbook.export.plain_text import plain_text, plain_texts
from speechbook.export.record import Arrival, Doubt, ExportedBook, ExportedSpeech
from speechbook.export.tei import tei, tei_corpus

__all__ = (
    "FEED_FILE",
    "Arrival",
    "Doubt",
    "ExportedBook",
    "ExportedSpeech",
    "atom_feed",
    "json_ld",
    "json_ld_graph",
    "metadata_table",
    "plain_text",
    "plain_texts",
    "tei",
    "tei_corpus",
)
