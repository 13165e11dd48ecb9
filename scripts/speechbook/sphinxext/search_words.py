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
        "found": _("%d places in %d speeches"),
        "nothing": _("Nothing found for “%s”."),
        "longest": _("The longest part that is found:"),
        "counts": _("Each term by itself:"),
        "times": _("%d places"),
        "more": _("%d more in this speech"),
        "moreSpeeches": _("More speeches"),
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
        "places": _("Places"),
        "firstUse": _("First: %s"),
        "lastUse": _("Last: %s"),
        "cut": _("The first %d of %d places are shown; the saved file has all."),
        "sortLeft": _("By the words before"),
        "sortRight": _("By the words after"),
        "sortSpeech": _("By speech"),
        "marksFound": _("Match %d of %d"),
        "previousMatch": _("Previous match"),
        "nextMatch": _("Next match"),
        "clear": _("Clear the marks"),
    }
