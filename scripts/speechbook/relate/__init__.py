"""The collection as a whole: which speeches there are, in which order, on which shelves, and what links them."""

from speechbook.relate.cards import card_of
from speechbook.relate.editor_links import EditorLinks, Wish, ids_of
from speechbook.relate.grams import (
    Breaks,
    Codes,
    Hashes,
    MarkedWords,
    breaks_in,
    codes_in,
    hashes_of,
    marked_words,
    positions_in,
    word_text,
)
from speechbook.relate.index_plan import OWN_PAGE_SPEECHES, plan_index
from speechbook.relate.namings import Naming, names_in
from speechbook.relate.passages import STOCK, Clauses, Passage, extended, may_be_quotations, runs_of
from speechbook.relate.pinyin_order import pinyin_key
from speechbook.relate.shelves import by_speaker, by_year, in_order
from speechbook.relate.speech_links import FoundLinks, find_links
from speechbook.relate.stroke_order import stroke_count, stroke_key
from speechbook.relate.titles import Name, NamedSpeech, choose_speech, names_of

__all__ = (
    "OWN_PAGE_SPEECHES",
    "STOCK",
    "Breaks",
    "Clauses",
    "Codes",
    "EditorLinks",
    "FoundLinks",
    "Hashes",
    "MarkedWords",
    "Name",
    "NamedSpeech",
    "Naming",
    "Passage",
    "Wish",
    "breaks_in",
    "by_speaker",
    "by_year",
    "card_of",
    "choose_speech",
    "codes_in",
    "extended",
    "find_links",
    "hashes_of",
    "ids_of",
    "in_order",
    "marked_words",
    "may_be_quotations",
    "names_in",
    "names_of",
    "pinyin_key",
    "plan_index",
    "positions_in",
    "runs_of",
    "stroke_count",
    "stroke_key",
    "word_text",
)
