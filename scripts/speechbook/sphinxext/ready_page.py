"""The page of a speech that was made into HTML when it was read: see `ready_pages`."""

from docutils import nodes

__all__ = ("ready_page", "ready_page_of")


class ready_page(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A page as HTML: `body`, `metatags`, `contents`, `outline`; `links` to check; `words` and `titles` for search."""


def ready_page_of(document: nodes.Node | None) -> ready_page | None:
    """Give what a page was made into, `None` where it is still a tree."""
    first = document.children[0] if isinstance(document, nodes.document) and document.children else None
    return first if isinstance(first, ready_page) else None
