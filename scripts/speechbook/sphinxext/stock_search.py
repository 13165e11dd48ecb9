"""Sphinx's own search page, made to work for Chinese in both scripts.

As shipped, it needs jieba to cut Chinese, knows one script only, drops numbers, and in Sphinx 9.0 never ends: its
Chinese stemmer is called by a name that does not exist (sphinx-doc/sphinx#14229). Here pages and queries are cut into
the folded terms of `speechbook.search`; the browser's part is `stock_search.js`.
"""

import json
from collections.abc import Iterable
from importlib.resources import files

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.search import SearchLanguage

from speechbook.search import folding_rows, index_terms
from speechbook.search.bigrams import GROUPED_DIGITS, RUN_CHARS, WIDE_SEPARATORS, WORD

__all__ = ("STOCK_SEARCH_LIMIT", "FoldedChinese", "connect_stock_search")

STOCK_SEARCH_LIMIT = 500
"""Above so many speeches Sphinx's own index is not made: it is one file, which grows with the book."""


class FoldedChinese(SearchLanguage):
    """Chinese as folded pairs of characters, with numbers and Latin words as they stand."""

    lang = "zh"
    language_name = "Chinese"
    js_stemmer_code = ""
    """The stemmer stands in the splitter code; a stemmer of Sphinx's would be looked for by language name."""

    def __init__(self, options: dict[str, str]) -> None:
        """Fill the tables into the script for the browser."""
        super().__init__(options)
        self.js_splitter_code = browser_script()

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name is Sphinx's
        """Cut a text into terms; each once, since Sphinx counts pages and not occurrences."""
        return list(dict.fromkeys(index_terms(input)))

    def word_filter(self, word: str) -> bool:
        """Keep every term: numbers and single characters are asked for, too."""
        return bool(word)


def browser_script() -> str:
    """Give the script for the browser with tables and expressions filled in."""
    script = files(__package__).joinpath("stock_search.js").read_text(encoding="utf-8")
    for name, value in (
        ("FOLDING_ROWS", _as_javascript(folding_rows())),
        ("RUN_OR_WORD", _as_javascript(f"([{RUN_CHARS}]+)|({WORD})")),
        ("GROUPED_DIGITS", _as_javascript(GROUPED_DIGITS)),
        ("WIDE_SEPARATORS", _as_javascript(f"[{WIDE_SEPARATORS}]")),
    ):
        script = script.replace(f"@{name}@", value)
    return script


def connect_stock_search(app: Sphinx) -> None:
    """Register the language and have every edition searched by it."""
    app.add_search_language(FoldedChinese)
    app.connect("config-inited", on_config_inited)


def on_config_inited(_app: Sphinx, config: Config) -> None:
    """Name the search language; Sphinx would take it from `language`, which differs between editions."""
    config.html_search_language = "zh"


def _as_javascript(value: str | Iterable[str]) -> str:
    """Write a string or strings as source code; `</` cannot occur, the file is not inlined in a page."""
    return json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False, separators=(",", ":"))
