"""The book as an EPUB: its own builder, title page and cover."""

from speechbook.sphinxext.epub.setup import connect_epub

__all__ = ("connect_epub",)
