"""The lists of the tree that are too long for a page, each in a script that a page loads when a reader opens it.

Scripts, and not data, since a page from disk may load nothing else.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from speechbook.pipeline.files import write_text
from speechbook.sphinxext.web_pages import fills_our_frame

__all__ = ("LONG", "branch_address", "connect_long_branches")

LONG = 100
"""A list of more entries than this does not stand on a page whole."""

_FOLDER = "_static/tree"
_PROGRAM = "branch.js"


def branch_address(env: BuildEnvironment, parent: str) -> str:
    """Give the address of the script with the list of a page, from the root; it names what is in it."""
    titles = (f"{child}\0{_title(env, child)}" for child in env.toctree_includes[parent])
    version = sha256("\0".join(titles).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{_FOLDER}/{_file_name(parent)}?v={version}"


def connect_long_branches(app: Sphinx) -> None:
    """Load the program where there is such a list, and write the lists when all titles are known."""
    app.connect("html-page-context", on_html_page_context, priority=450)
    app.connect("build-finished", on_build_finished)


def on_html_page_context(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Add the program to a page whose tree leaves entries out."""
    if "data-branch=" in context.get("sidebar_tree", ""):
        app.add_js_file(_PROGRAM, loading_method="defer")


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    """Write the lists; those that are no longer long go."""
    if error is not None or not fills_our_frame(app):
        return
    env, folder = app.env, Path(app.outdir) / _FOLDER
    written = set()
    for parent, children in env.toctree_includes.items():
        if len(children) > LONG:
            name = _file_name(parent)
            _write(
                folder / name, _script([(app.builder.get_target_uri(child), _title(env, child)) for child in children])
            )
            written.add(name)
    for path in folder.glob("*.js"):
        if path.name not in written:
            path.unlink()


def _script(rows: Iterable[tuple[str, str]]) -> str:
    # JSON holds two characters that older scripts may not.
    text = json.dumps(list(rows), ensure_ascii=False, separators=(",", ":"))
    return f"speechbookBranch({text});\n".replace("\u2028", " ").replace("\u2029", " ")


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_text(path, text)


def _file_name(parent: str) -> str:
    return f"{parent.replace('/', '-')}.js"


def _title(env: BuildEnvironment, page: str) -> str:
    return env.titles[page].astext() if page in env.titles else page
