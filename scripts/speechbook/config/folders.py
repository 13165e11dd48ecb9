"""Where the parts of a book are."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

__all__ = ("Folders",)


@dataclass(frozen=True)
class Folders:
    """Where the parts of a book are, all below its root.

    They are asked for dozens of times for each speech, and putting paths together costs: hence no slots.
    """

    root: Path

    @cached_property
    def raw(self) -> Path:
        """Raw files, never written."""
        return self.root / "speeches" / "raw"

    @cached_property
    def clean(self) -> Path:
        """Clean texts."""
        return self.root / "speeches" / "clean"

    @cached_property
    def trail(self) -> Path:
        """Trails."""
        return self.root / "speeches" / "trail"

    @cached_property
    def conf(self) -> Path:
        """Settings."""
        return self.root / "conf"

    @cached_property
    def lexicon(self) -> Path:
        """Lists that an editor keeps."""
        return self.conf / "lexicon"

    @cached_property
    def docs(self) -> Path:
        """Sphinx sources."""
        return self.root / "docs"

    @cached_property
    def pages(self) -> Path:
        """Generated pages of speeches."""
        return self.docs / "speeches"

    @cached_property
    def lists(self) -> Path:
        """Generated lists by year and speaker."""
        return self.docs / "lists"

    @cached_property
    def build(self) -> Path:
        """What can be deleted at any time."""
        return self.docs / "_build"
