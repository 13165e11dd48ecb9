"""One regular expression for many names, that takes no longer for a thousand of them than for ten."""

import re
from collections.abc import Iterable

__all__ = ("names_pattern", "tree_of")

_Tree = dict[str, "_Tree"]
_END = ""


def names_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Compile names into a tree of their beginnings; the longest that fits is found. None without names.

    >>> names_pattern(["青澜", "青澜县", "白苇渡"]).findall("青澜县的白苇渡镇，青澜人")
    ['青澜县', '白苇渡', '青澜']
    """
    written = tree_of(names)
    return re.compile(written) if written else None


def tree_of(names: Iterable[str]) -> str:
    """Write names as a tree of their beginnings, for use within an expression; empty without names."""
    tree: _Tree = {}
    for name in names:
        node = tree
        for char in name:
            node = node.setdefault(char, {})
        if name:
            node[_END] = {}
    return _written(tree)


def _written(tree: _Tree) -> str:
    branches = [
        re.escape(char) + (_written(node) if node.keys() - {_END} else "") for char, node in tree.items() if char
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and _END not in tree else f"(?:{'|'.join(branches)})"
    return joined + ("?" if _END in tree else "")
