"""The scripts of reading and citing, and one file with the words they say in the language of the edition."""

import json
import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.locale import _

from speechbook.sphinxext.web_pages import fills_our_frame

__all__ = ("citing_script", "connect_reading_scripts")

_SCRIPTS = Path(__file__).parent / "browser"
_CITING = Path(__file__).parent / "citing"
_PARTS_OF_CITING = ("references", "quotations", "clipboard", "menu")
"""In the order in which they use one another; the last one begins."""
_CITATIONS = "citations.js"
_WORDS = "reading-words.js"


def on_builder_inited(app: Sphinx) -> None:
    """Add the scripts, which are code and so stand beside it and not in `conf/static`."""
    if fills_our_frame(app):
        app.config.html_static_path = [*app.config.html_static_path, str(_SCRIPTS)]
        for name in (_WORDS, "outline-view.js", _CITATIONS):
            app.add_js_file(name, loading_method="defer")
        static = Path(app.outdir) / "_static"
        # On every page the words would weigh as much as a paragraph.
        words = json.dumps(_words(), ensure_ascii=False, indent=1)
        _write(static / _WORDS, f"window.speechbookReadingWords = {words};\n")
        _write(static / _CITATIONS, citing_script())


def citing_script() -> str:
    """Give the script of citing: its modules in one file, since browsers load none from disk, and each is a request."""
    joined = "\n".join((_CITING / f"{name}.js").read_text(encoding="utf-8") for name in _PARTS_OF_CITING)
    joined = re.sub(r"^import [^;]*;\n", "", joined, flags=re.MULTILINE)
    return f'(() => {{\n"use strict";\n{re.sub(r"^export ", "", joined, flags=re.MULTILINE)}}})();\n'


def _write(path: Path, text: str) -> None:
    """Write a script before any page is, because pages name their scripts with a checksum."""
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


def connect_reading_scripts(app: Sphinx) -> None:
    """Load the scripts on every page, and their words."""
    app.connect("builder-inited", on_builder_inited)
