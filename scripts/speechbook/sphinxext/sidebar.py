"""The tree of pages in the left sidebar, at a cost per page that does not grow with the book.

The theme resolves the whole table of contents for every page and sends it through BeautifulSoup: 92 % of writing time
at 1,000 pages. Here the tree is read once from what Sphinx has collected (`env.toctree_includes`, `env.titles`). A page
shows the sections, their pages, and below the open one of these its own: at most `LONG` entries of any list.
"""

import hashlib
from collections.abc import Iterator
from html import escape
from posixpath import dirname, join
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.util.osutil import relative_uri

from speechbook.sphinxext.long_branches import LONG, branch_address

__all__ = ("WINDOW", "Sidebar", "connect_sidebar")

WINDOW = 12
"""How many entries of a long list are shown on either side of the current one."""

_LISTS = "speechbook_sidebar_lists"
"""Attribute of the environment with a hash of each list; made whole at each build, so there is nothing to merge."""

_LEAVES = "\0"
"""Where the entries below the open branch go; no title holds this character."""

_REMEMBERED = 256
"""Shared parts that are kept: one for each open branch and folder."""


class Sidebar:
    """The tree of pages of one build; what all pages below one branch share is made once."""

    def __init__(self, env: BuildEnvironment, builder: StandaloneHTMLBuilder) -> None:
        """Read titles and children from the environment."""
        self._env = env
        self._branches: dict[str, str] = {}
        self._children = env.toctree_includes
        self._titles = env.titles
        self._uri = builder.get_target_uri
        self._root = env.config.root_doc
        self._first = next(iter(self._children.get(self._root, ())), "")
        self._parents = {child: page for page, children in self._children.items() for child in children}
        self._shared: dict[tuple[str, str, str], str] = {}

    def html(self, page: str) -> Markup:
        """Give the tree as it looks from one page."""
        section, entry = self._open_branch(page)
        folder = dirname(page)
        key = (folder, section, entry)
        shared = self._shared.get(key)
        if shared is None:
            shared = "".join(self._sections(folder, section, entry))
            if len(self._shared) == _REMEMBERED:
                self._shared.clear()
            self._shared[key] = shared
        leaves = "".join(self._list(folder, entry, page)) if self._children.get(entry) else ""
        link = f'<a href="{self._address(folder, page)}"'
        tree = shared.replace(_LEAVES, leaves).replace(link, f'{link} class="active" aria-current="page"', 1)
        return Markup(tree)  # noqa: S704 - titles and addresses are escaped where they are put in

    def _open_branch(self, page: str) -> tuple[str, str]:
        """Name the section that holds a page and the entry of the section that holds it or is it; empty for none."""
        trail = [page]
        while (parent := self._parents.get(trail[-1], self._root)) != self._root and parent not in trail:
            trail.append(parent)
        if trail[-1] not in self._children.get(self._root, ()):
            return "", ""
        return trail[-1], trail[-2] if len(trail) > 1 else ""

    def trail(self, page: str) -> tuple[tuple[str, str], ...]:
        """Give address and title of the pages above one in the tree, outermost first, without the root."""
        above = [name for name in self._open_branch(page) if name and name != page]
        folder = dirname(page)
        return tuple((relative_uri(join(folder, _LEAVES), self._uri(name)), self._title(name)) for name in above)

    def _sections(self, folder: str, section: str, entry: str) -> Iterator[str]:
        label = escape(_("Pages of this section"))
        home = escape(_("Home"))
        yield f'<ul class="tree"><li><a href="{self._address(folder, self._root)}">{home}</a></li>'
        for name in self._children.get(self._root, ()):
            yield self._item(folder, name)
            if self._children.get(name):
                opened = " open" if name == (section or self._first) else ""
                yield f'<details{opened}><summary title="{label}" aria-label="{label}"></summary>'
                yield from self._list(folder, name, entry, opened=entry if name == section else "")
                yield "</details>"
            yield "</li>"
        yield "</ul>"

    def _list(self, folder: str, parent: str, current: str, opened: str = "") -> Iterator[str]:
        """List the children of a page: all, or those near the current one and a link to the page that has all."""
        children = self._children[parent]
        shown = children
        if len(children) > LONG:
            middle = children.index(current) if current in children else 0
            shown = children[max(0, middle - WINDOW) : middle + WINDOW + 1]
        yield "<ul>"
        for child in shown:
            yield self._item(folder, child)
            yield f"{_LEAVES}</li>" if child == opened else "</li>"
        if len(shown) < len(children):
            everything = escape(_("All %d") % len(children))
            if parent not in self._branches:
                self._branches[parent] = branch_address(self._env, parent)
            way = f'href="{self._address(folder, parent)}" data-branch="{escape(self._branches[parent])}"'
            yield f'<li class="more"><a {way}>{everything}</a></li>'
        yield "</ul>"

    def _item(self, folder: str, page: str) -> str:
        return f'<li><a href="{self._address(folder, page)}">{escape(self._title(page))}</a>'

    def _title(self, page: str) -> str:
        return self._titles[page].astext() if page in self._titles else page

    def _address(self, folder: str, page: str) -> str:
        """Give the address of a page, the same for all pages of one folder, the page itself included."""
        return escape(relative_uri(join(folder, _LEAVES), self._uri(page)))


def pages_to_write_anew(env: BuildEnvironment) -> set[str]:
    """Name the pages that show a list in which a page came, went, moved or got another title since the last build.

    Sphinx writes the pages that were read; their neighbours would go on showing the old list. A list of a branch stands
    on the pages of that branch, a list of sections or of entries on every page.
    """
    before: dict[str, str] = getattr(env, _LISTS, {})
    now = {
        parent: hashlib.sha256(
            "\0".join(f"{child}\0{env.titles[child].astext()}" for child in children if child in env.titles).encode()
        ).hexdigest()
        for parent, children in env.toctree_includes.items()
    }
    setattr(env, _LISTS, now)
    root = env.config.root_doc
    lost = before.keys() - now.keys()
    changed = {parent for parent, entries in now.items() if before.get(parent) != entries}
    if (changed | lost) & {root, *env.toctree_includes.get(root, ())}:
        return set(env.found_docs)
    return changed.union(*(env.toctree_includes[parent] for parent in changed)) & set(env.found_docs)


class SidebarOfBuild:
    """Keeps the tree of the running build; it is never pickled with the environment."""

    def __init__(self) -> None:
        """Begin without a tree."""
        self._sidebar: Sidebar | None = None

    def on_env_updated(self, _app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Forget the tree, and name the pages on which it looks different from the last build."""
        self._sidebar = None
        return sorted(pages_to_write_anew(env))

    def on_html_page_context(
        self, app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
    ) -> None:
        """Give the template the tree, and spare it the theme's search for one."""
        if not isinstance(app.builder, StandaloneHTMLBuilder) or app.builder.name == "epub":
            return
        if self._sidebar is None:
            self._sidebar = Sidebar(app.env, app.builder)
        context["sidebar_tree"] = self._sidebar.html(pagename)
        context["trail"] = self._sidebar.trail(pagename)


def connect_sidebar(app: Sphinx) -> None:
    """Give `sidebar_tree` to the templates, before the theme renders its parts on trial (priority 500)."""
    sidebar = SidebarOfBuild()
    app.connect("env-updated", sidebar.on_env_updated)
    app.connect("html-page-context", sidebar.on_html_page_context, priority=400)
