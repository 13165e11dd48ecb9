"""What search is made of: folding, terms for Sphinx's own search, the exact index and the browser's part."""

from speechbook.search.bigrams import index_terms, query_terms
from speechbook.search.browser_script import engine_script, page_scripts
from speechbook.search.exact import fold_fully
from speechbook.search.folding import fold, folding_rows, folding_table
from speechbook.search.index import index_files
from speechbook.search.packed import PackedSpeech, pack_speech, texts_of
from speechbook.search.passages import Passage, SpeechText
from speechbook.search.volumes import IndexFile, Volume, VolumePlan, plan_volumes

__all__ = (
    "IndexFile",
    "PackedSpeech",
    "Passage",
    "SpeechText",
    "Volume",
    "VolumePlan",
    "engine_script",
    "fold",
    "fold_fully",
    "folding_rows",
    "folding_table",
    "index_files",
    "index_terms",
    "pack_speech",
    "page_scripts",
    "plan_volumes",
    "query_terms",
    "texts_of",
)
