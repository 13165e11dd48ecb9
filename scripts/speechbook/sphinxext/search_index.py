"""The book's own search: speeches are packed while Sphinx reads, the index is written when it has finished.

Each environment holds the packed speeches of its edition by page; Sphinx drops the entry of a page that is read again
and joins those of its workers. When no text has changed since the last build, nothing is written.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from speechbook.search import PackedSpeech, VolumePlan, engine_script, pack_speech, page_scripts, plan_volumes
from speechbook.sphinxext.search_folder import read_volumes, write_file, write_index
from speechbook.sphinxext.search_words import search_words
from speechbook.sphinxext.speech_passages import speech_text
from speechbook.sphinxext.stock_search import STOCK_SEARCH_LIMIT
from speechbook.sphinxext.web_pages import fills_our_frame, makes_web_pages
from speechbook.variants import HouseStyle, convert

__all__ = ("connect_search",)

_SPEECHES = "speechbook_packed_speeches"
_MARK_WORDS = ("marksFound", "previousMatch", "nextMatch", "clear")
"""What a speech says of the words that were searched for."""
_FOLDER = "_search"
_ENGINE = "search-engine.js"


class SearchIndex:
    """The index of one build."""

    def __init__(self) -> None:
        """Begin without speeches."""
        self._speeches: dict[str, PackedSpeech] = {}
        self._plan = VolumePlan((), ())
        self._context: dict[str, Any] = {}
        self._has_stock_search = True

    def on_env_updated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Settle what is indexed, before pages are written that name its version, and whether Sphinx makes its own."""
        if makes_web_pages(app):
            speeches = _speeches(env)
            self._speeches = {docname: speeches[docname] for docname in sorted(speeches.keys() & env.found_docs)}
            digests = {docname: speech.digest for docname, speech in self._speeches.items()}
            self._plan = plan_volumes(digests, read_volumes(Path(app.outdir) / _FOLDER, Path(app.doctreedir)))
            is_wanted = bool(app.config.speechbook_stock_search)
            self._has_stock_search = is_wanted and len(self._speeches) <= STOCK_SEARCH_LIMIT
            # Once for the book and not for each page: the version reads the names of all speeches.
            self._context = {
                "search_index": {"folder": _FOLDER, "version": self._plan.version},
                "search_words": search_words(),
                "mark_words": {name: search_words()[name] for name in _MARK_WORDS},
                "has_stock_search": self._has_stock_search,
            }
            if isinstance(app.builder, StandaloneHTMLBuilder):
                app.builder.search = self._has_stock_search
        return []

    def on_html_collect_pages(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        """Add Sphinx's own search page under another name; where there is none, our page, which Sphinx leaves out."""
        if not fills_our_frame(app):
            return
        if self._has_stock_search:
            yield "stock-search", {}, "speechbook-stock-search.html"
        else:
            yield "search", {}, "search.html"

    def on_html_page_context(
        self, app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
    ) -> None:
        """Tell the templates where the index is, which it is, and the words of the page."""
        if makes_web_pages(app):
            context.update(self._context)

    def on_build_finished(self, app: Sphinx, error: Exception | None) -> None:
        """Write scripts and what has changed of the index; files that it no longer has go."""
        if error is not None or not makes_web_pages(app):
            return
        out = Path(app.outdir)
        for name, script in {_ENGINE: engine_script(), **page_scripts()}.items():
            if name.endswith(".css"):
                continue  # part of the one sheet of the book
            write_file(out / "_static" / name, script.encode())
        write_index(out / _FOLDER, Path(app.doctreedir), self._plan, self._speeches)


def connect_search(app: Sphinx) -> None:
    """Gather speeches after the conversion to the edition and before pages are written."""
    index = SearchIndex()
    app.add_config_value("speechbook_stock_search", default=True, rebuild="", types=(bool,))
    app.connect("doctree-read", on_doctree_read)
    app.connect("env-purge-doc", on_env_purge_doc)
    app.connect("env-merge-info", on_env_merge_info)
    app.connect("env-updated", index.on_env_updated)
    app.connect("html-page-context", index.on_html_page_context, priority=900)
    app.connect("html-collect-pages", index.on_html_collect_pages)
    # Before others load tables of readings: what a volume needs and what they need would be in memory together.
    app.connect("build-finished", index.on_build_finished, priority=400)


def on_doctree_read(app: Sphinx, document: nodes.document) -> None:
    """Keep a speech, packed; on paper and in an e-book nothing is looked up."""
    if not makes_web_pages(app):
        return
    docname = app.env.docname
    name = app.env.metadata[docname].get("speech")
    if name:
        clean = Path(app.confdir).parent / "speeches" / "clean" / f"{name}.txt"
        script = app.env.metadata[docname].get("script") or app.config.speechbook_variant_script

        protected = tuple(app.config.speechbook_variant_protected)
        style = HouseStyle(*app.config.speechbook_variant_style)

        def to_edition(line: str) -> str:
            return convert(line, script, app.config.speechbook_edition, protected=protected, style=style)

        text = speech_text(document, docname, f"{docname}.html", clean, to_edition)
        if text:
            _speeches(app.env)[docname] = pack_speech(text)


def on_env_purge_doc(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is read again or gone."""
    _speeches(env).pop(docname, None)


def on_env_merge_info(_app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    """Take over what a worker has read."""
    theirs = _speeches(other)
    _speeches(env).update({docname: theirs[docname] for docname in docnames if docname in theirs})


def _speeches(env: BuildEnvironment) -> dict[str, PackedSpeech]:
    speeches: dict[str, PackedSpeech] | None = getattr(env, _SPEECHES, None)
    if speeches is None:
        speeches = {}
        setattr(env, _SPEECHES, speeches)
    return speeches
