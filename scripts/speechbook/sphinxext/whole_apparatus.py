"""Paper and e-books have the apparatus whole; a web page lists the rest of it when a reader asks."""

from pathlib import Path

from sphinx.application import Sphinx

from speechbook.sphinxext.edition import book_settings
from speechbook.sphinxext.raw_text import RAW_SUFFIX
from speechbook.write.whole_apparatus import is_apparatus_cut, with_whole_apparatus

__all__ = ("connect_whole_apparatus",)


def connect_whole_apparatus(app: Sphinx) -> None:
    """Fill the lists before a page is read."""
    app.connect("source-read", on_source_read)


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """List what the page leaves to the script beside it; links are for where a reader can follow them."""
    for_paper = app.builder.format == "latex"
    if not (for_paper or app.builder.name == "epub") or not is_apparatus_cut(content[0]):
        return
    if for_paper and not book_settings(app).pdf.repairs:
        return
    script = Path(app.srcdir) / f"{docname}{RAW_SUFFIX}"
    if script.is_file():
        content[0] = with_whole_apparatus(content[0], script.read_text(encoding="utf-8"), linked=not for_paper)
