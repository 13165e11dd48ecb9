"""From the body of a Word file to its lines: paragraphs with their labels, rows of tables, text boxes and notes.

What Word shows is taken, what it hides is not: deleted words of tracked changes, hidden text, codes of fields, and the
second copy of a text box that is kept for older programs.
"""

from collections import Counter
from collections.abc import Iterator

from speechbook.read.cell_border import CELL_BORDER
from speechbook.read.word_numbering import Numbering
from speechbook.read.word_packages import Node, child, name_of, value_of

__all__ = ("WordReader",)

_SKIPPED = frozenset(
    (
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "sdtPr",
        "sdtEndPr",
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "Fallback",
        "rt",
        "rubyPr",
        "commentReference",
        "annotationRef",
        "fldData",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "continuationSeparator",
        "footnotePr",
        "endnotePr",
        "ffData",
    )
)
_TEXTS = frozenset(("t",))
_BREAKS = frozenset(("br", "cr"))
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_LONG_CELL_CHARS = 60
"""A cell with several paragraphs longer than this is layout, not a table."""


class WordReader:
    """Reads one document; the notes come after the text, in the order of their marks."""

    def __init__(self, numbering: Numbering, notes: dict[tuple[str, str], Node]) -> None:
        """Know the counted lists, and the notes by kind and id."""
        self._numbering = numbering
        self._notes = notes
        self._called: list[Node] = []
        self.dropped: Counter[str] = Counter()

    def lines(self, body: Node) -> tuple[str, ...]:
        """Give the lines of the document, without empty ones."""
        found = list(self._blocks(body))
        for number, note in enumerate(self._called, 1):
            words = list(self._blocks(note))
            found += [f"〔{number}〕{words[0]}", *words[1:]] if words else []
        return tuple(found)

    def _blocks(self, container: Node) -> Iterator[str]:
        for node in container:
            name = name_of(node)
            if name == "p":
                yield from self._paragraph(node)
            elif name == "tbl":
                yield from self._table(node)
            elif name in ("del", "moveFrom"):
                self.dropped["修订中删去的文字"] += 1
            elif name not in _SKIPPED:
                yield from self._blocks(node)

    def _paragraph(self, paragraph: Node) -> Iterator[str]:
        boxes: list[Node] = []
        label = self._numbering.label(paragraph)
        text = "".join(self._runs(paragraph, boxes))
        first = True
        for line in text.split("\n"):
            if line.strip():
                # The label stands where the text begins, before an indent that was typed.
                yield label + line.lstrip() if first and label else line.rstrip()
                first = False
        for box in boxes:
            yield from self._blocks(box)

    def _runs(self, node: Node, boxes: list[Node]) -> Iterator[str]:
        for item in node:
            name = name_of(item)
            if name in _TEXTS:
                yield (item.text or "").replace("\n", " ")
            elif name == "txbxContent":
                boxes.append(item)
            elif name in _NOTES:
                yield self._mark(_NOTES[name], value_of(item, "id"))
            elif name in _SKIPPED:
                if name in ("del", "moveFrom"):
                    self.dropped["修订中删去的文字"] += 1
            elif name == "r" and _is_vanished(item):
                self.dropped["隐藏文字"] += 1
            else:
                yield _sign(item, name)
                yield from self._runs(item, boxes)

    def _mark(self, kind: str, identifier: str) -> str:
        note = self._notes.get((kind, identifier))
        if note is None or len(self._called) >= 10_000:
            return ""
        self._called.append(note)
        return f"〔{len(self._called)}〕"

    def _table(self, table: Node) -> Iterator[str]:
        for row in _descend(table, "tr"):
            cells = [list(self._blocks(cell)) for cell in _descend(row, "tc")]
            filled = [cell for cell in cells if cell]
            is_layout = any(len(cell) > 1 and sum(map(len, cell)) > _LONG_CELL_CHARS for cell in filled)
            if len(filled) == 1 or is_layout:
                for cell in filled:
                    yield from cell
            elif filled:
                yield CELL_BORDER.join(" ".join(line.strip() for line in cell) for cell in filled)


def _descend(node: Node, name: str) -> Iterator[Node]:
    """Yield the nearest elements of a name, through content controls and insertions."""
    for item in node:
        if name_of(item) == name:
            yield item
        elif name_of(item) not in _SKIPPED and name_of(item) not in ("tbl", "tr", "tc", "p"):
            yield from _descend(item, name)


def _is_vanished(run: Node) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and value_of(vanish) not in ("0", "false", "off")


def _sign(node: Node, name: str) -> str:
    """Give the character that an empty element stands for."""
    if name in _BREAKS:
        return "\n"
    if name in ("tab", "ptab"):
        return "\t"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        code = value_of(node, "char")
        try:
            found = int(code, 16)
        except ValueError:
            return ""
        return chr(found) if 0x20 <= found < 0xD800 or 0xE000 <= found <= 0xFFFD else "\ufffd"
    return ""
