"""Pages: values in, MyST text out. What a speech says never becomes markup."""

from speechbook.write.index_pages import index_anchor, index_home, index_page, name_page, name_years_page
from speechbook.write.index_terms import index_terms
from speechbook.write.landing import landing_title, overview
from speechbook.write.link_slots import fill_slots
from speechbook.write.list_pages import speaker_pages, year_pages
from speechbook.write.notes import marks_of, notes_of
from speechbook.write.parallels import parallel_notes
from speechbook.write.quality_page import quality_page
from speechbook.write.raw_script import raw_script
from speechbook.write.speech_list import speech_list_page, speech_list_rows
from speechbook.write.speech_page import speech_page

__all__ = (
    "fill_slots",
    "index_anchor",
    "index_home",
    "index_page",
    "index_terms",
    "landing_title",
    "marks_of",
    "name_page",
    "name_years_page",
    "notes_of",
    "overview",
    "parallel_notes",
    "quality_page",
    "raw_script",
    "speaker_pages",
    "speech_list_page",
    "speech_list_rows",
    "speech_page",
    "year_pages",
)
