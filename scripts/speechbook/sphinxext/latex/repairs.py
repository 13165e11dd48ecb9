"""The mechanical repairs of a speech as a printed book has them: a rule, how often it was at work, then each repair."""

import re
from collections.abc import Callable

from docutils import nodes

from speechbook.sphinxext.folds import fold
from speechbook.sphinxext.latex.text import write_text

__all__ = ("repairs_in_print",)

_WITHOUT_GLYPH = re.compile(
    "[^\\n -~\u00a0-\u017f\u0370-\u03ff\u0400-\u04ff\u2010-\u2027\u2030\u203b\u2100-\u22ff\u2400-\u27bf\u3000-\u33ff"
    "\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uffee\ufffd\U00020000-\U0002fa1f]"
)
"""What a source may hold and our text fonts need not: a list of repairs names it, as it names what cannot be seen."""


def repairs_in_print(node: fold, encode: Callable[[str], str], *, listed: bool) -> str:
    """Write the line that counts, and after it the list in one run; `encode` escapes text for LaTeX."""
    title = encode(node[0].astext())
    items = [item.astext() for item in node.findall(nodes.list_item)] if listed else []
    words = "；".join(_WITHOUT_GLYPH.sub(_named, item) for item in items)
    return f"\n\\SpeechFold{{{title}}}{{{write_text(words, encode) + '。' if words else ''}}}\n"


def _named(char: re.Match[str]) -> str:
    return f"U+{ord(char[0]):04X}"
