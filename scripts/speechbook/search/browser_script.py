"""The browser's part of search: plain scripts of the folder `browser`, joined, with the folding table filled in."""

import json
from importlib.resources import files

from speechbook.search.exact import MAX_GAP, RUN, browser_rows

__all__ = ("engine_script", "engine_source", "page_scripts")

_ENGINE = ("folding", "query", "loader", "directory", "postings", "matching", "excerpt", "engine")
"""In the order in which they use one another."""
_PAGE = (
    "elements",
    "asked",
    "filters",
    "excerpts",
    "nothing",
    "lines",
    "csv",
    "years",
    "concordance",
    "keyboard",
    "page",
)
"""The last one begins."""


def engine_script() -> str:
    """Give the engine: `window.speechbookSearch` and what the search page uses."""
    return f"(() => {{\n{engine_source()}}})();\n"


def engine_source() -> str:
    """Give the engine without the brackets that keep its names to itself."""
    rows = json.dumps("\n".join(browser_rows()), ensure_ascii=False)
    joined = "\n".join(_read(f"{name}.js") for name in _ENGINE)
    filled = joined.replace('"@FOLDING_ROWS@"', rows).replace('"@MAX_GAP@"', str(MAX_GAP))
    return filled.replace('"@RUN@"', json.dumps(RUN.replace("@", r"[\p{L}\p{N}]"), ensure_ascii=False))


def page_scripts() -> dict[str, str]:
    """Give the other scripts and the style sheet by file name."""
    page = "\n".join(_read(f"page/{name}.js") for name in _PAGE)
    return {
        "search-page.js": f'(() => {{\n"use strict";\n{page}}})();\n',
        **{name: _read(name) for name in ("search-marks.js", "search.css")},
    }


def _read(name: str) -> str:
    return files(__package__).joinpath("browser", name).read_text(encoding="utf-8")
