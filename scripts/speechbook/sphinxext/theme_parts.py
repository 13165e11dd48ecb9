"""Parts of the page that the theme need not render on trial, as it does for each page to leave out those without words.

Ours are never without, save for the contents of a page that has no headings, and that is known beforehand.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

__all__ = ("connect_theme_parts",)

_NEVER_EMPTY = frozenset({"header-start.html", "header-end.html", "sidebar-brand.html", "sidebar-contents.html"})
_SECTIONS = ("theme_article_header_start", "theme_article_header_end", "sidebars")
_RIGHT, _RIGHT_CHOSEN = "theme_secondary_sidebar_items", "secondary_sidebar_items"
_CONTENTS = ["page-contents.html"]
_ASIDE = "speechbook_parts_aside"


def on_before_theme(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Put our parts where the theme does not look."""
    aside = {name: context[name] for name in _SECTIONS if context.get(name) and _NEVER_EMPTY.issuperset(context[name])}
    if context.get(_RIGHT) == _CONTENTS and "page_contents" in context:
        aside[_RIGHT] = context.pop(_RIGHT)
        context[_RIGHT_CHOSEN] = _CONTENTS[:] if context["page_contents"] else []
    context.update({name: [] for name in aside.keys() & {*_SECTIONS}})
    context[_ASIDE] = aside


def on_after_theme(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Put them back."""
    context.update(context.pop(_ASIDE, {}))


def connect_theme_parts(app: Sphinx) -> None:
    """Stand before and after the theme (500)."""
    app.connect("html-page-context", on_before_theme, priority=499)
    app.connect("html-page-context", on_after_theme, priority=501)
