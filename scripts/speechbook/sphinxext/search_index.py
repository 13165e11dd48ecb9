"""The book's own search: texts are gathered while Sphinx reads, the index is written when it has finished.

Each environment holds the texts of its edition by page; Sphinx drops the entry of a page that is read again and joins
those of its workers. When no text has changed since the last build, nothing is written.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from speechbook.search import SpeechText, engine_script, index_files, index_version, page_scripts
from speechbook.sphinxext.search_words import search_words
from speechbook.sphinxext.speech_passages import speech_text
from speechbook.sphinxext.stock_search import STOCK_SEARCH_LIMIT
from speechbook.variants import convert

__all__ = ("connect_search",)

THEME = "sphinx_book_theme"
_TEXTS = "speechbook_search_texts"
_FOLDER = "_search"
_ENGINE = "search-engine.js"


class SearchIndex:
    """The index of one build."""

    def __init__(self) -> None:
        """Begin without texts."""
        self._speeches: tuple[SpeechText, ...] = ()
        self._version = ""
        self._has_stock_search = True

    def on_env_updated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Settle what is indexed, before pages are written that name its version, and whether Sphinx makes its own."""
        if _makes_web_pages(app):
            texts = _texts(env)
            self._speeches = tuple(texts[docname] for docname in sorted(texts.keys() & env.found_docs))
            self._version = index_version(self._speeches)
            self._has_stock_search = len(self._speeches) <= STOCK_SEARCH_LIMIT
            if isinstance(app.builder, StandaloneHTMLBuilder):
                app.builder.search = self._has_stock_search
        return []

    def on_html_collect_pages(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        """Add Sphinx's own search page under another name; where there is none, our page, which Sphinx leaves out."""
        if not _makes_web_pages(app) or app.config.html_theme != THEME:
            return
        if self._has_stock_search:
            yield "stock-search", {}, "speechbook-stock-search.html"
        else:
            yield "search", {}, "search.html"

    def on_html_page_context(
        self, app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
    ) -> None:
        """Tell the templates where the index is, which it is, and the words of the page."""
        if _makes_web_pages(app):
            context["search_index"] = {"folder": _FOLDER, "version": self._version}
            context["search_words"] = search_words()
            context["has_stock_search"] = self._has_stock_search
            if pagename == "search":
                context["script_files"] = [file for file in context["script_files"] if not _is_unsafe(file)]

    def on_build_finished(self, app: Sphinx, error: Exception | None) -> None:
        """Write scripts and, where texts have changed, the index; files of an earlier index go."""
        if error is not None or not _makes_web_pages(app):
            return
        out = Path(app.outdir)
        for name, script in {_ENGINE: engine_script(), **page_scripts()}.items():
            _write(out / "_static" / name, script.encode())
        folder = out / _FOLDER
        if not _is_current(folder / "index.js", self._version):
            write_index(folder, self._speeches)


def write_index(folder: Path, speeches: Iterable[SpeechText]) -> None:
    """Write an index into a folder: its directory first goes and comes last, so that a broken run is seen."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.js").unlink(missing_ok=True)
    written = set()
    for file in index_files(tuple(speeches)):
        _write(folder / file.name, file.data)
        written.add(file.name)
    for path in folder.iterdir():
        if path.name not in written:
            path.unlink()


def _is_current(directory: Path, version: str) -> bool:
    try:
        with directory.open(encoding="utf-8") as file:
            return file.read(100).startswith(f'speechbookPart("index","{version}",')
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def connect_search(app: Sphinx) -> None:
    """Gather texts after the conversion to the edition and before pages are written."""
    index = SearchIndex()
    app.connect("doctree-read", on_doctree_read)
    app.connect("env-purge-doc", on_env_purge_doc)
    app.connect("env-merge-info", on_env_merge_info)
    app.connect("env-updated", index.on_env_updated)
    app.connect("html-page-context", index.on_html_page_context, priority=900)
    app.connect("html-collect-pages", index.on_html_collect_pages)
    app.connect("build-finished", index.on_build_finished)


def on_doctree_read(app: Sphinx, document: nodes.document) -> None:
    """Keep the text of a speech."""
    docname = app.env.docname
    name = app.env.metadata[docname].get("speech")
    if name:
        clean = Path(app.confdir).parent / "speeches" / "clean" / f"{name}.txt"
        script = app.env.metadata[docname].get("script") or app.config.speechbook_variant_script

        def to_edition(line: str) -> str:
            protected = tuple(app.config.speechbook_variant_protected)
            return convert(line, script, app.config.speechbook_edition, protected=protected)

        text = speech_text(document, docname, f"{docname}.html", clean, to_edition)
        if text:
            _texts(app.env)[docname] = text


def on_env_purge_doc(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is read again or gone."""
    _texts(env).pop(docname, None)


def on_env_merge_info(_app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    """Take over what a worker has read."""
    theirs = _texts(other)
    _texts(env).update({docname: theirs[docname] for docname in docnames if docname in theirs})


def _texts(env: BuildEnvironment) -> dict[str, SpeechText]:
    texts: dict[str, SpeechText] | None = getattr(env, _TEXTS, None)
    if texts is None:
        texts = {}
        setattr(env, _TEXTS, texts)
    return texts


def _is_unsafe(file: object) -> bool:
    """Tell scripts that a strict host forbids, and of which our page has no use.

    Settings of the theme within the page, and Sphinx's translations, which are made into functions from text.
    """
    name = str(getattr(file, "filename", "")).rpartition("/")[2]
    return "body" in getattr(file, "attributes", {}) or name.startswith(("translations.js", "words-"))


def _makes_web_pages(app: Sphinx) -> bool:
    return isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name != "epub"
