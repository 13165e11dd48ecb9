"""The table of contents of a speech, packed until somebody opens it.

Sphinx keeps that of each page as a tree of nodes: of ten thousand speeches half a gigabyte, which every build loads and
writes anew. Only a tree of contents that is printed on a page, or numbered, ever asks for one.
"""

import pickle
from zlib import compress, decompress

from docutils import nodes

__all__ = ("packed_toc",)


class bullet_list(nodes.bullet_list):  # noqa: N801 - docutils' visitors know a list by this name of its class
    """A list that unpacks its entries when they are asked for, and keeps them from then on."""

    @classmethod
    def of(cls, toc: nodes.Element) -> "bullet_list":
        """Pack a table of contents, which is of no use afterwards."""
        made = cls(**toc.attributes)
        for entry in toc.children:
            entry.parent = None
        made.__dict__["packed"] = compress(pickle.dumps(list(toc.children), pickle.HIGHEST_PROTOCOL), 1)
        return made

    @property  # type: ignore[override] # an attribute of docutils' nodes
    def children(self) -> list[nodes.Node]:
        """The entries."""
        packed = self.__dict__.pop("packed", None)
        if packed is not None:
            self.children = pickle.loads(decompress(packed))  # noqa: S301 -- what `of` packed
            for entry in self.children:
                entry.parent = self
        entries: list[nodes.Node] = self.__dict__["entries"]
        return entries

    @children.setter
    def children(self, entries: list[nodes.Node]) -> None:
        self.__dict__["entries"] = entries


packed_toc = bullet_list
