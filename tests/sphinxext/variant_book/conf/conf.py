"""Settings of the book of the tests: nothing but what is tested."""

from sphinx.application import Sphinx

from speechbook.sphinxext.stock_search import connect_stock_search
from speechbook.sphinxext.variant_transform import connect_variants

project = "变体测试"
extensions = ["myst_parser"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "fieldlist", "colon_fence", "deflist", "dollarmath"]
smartquotes = False
language = "zh_CN"
html_theme = "basic"
html_show_sourcelink = False
html_copy_source = False


def setup(app: Sphinx) -> None:
    """Connect what is tested; the edition itself is a plain value here."""
    app.add_config_value("speechbook_edition", "zh-hans", "env", types=frozenset({str}))
    connect_variants(app)
    connect_stock_search(app)
