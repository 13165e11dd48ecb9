r"""The indices of the printed book: people, places, occasions, works, topics, each sorted by itself.

Simplified editions are sorted by the pinyin that the term brings along, Traditional editions by strokes, which
upmendex counts. `\SpeechIndex` in `conf/latex/preamble.tex` writes an entry to the file of its kind.
"""

import re
from collections.abc import Iterable

from docutils import nodes
from sphinx.util.texescape import escape
from sphinx.writers.latex import LaTeXTranslator

from speechbook.model import MentionKind
from speechbook.sphinxext.edition import current_edition

__all__ = ("INDEX_TITLES", "index_elements", "visit_index_term")

INDEX_TITLES = {
    MentionKind.PERSON: "人名索引",
    MentionKind.PLACE: "地名索引",
    MentionKind.OCCASION: "会议索引",
    MentionKind.WORK: "篇名索引",
    MentionKind.TOPIC: "专题索引",
}
"""In the order of the book, in Simplified script."""

_UNSORTABLE = re.compile(
    "[^0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f]+"
)
_MARKS = '"@|!'
"""What upmendex reads as its own; a quotation mark before one makes it a character."""


def visit_index_term(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Write one entry: the key by which it is sorted, and the name."""
    name = escape("".join(f'"{char}' if char in _MARKS else char for char in node["title"]), "xelatex")
    script = current_edition(self.config).script
    key = node["key"] if script == "hans" else node["title"]
    self.body.append(rf"\SpeechIndex{{{node['kind']}}}{{{_sortable(key)}@\spxentry{{{name}}}}}")
    raise nodes.SkipNode


def index_elements(kinds: Iterable[str], titles: dict[str, str]) -> dict[str, str]:
    """Give the parts of the LaTeX document that open and print the indices of some kinds, none where there are none."""
    found = set(kinds)
    ordered = [kind.value for kind in INDEX_TITLES if kind.value in found]
    return {
        "makeindex": "".join(rf"\SpeechIndexFile{{{kind}}}" + "\n" for kind in ordered),
        "printindex": ("\\SpeechIndices\n" if ordered else "")
        + "".join(rf"\SpeechPrintIndex{{{kind}}}{{{titles[kind]}}}" + "\n" for kind in ordered),
    }


def _sortable(key: str) -> str:
    """Keep of a key what upmendex can sort; it would refuse the whole index for anything else.

    〇 is no Han character to it; by strokes it counts as one.
    """
    return _UNSORTABLE.sub(" ", key.replace("〇", "一")).strip() or "~"
