"""The reference to each speech, in four forms and in the script of the edition, for `citation.html`.

The forms stand on the page as text, where a reader without scripts copies them. Address, day of access and the
permalink of a passage are filled in by `citations.js`, so that one text serves every paragraph.
"""

import datetime
import json
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.locale import _

from speechbook.cite import CitedBook, biblatex, csl_item, csl_json, gbt7714, plain
from speechbook.config import Settings
from speechbook.model import Metadata
from speechbook.sphinxext.edition import book_settings, current_edition
from speechbook.sphinxext.web_pages import makes_web_pages
from speechbook.variants import convert, style_for

__all__ = ("Citation", "connect_citations")

_ADDRESS = "\ufdd0"
"""Stands for the address while a reference is made: a character that no text holds."""
_KEY = "\ufdd1"
_SOME_DAY = datetime.date(9999, 12, 31)
_DAYS = {"9999-12-31": "iso", "9999年12月31日": "chinese"}


@dataclass(frozen=True, slots=True)
class Citation:
    """One form of the reference to a speech."""

    form: str
    """`plain`, `gbt7714`, `biblatex` or `csl`."""
    label: str
    html: Markup
    """The text, with a `span` where the page's script fills something in."""


class Citations:
    """Makes the references of one build."""

    def __init__(self) -> None:
        """Begin without settings."""
        self._settings: Settings | None = None

    def on_builder_inited(self, app: Sphinx) -> None:
        """Read the settings once."""
        if makes_web_pages(app):
            self._settings = book_settings(app)

    def on_html_page_context(
        self, app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
    ) -> None:
        """Give the template of a speech its references."""
        facts = app.env.metadata.get(pagename, {}).get("cite")
        if not facts or self._settings is None:
            return
        known = json.loads(facts)
        page = app.env.metadata[pagename]
        script, protect = page.get("script", self._settings.book.script), _listed(page.get("protect", ""))
        edition = current_edition(app.config)

        def to_edition(text: str, source: str) -> str:
            style = style_for(self._settings, edition.name) if self._settings else None
            protected = (*app.config.speechbook_variant_protected, *protect)
            return convert(text, source, edition.name, protected=protected, style=style) if text else ""

        inferred = known.pop("inferred", [])
        own = {key: to_edition(str(value), script) for key, value in known.items()}
        meta = replace(Metadata(id=str(page["speech"])), **own)  # type: ignore[arg-type] # keys of texts only
        book = CitedBook(app.config.project, "" if app.config.author == "unknown" else app.config.author)
        address = f"{app.config.html_baseurl}{app.builder.get_target_uri(pagename)}" if app.config.html_baseurl else ""
        context["citations"] = _citations(meta, book, address, edition.html_lang)
        context["citation_address"] = address
        context["citation_doubts"] = [_fact_names()[key] for key in inferred if key in _fact_names()]
        context["citation_marks"] = _marks(app.config.speechbook_variant_style[0])


def _citations(meta: Metadata, book: CitedBook, address: str, language: str) -> tuple[Citation, ...]:
    item = csl_item(meta, book, _ADDRESS, language=language, accessed=_SOME_DAY)
    entry = biblatex({**item, "id": _KEY})
    data = csl_json(csl_item(meta, book, address, language=language))
    return (
        Citation("plain", _("Plain"), _filled(plain(item), meta.id, address)),
        Citation("gbt7714", "GB/T 7714", _filled(gbt7714(item), meta.id, address)),
        Citation("biblatex", "BibLaTeX", _filled(entry, meta.id, address)),
        Citation("csl", "CSL-JSON", Markup(escape(data, quote=False))),  # noqa: S704 - escaped
    )


def _filled(text: str, name: str, address: str) -> Markup:
    """Mark the places where the page's script puts address, key and day, and fill in what is known without it."""
    html = escape(text, quote=False)
    html = html.replace(_ADDRESS, f'<span data-fill="address">{escape(address, quote=False)}</span>')
    html = html.replace(_KEY, f'<span data-fill="key">{escape(name)}</span>')
    for day, form in _DAYS.items():
        before, found, after = html.rpartition(day)
        if found:
            html = f'{before}<span data-fill="day" data-form="{form}">{escape(_("day of access"))}</span>{after}'
    return Markup(html)  # noqa: S704 - escaped above


def _fact_names() -> dict[str, str]:
    return {
        "title": _("title"),
        "speaker": _("speaker"),
        "date": _("date"),
        "place": _("place"),
        "occasion": _("occasion"),
    }


def _marks(is_corner: object) -> str:
    """Give the outer and inner quotation marks of the edition."""
    return "「」『』" if is_corner else "“”‘’"


def _listed(value: str) -> tuple[str, ...]:
    """Read a list of the front matter, which MyST hands on as JSON."""
    return tuple(json.loads(value)) if value.startswith("[") else ()


def connect_citations(app: Sphinx) -> None:
    """Fill the context before the theme renders its parts on trial (priority 500)."""
    citations = Citations()
    app.connect("builder-inited", citations.on_builder_inited)
    app.connect("html-page-context", citations.on_html_page_context, priority=400)
