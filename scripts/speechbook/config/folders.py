"""Where the parts of a book are."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ("Folders",)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the parts of a book are, all below its root."""

    root: Path

    @property
    def raw(self) -> Path:
        """Raw files, never written."""
        return self.root / "speeches" / "raw"

    @property
    def clean(self) -> Path:
        """Clean texts."""
        return self.root / "speeches" / "clean"

    @property
    def trail(self) -> Path:
        """Trails."""
        return self.root / "speeches" / "trail"

    @property
    def conf(self) -> Path:
        """Settings."""
        return self.root / "conf"

    @property
    def lexicon(self) -> Path:
        """Lists that an editor keeps."""
        return self.conf / "lexicon"

    @property
    def docs(self) -> Path:
        """Sphinx sources."""
        return self.root / "docs"

    @property
    def pages(self) -> Path:
        """Generated pages of speeches."""
        return self.docs / "speeches"

    @property
    def lists(self) -> Path:
        """Generated lists by year and speaker."""
        return self.docs / "lists"

    @property
    def build(self) -> Path:
        """What can be deleted at any time."""
        return self.docs / "_build"
