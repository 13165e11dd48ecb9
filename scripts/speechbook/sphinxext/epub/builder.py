"""Sphinx's EPUB builder, made to write the book we want.

Cover, contents and package are in our words, no file of the web site comes along, and the same sources give the same
bytes.
"""

import html
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sphinx.builders.epub3 import Epub3Builder, NavPoint
from sphinx.errors import ConfigError as SphinxConfigError
from sphinx.locale import _

from speechbook.config import Settings
from speechbook.errors import ConfigError
from speechbook.frame import frame_file
from speechbook.pipeline.ebook_files import cover_file, font_files
from speechbook.sphinxext.edition import book_settings, current_edition
from speechbook.sphinxext.epub.cover import cover_svg
from speechbook.sphinxext.upright import upright_parts
from speechbook.sphinxext.variant_transform import convert_setting

__all__ = ("SpeechEpubBuilder",)

_EARLIEST_ZIP_YEAR = 1980
_COVER = "cover.svg"


class SpeechEpubBuilder(Epub3Builder):
    """Writes the e-book of one edition."""

    def init(self) -> None:
        """Read the settings; refuse a cover or a font that cannot be used before anything is written."""
        super().init()
        # Sphinx takes its own templates from a folder of the package, and so do we.
        self.template_dir = type(self.srcdir)(Path(__file__).parent / "data")
        self.book: Settings = book_settings(self)
        self.is_vertical = self.config.epub_writing_mode == "vertical"
        try:
            self.fonts, self.own_cover = font_files(self.book), cover_file(self.book)
        except ConfigError as exc:
            raise SphinxConfigError(str(exc)) from exc
        self.sheets = [
            "epub.css",
            *(["vertical.css"] if self.is_vertical else []),
            *(["fonts.css"] if self.fonts else []),
        ]
        cover = f"cover{self.own_cover.suffix.lower()}" if self.own_cover else _COVER
        self.config.epub_cover = (f"_static/{cover}", "speechbook-epub-cover.html")

    def copy_static_files(self) -> None:
        """Put style sheets, fonts and the cover beside the pages; what the theme of the web site brings stays out."""
        static = Path(self.outdir) / "_static"
        static.mkdir(parents=True, exist_ok=True)
        for sheet in self.sheets:
            if sheet != "fonts.css":
                shutil.copyfile(frame_file(Path(self.confdir), f"epub/{sheet}"), static / sheet)
        for font in self.fonts:
            shutil.copyfile(font, static / font.name)
        if self.fonts:
            (static / "fonts.css").write_text(_font_sheet(self.fonts), encoding="utf-8")
        if self.own_cover:
            shutil.copyfile(self.own_cover, static / f"cover{self.own_cover.suffix.lower()}")
        else:
            (static / _COVER).write_text(self._drawn_cover(), encoding="utf-8")

    def get_toc(self) -> None:
        """List the pages as the tables of contents have them, each once and without the headings inside a speech."""
        self.refnodes = list(self._entries(self.config.root_doc, 1, set()))

    def content_metadata(self) -> dict[str, Any]:
        """Add what our package document says beyond Sphinx's."""
        return {
            **super().content_metadata(),
            "author": html.escape(self.config.author) if self.book.book.editor else "",
            "description": html.escape(self._in_edition(self.book.book.description)),
            "copyright": html.escape(self._in_edition(self.book.book.rights)),
            "vertical": self.is_vertical,
            "fonts": self.fonts,
            "cover": "",
        }

    def navigation_doc_metadata(self, navlist: list[NavPoint]) -> dict[str, Any]:
        """Add style sheets and landmarks to the table of contents."""
        first = next((entry["refuri"] for entry in self.refnodes[1:]), self.refnodes[0]["refuri"])
        landmarks = (
            {"type": "cover", "uri": self.coverpage_name, "title": self.guide_titles["cover"]},
            {"type": "toc", "uri": "nav.xhtml", "title": self.guide_titles["toc"]},
            {"type": "bodymatter", "uri": first, "title": _("Text of the book")},
        )
        entries = [self._upright(entry) for entry in navlist] if self.is_vertical else navlist
        return {
            **super().navigation_doc_metadata(entries),
            "sheets": self.sheets,
            "landmarks": landmarks,
            "landmarks_title": _("Landmarks"),
        }

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Add the language, and the identifier of the package."""
        return {
            **super().toc_metadata(level, navpoints),
            "lang": self.config.epub_language,
            "uid": html.escape(self.config.epub_identifier),
        }

    def build_epub(self) -> None:
        """Pack the files, in one order and with one time, so that the same book is the same bytes."""
        moment = _moment()
        with ZipFile(self.outdir / f"{self.config.epub_basename}.epub", "w") as archive:
            names = ("mimetype", "META-INF/container.xml", "content.opf", "toc.ncx", *sorted(self.files))
            for name in names:
                entry = ZipInfo(name, moment)
                entry.external_attr = 0o644 << 16
                entry.create_system = 3  # Unix, wherever it is made
                entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                archive.writestr(entry, (self.outdir / name).read_bytes())

    def _entries(self, page: str, level: int, seen: set[str]) -> Iterator[dict[str, Any]]:
        seen.add(page)
        text = html.escape(self.env.titles[page].astext()) if page in self.env.titles else page
        yield {"level": level, "refuri": html.escape(self.get_target_uri(page)), "text": text}
        # The title page stands beside the parts of the book, not above them.
        below = 1 if page == self.config.root_doc else level + 1
        for child in self.env.toctree_includes.get(page, ()):
            if child not in seen:
                yield from self._entries(child, below, seen)

    def _drawn_cover(self) -> str:
        book = self.book.book
        subtitle = self._in_edition(book.subtitle)
        editor = self.config.author if book.editor else ""
        return cover_svg(self.config.epub_title, subtitle, editor, current_edition(self.config).script)

    def _in_edition(self, text: str) -> str:
        return convert_setting(text, self.book, current_edition(self.config).name)

    def _upright(self, entry: NavPoint) -> NavPoint:
        text = "".join(
            f'<span class="{name}">{part}</span>' if name else part for part, name in upright_parts(entry.text)
        )
        return NavPoint(text, entry.refuri, [self._upright(child) for child in entry.children])


def _font_sheet(fonts: list[Path]) -> str:
    """Declare the fonts, and set the book in the first that has a character."""
    names = [f"book-{number}" for number in range(1, len(fonts) + 1)]
    faces = "".join(
        f'@font-face {{ font-family: "{name}"; src: url("{font.name}"); }}\n'
        for name, font in zip(names, fonts, strict=True)
    )
    families = ", ".join(f'"{name}"' for name in names)
    return f'@charset "utf-8";\n{faces}body {{ font-family: {families}, serif; }}\n'


def _moment() -> tuple[int, int, int, int, int, int]:
    """Give the time that the archive shows: of the sources where it is known, else now."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    year, month, day, hour, minute, second = time.gmtime(int(stamp) if stamp else None)[:6]
    if year < _EARLIEST_ZIP_YEAR:
        return _EARLIEST_ZIP_YEAR, 1, 1, 0, 0, 0
    return year, month, day, hour, minute, second
