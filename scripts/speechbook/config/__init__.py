"""The settings of a book: `conf/book.toml` and the plain lists in `conf/lexicon`, read once and checked."""

from speechbook.config.folders import (
    Folders,
)
from speechbook.config.lexicon import (
    LEXICON_FILES,
    NAME_FILES,
    read_lexicon,
    read_names,
    read_overrides,
)
from speechbook.config.loading import (
    load_settings,
)
from speechbook.config.sections import (
    EDITION_NAMES,
    PRESET_LABELS,
    Book,
    Cleaning,
    Ebook,
    Editions,
    EditionStyle,
    Fonts,
    Links,
    Pdf,
    Site,
)
from speechbook.config.settings import (
    Settings,
)

__all__ = (
    "EDITION_NAMES",
    "LEXICON_FILES",
    "NAME_FILES",
    "PRESET_LABELS",
    "Book",
    "Cleaning",
    "Ebook",
    "EditionStyle",
    "Editions",
    "Folders",
    "Fonts",
    "Links",
    "Pdf",
    "Settings",
    "Site",
    "load_settings",
    "read_lexicon",
    "read_names",
    "read_overrides",
)
