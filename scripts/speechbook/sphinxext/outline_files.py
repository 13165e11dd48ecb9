"""The skeletons of speeches as small files, of which the page that lays two side by side loads the two it shows.

They are scripts that call a function, so that they load from disk and under `script-src 'self'`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from speechbook.sphinxext.page_contents import Entry, skeleton_of
from speechbook.sphinxext.ready_page import ready_page_of
from speechbook.sphinxext.web_pages import fills_our_frame

__all__ = ("connect_outline_files", "outline_file")

_FOLDER = "_outlines"
_PAGE = "compare"


def outline_file(name: str, title: str, entries: Sequence[Entry]) -> str:
    """Write the skeleton of one speech: depth, the anchor after the speech's id, the text, 1 for a point."""
    rows = list(_rows(name, entries, 0))
    table = {"title": title, "entries": rows}
    # JSON holds two characters that older scripts may not.
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":")).replace("\u2028", " ").replace("\u2029", " ")
    return f"speechbookOutline({json.dumps(name)},{text});\n"


def _rows(name: str, entries: Iterable[Entry], depth: int) -> Iterator[list[int | str]]:
    for entry in entries:
        if entry.anchor != f"{name}-apparatus":
            yield [depth, entry.anchor.removeprefix(name), entry.text, int(entry.is_point)]
            yield from _rows(name, entry.entries, depth + 1)


def on_html_page_context(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the skeleton of a speech beside the pages."""
    if not fills_our_frame(app):
        return
    name = app.env.metadata.get(pagename, {}).get("speech")
    if name and doctree is not None:
        context["speech_name"] = name
        page = ready_page_of(doctree)
        title = app.env.titles[pagename].astext()
        script = page["outline"] if page else outline_file(name, title, skeleton_of(doctree))
        _write(Path(app.outdir) / _FOLDER / f"{name}.js", script)


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the page that lays two skeletons side by side."""
    if fills_our_frame(app):
        yield _PAGE, {}, "speechbook-compare.html"


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    """Remove the skeletons of speeches that are gone."""
    folder = Path(app.outdir) / _FOLDER
    if error is None and fills_our_frame(app) and folder.is_dir():
        for path in folder.glob("*.js"):
            if f"speeches/{path.stem}" not in app.env.found_docs:
                path.unlink()


def _write(path: Path, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def connect_outline_files(app: Sphinx) -> None:
    """Write skeletons while pages are written, and the page that compares them."""
    app.connect("html-page-context", on_html_page_context, priority=450)
    app.connect("html-collect-pages", on_html_collect_pages)
    app.connect("build-finished", on_build_finished)
