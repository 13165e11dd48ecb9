"""What the speeches of a collection have to do with one another: entered as they are read, then put on their pages.

A room within the room, with one door: what is kept of each speech, and where the words of all are, is its own.
"""

from speechbook.pipeline.links.entries import LinkEntry, link_entry
from speechbook.pipeline.links.linking import Linking

__all__ = ("LinkEntry", "Linking", "link_entry")
