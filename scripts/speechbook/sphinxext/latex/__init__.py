"""The book on paper: pages as LaTeX, with the frame of `conf/latex`."""

from speechbook.sphinxext.latex.reading import connect_latex_reading
from speechbook.sphinxext.latex.setup import connect_latex

__all__ = ("connect_latex", "connect_latex_reading")
