"""The scripts of reading and citing, and one file with the words they say in the language of the edition."""

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _

__all__ = ("connect_reading_scripts",)

_SCRIPTS = Path(__file__).parent / "browser"
_WORDS = "reading-words.js"
_THEME = "sphinx_book_theme"


def on_builder_inited(app: Sphinx) -> None:
    """Add the scripts, which are code and so stand beside it and not in `conf/static`."""
    if _makes_web_pages(app):
        app.config.html_static_path = [*app.config.html_static_path, str(_SCRIPTS)]
        for name in (_WORDS, "outline-view.js", "citations.js"):
            app.add_js_file(name, loading_method="defer")
        _write_words(Path(app.outdir) / "_static" / _WORDS)


def _write_words(path: Path) -> None:
    """Write the words: once for a build, since on every page they would weigh as much as a paragraph.

    It is done before any page is, because pages name their scripts with a checksum.
    """
    text = f"window.speechbookReadingWords = {json.dumps(_words(), ensure_ascii=False, indent=1)};\n"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _words() -> dict[str, str]:
    """Give each sentence under the name by which the scripts ask for it."""
    return {
        "fold": _("Fold or unfold"),
        "foldAll": _("Only the first level"),
        "unfoldAll": _("Unfold all"),
        "print": _("Print"),
        "choose": _("Choose a speech"),
        "change": _("Another speech"),
        "hint": _("Two characters of the title, speaker or occasion"),
        "recent": _("Read lately"),
        "none": _("Nothing found for “%s”."),
        "found": _("%d speeches"),
        "missing": _("This outline did not load."),
        "empty": _("This speech has no headings."),
        "swap": _("Change sides"),
        "left": _("On the left"),
        "right": _("On the right"),
        "menu": _("Cite this passage"),
        "point": _("point"),
        "link": _("Copy the link"),
        "quotation": _("Copy quotation and source"),
        "selected": _("The selected words are quoted."),
        "linkCopied": _("The link is copied."),
        "copied": _("Copied."),
        "byHand": _("Copy the selected text by hand (Ctrl+C)."),
    }


def _makes_web_pages(app: Sphinx) -> bool:
    is_web = isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name != "epub"
    return is_web and app.config.html_theme == _THEME


def connect_reading_scripts(app: Sphinx) -> None:
    """Load the scripts on every page, and their words."""
    app.connect("builder-inited", on_builder_inited)
