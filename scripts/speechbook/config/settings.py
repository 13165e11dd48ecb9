"""All settings of a book in one value."""

from dataclasses import dataclass, field

from speechbook.config.folders import Folders
from speechbook.config.sections import Book, Cleaning, Ebook, Editions, EditionStyle, Fonts, Links, Pdf, Site
from speechbook.model import ListedName

__all__ = ("Settings",)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one book."""

    folders: Folders
    book: Book = field(default_factory=Book)
    editions: Editions = field(default_factory=Editions)
    site: Site = field(default_factory=Site)
    epub: Ebook = field(default_factory=Ebook)
    clean: Cleaning = field(default_factory=Cleaning)
    links: Links = field(default_factory=Links)
    site_names: tuple[str, ...] = ()
    """`conf/lexicon/watermarks.txt`: names and addresses of web sites that are injected into texts."""
    not_site_names: tuple[str, ...] = ()
    """`conf/lexicon/not-site-names.txt`: true words that look like one."""
    protected: tuple[str, ...] = ()
    """`conf/lexicon/protect.txt` and `han-overrides.tsv`: words that no edition converts, `干贝`, or that are
    written as an editor decided, `系上=繫上`, in one edition, `zh-tw:系上=繫上`, or in all."""
    names: tuple[ListedName, ...] = ()
    """`conf/lexicon/people.txt`, `places.txt`, `occasions.txt` and `topics.txt`: what the indices list."""
    styles: tuple[tuple[str, EditionStyle], ...] = ()
    """House style of the editions that have one of their own."""
    pdf: Pdf = field(default_factory=Pdf)
    fonts: tuple[tuple[str, Fonts], ...] = ()
    """Fonts of the editions that name their own."""
