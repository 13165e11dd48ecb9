"""What the search page says, from the book's message catalogues, handed to its scripts.

`%s` and `%d` stand for what the scripts put in.
"""

from sphinx.locale import _

__all__ = ("search_words",)


def search_words() -> dict[str, str]:
    """Give each sentence under the name by which the scripts ask for it."""
    return {
        "typing": _("Two characters are enough; press Enter for one."),
        "searching": _("Searching…"),
        "found": _("%d paragraphs in %d speeches"),
        "nothing": _("Nothing found for “%s”."),
        "longest": _("The longest part that is found:"),
        "counts": _("Each term by itself:"),
        "times": _("%d paragraphs"),
        "more": _("%d more paragraphs in this speech"),
        "moreSpeeches": _("%d more speeches"),
        "otherWords": _("Try other words, or fewer."),
        "tools": _("Filters and order"),
        "missing": _("A part of the index did not load."),
        "stale": _("The index is older or newer than this page. Load the page again."),
        "retry": _("Try again"),
        "reload": _("Load again"),
        "sort": _("Order"),
        "best": _("Best first"),
        "newest": _("Newest first"),
        "oldest": _("Oldest first"),
        "year": _("Year"),
        "speaker": _("Speaker"),
        "place": _("Place"),
        "topic": _("Topic"),
        "all": _("All"),
        "undated": _("Undated"),
        "known": _("Speeches with this title, speaker, place or occasion"),
        "results": _("Results"),
        "excerpts": _("Excerpts"),
        "concordance": _("Concordance"),
        "before": _("Before"),
        "match": _("Match"),
        "after": _("After"),
        "speech": _("Speech"),
        "date": _("Date"),
        "export": _("Save as CSV"),
        "byYear": _("Places by year"),
        "byYearPassages": _("Paragraphs by year"),
        "places": _("Places"),
        "passages": _("Paragraphs"),
        "firstUse": _("First: %s"),
        "lastUse": _("Last: %s"),
        "cut": _("%d of %d paragraphs have been read; the saved file has all."),
        "reading": _("Reading: %d of %d"),
        "moreLines": _("More lines"),
        "readMore": _("Read more of the text"),
        "address": _("Address"),
        "sortLeft": _("By the words before"),
        "sortRight": _("By the words after"),
        "sortSpeech": _("By speech"),
        "marksFound": _("Match %d of %d"),
        "previousMatch": _("Previous match"),
        "nextMatch": _("Next match"),
        "clear": _("Clear the marks"),
    }
