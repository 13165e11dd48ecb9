"""What is searched: the passages of each speech, as its page shows them in one edition."""

from dataclasses import dataclass

__all__ = ("Passage", "SpeechText")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a heading on a line of its own."""

    anchor: str
    """Id on the page: of the paragraph, of the heading's section."""
    text: str
    """Text on one line; a heading that runs into its paragraph is the beginning of it."""
    section: str = ""
    """The nearest heading above, or the heading itself; empty before the first one."""
    lead: int = 0
    """Characters at the beginning that belong to a run-in heading."""
    lead_anchor: str = ""
    """Id of the section of the run-in heading."""
    is_heading: bool = False
    """Whether it is a heading on a line of its own."""


@dataclass(frozen=True, slots=True)
class SpeechText:
    """One speech."""

    docname: str
    """Name of its page in Sphinx."""
    url: str
    """Address of its page, relative to that of the search page."""
    anchor: str
    """Id of the title."""
    title: str
    """Title as shown."""
    title_text: str
    """What the text itself has as its title; empty when the title is the name of a file."""
    passages: tuple[Passage, ...]
    """Headings and paragraphs in their order."""
    speaker: str = ""
    """Name of the speaker."""
    date: str = ""
    """Date as shown."""
    day: int = 0
    """Date as a number, 20080312, with zeros for what is not known: to sort and to filter by."""
    place: str = ""
    """Place as shown."""
    occasion: str = ""
    """Occasion as shown."""
    topics: tuple[str, ...] = ()
    """Topics as shown."""

    @property
    def about(self) -> str:
        """What is known of the speech beside its title, on one line, to be searched."""
        return " ".join(filter(None, (self.speaker, self.place, self.occasion, *self.topics)))
