"""The outline of one clean text: headings, lists, announcements, roles of lines, and what the text says of itself.

Pure: lines in, values out. Nothing here reads a speech from disk; only the word lists of this room are loaded, once.
"""

from speechbook.outline.build import find_outline
from speechbook.outline.document import build_speech
from speechbook.outline.marks import plain_line
from speechbook.outline.mentions import Names, find_mentions
from speechbook.outline.metadata import infer_metadata
from speechbook.outline.several_speeches import speech_starts

__all__ = ("Names", "build_speech", "find_mentions", "find_outline", "infer_metadata", "plain_line", "speech_starts")
