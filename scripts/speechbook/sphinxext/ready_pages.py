"""Speeches are written as HTML where they are read, so that their trees are neither kept nor walked again.

Sphinx reads a page into a tree of a thousand nodes, keeps it in a file, loads it again to write it, and in between some
thirty transforms search it for what a speech never holds: half the time of a build. But nothing on the page of a
speech depends on other pages, save that the places it links to must exist. So, on the web, the tree becomes HTML as
soon as all who collect something have seen it, and what is kept is one node with that HTML.

A page that holds anything else than speeches do is left to Sphinx, and so are all pages where an extension of the
book's own waits for trees.
"""

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from speechbook.sphinxext.doubts import doubt_mark
from speechbook.sphinxext.folds import fold, fold_title
from speechbook.sphinxext.idle_transforms import nodes_by_kind
from speechbook.sphinxext.outline_files import outline_file
from speechbook.sphinxext.packed_toc import packed_toc
from speechbook.sphinxext.page_contents import page_contents, skeleton_of
from speechbook.sphinxext.permalinks import add_paragraph_links
from speechbook.sphinxext.quick_builder import QuickBuilder
from speechbook.sphinxext.ready_page import ready_page, ready_page_of
from speechbook.sphinxext.speech_labels import has_anchor
from speechbook.sphinxext.stock_words import stock_words

__all__ = ("connect_ready_pages",)

_logger = logging.getLogger(__name__)

_READY = "speechbook_ready_pages"
"""Attribute of the environment: docnames of pages that are kept as HTML."""

_KNOWN = frozenset(
    {
        *(nodes.document, nodes.section, nodes.title, nodes.paragraph, nodes.Text, nodes.inline, nodes.strong),
        *(nodes.target, nodes.reference, addnodes.pending_xref, nodes.meta, nodes.container),
        *(nodes.bullet_list, nodes.list_item, nodes.field_list, nodes.field, nodes.field_name, nodes.field_body),
        *(fold, fold_title, doubt_mark),
    }
)
"""What the page of a speech is made of."""

_WATCHERS = ("sphinx.", "docutils.", "myst_parser.", "pydata_sphinx_theme", "sphinx_book_theme", "speechbook.")
"""Who may wait for resolved trees without a speech being of interest."""


def connect_ready_pages(app: Sphinx) -> None:
    """Make speeches ready when all others have seen their trees (500)."""
    app.add_config_value("speechbook_ready_pages", default=True, rebuild="env", types=(bool,))
    app.connect("doctree-read", on_doctree_read, priority=900)
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("env-purge-doc", lambda _app, env, docname: _ready(env).discard(docname))
    app.connect("env-merge-info", lambda _app, env, docnames, other: _ready(env).update(_ready(other) & {*docnames}))
    app.connect("env-get-outdated", on_env_get_outdated)


def on_doctree_read(app: Sphinx, document: nodes.document) -> None:
    """Replace the tree of a speech by its HTML."""
    env, docname = app.env, app.env.current_document.docname
    name = env.metadata[docname].get("speech")
    builder = app.builder
    if not name or not _is_wanted(app) or not isinstance(builder, QuickBuilder):
        return
    found = nodes_by_kind(document)
    links = _resolved(app, docname, found.get(addnodes.pending_xref, ()))
    if found.keys() - _KNOWN or links is None:
        return
    add_paragraph_links(found.get(nodes.paragraph, ()), found.get(nodes.inline, ()))
    skeleton = skeleton_of(document)
    words = stock_words(document)
    body, metatags = builder.body_of(document, docname)
    page = ready_page(
        body=body,
        metatags=metatags,
        contents=str(page_contents(skeleton)),
        outline=outline_file(str(name), env.titles[docname].astext(), skeleton),
        links=links,
        titles=words.titles,
        words=words.text,
    )
    _empty(document)
    document += page
    env.tocs[docname] = packed_toc.of(env.tocs[docname])
    _ready(env).add(docname)


def on_doctree_resolved(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Warn of links to places that are not there, as MyST does."""
    page = ready_page_of(document)
    for target, anchor in page["links"] if page else ():
        if not has_anchor(app.env, target, anchor):
            _logger.warning(
                "local id not found in doc %r: %r",
                target,
                anchor,
                location=docname,
                type="myst",
                subtype="xref_missing",
            )


def on_env_get_outdated(app: Sphinx, env: BuildEnvironment, *_changes: object) -> list[str]:
    """Have pages read again that are HTML where trees are wanted."""
    return [] if _is_wanted(app) else sorted(_ready(env) & env.found_docs)


def _is_wanted(app: Sphinx) -> bool:
    """Tell whether the builder is that of our web pages, and nobody else waits for trees."""
    if not app.config.speechbook_ready_pages or not isinstance(app.builder, QuickBuilder):
        return False
    watching = (listener.handler for listener in app.events.listeners.get("doctree-resolved", ()))
    others = {getattr(one, "__module__", "") or "" for one in (*watching, *app.registry.get_post_transforms())}
    return all(f"{name}.".startswith(_WATCHERS) for name in others)


def _resolved(app: Sphinx, docname: str, links: Sequence[addnodes.pending_xref]) -> tuple[tuple[str, str], ...] | None:
    """Turn links to places in speeches into addresses, and name the places; `None` where there are other links.

    Whether the places exist is known when all pages have been read.
    """
    made = []
    for node in links:
        words = node[0]
        target, anchor = str(node["reftarget"]), str(node.get("reftargetid") or "")
        is_plain = node["reftype"] == "myst" and node.get("refdomain") == "doc" and words.astext()
        if not (is_plain and target.startswith("speeches/") and target in app.env.found_docs):
            return None
        made.append((node, target, anchor, words))
    for node, target, anchor, words in made:
        node.replace_self(make_refnode(app.builder, docname, target, anchor, words))
    return tuple((target, anchor) for _node, target, anchor, _words in made)


def _empty(document: nodes.document) -> None:
    """Leave of a page what Sphinx needs to go on with it, and let the rest go at once.

    Parents and children hold each other, so Python's collector would have to find them; it took a tenth of the time.
    """
    transformer = document.transformer
    waiting: list[nodes.Node] = [*document.children]
    while waiting:
        node = waiting.pop()
        node.parent = None
        waiting.extend(node.children)
    nodes.document.__init__(document, document.settings, document.reporter, source=document["source"])
    document.transformer = transformer


def _ready(env: BuildEnvironment) -> set[str]:
    ready: set[str] | None = getattr(env, _READY, None)
    if ready is None:
        ready = set()
        setattr(env, _READY, ready)
    return ready
