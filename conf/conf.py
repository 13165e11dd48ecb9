"""Sphinx 设置：取自程序，随程序更新。书名、版本等写在 book.toml；要改 Sphinx 的某一项，在末尾写那一项。"""

from speechbook.sphinxext.sphinx_settings import sphinx_settings

globals().update(sphinx_settings(__file__))
