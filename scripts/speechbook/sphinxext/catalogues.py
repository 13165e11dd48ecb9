"""Words of the interface: our message catalogues, put in front of those of Sphinx and the theme.

Sphinx loads its catalogues before an extension can say which edition is built, wants compiled `.mo` files beside the
`.po` files in the book's own folder, and gives a reader of Traditional script what the theme has in Simplified. So the
`.po` files of `conf/locale` are read straight into memory, once the edition is known: nothing is written, and builds
that run side by side cannot see a half-written catalogue.
"""

import io
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx import locale, package_dir

from speechbook.frame import frame_file
from speechbook.variants import Edition

__all__ = ("load_catalogues",)

DOMAINS = ("sphinx", "booktheme")
"""Catalogues that the pages ask: Sphinx and pydata-sphinx-theme share one, sphinx-book-theme has its own."""


def load_catalogues(conf: Path, edition: Edition) -> NullTranslations:
    """Make `locale/<catalogue>/LC_MESSAGES/*.po` answer first, the book's own file or that of the frame.

    What they lack falls through to Sphinx and the theme.

    Gives the catalogue that templates are to use; the theme adds its own to it when it is loaded.

    Catalogues of an earlier build in the same process are dropped, as in tests that build several editions.
    """
    for domain in DOMAINS:
        locale.translators.pop(("general", domain), None)
        path = frame_file(conf, f"locale/{edition.catalogue}/LC_MESSAGES/{domain}.po")
        if path.is_file():
            locale.translators["general", domain] = _read(path, edition.catalogue)
    return locale.init([package_dir / "locale"], edition.sphinx_language)[0]


def _read(path: Path, language: str) -> GNUTranslations:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
