"""The text of a speech in TEI: sections as `div`, paragraphs as `p`, points as `seg`.

What stands before the first paragraph proper becomes `byline`, `dateline` and `opener`, what stands after the last one
the `closer`; the same in the middle of the text stays where it is, as a typed `ab`.
"""

from collections.abc import Mapping, Sequence

from speechbook.export.record import ExportedSpeech
from speechbook.export.xml_tree import XmlTree
from speechbook.model import Block, HeadingKind, LineRole, Paragraph, Section

__all__ = ("write_body",)

_AT_TOP: dict[LineRole | None, str] = {
    LineRole.TITLE: "head",
    LineRole.SUBTITLE: "head",
    LineRole.BYLINE: "byline",
    LineRole.DATE: "dateline",
    LineRole.SALUTATION: "opener",
}
_IN_CLOSER: dict[LineRole | None, str] = {
    LineRole.CLOSING: "salute",
    LineRole.DATE: "dateline",
    LineRole.BYLINE: "signed",
}
_Marks = Mapping[int, Sequence[tuple[int, str]]]
"""Places of marks in each line, and the notes they lead to."""
_MARK, _END, _START = range(3)


def write_body(tree: XmlTree, exported: ExportedSpeech) -> None:
    """Write the `body`."""
    speech = exported.speech
    marks: dict[int, list[tuple[int, str]]] = {}
    for doubt in exported.doubts:
        for line, end in doubt.marks:
            marks.setdefault(line, []).append((end, doubt.id))
    top, end = _edges(speech.blocks)
    with tree.element("body"):
        tree.leaf("head", speech.meta.title, type="main")
        for block in speech.blocks[:top]:
            _write_at_top(tree, block, marks)
        if top == end:
            tree.leaf("p")
        depth = 0
        for block in speech.blocks[top:end]:
            if isinstance(block, Section):
                for _ in range(depth - block.depth + 1):
                    tree.close("div")
                depth = block.depth
                _open_section(tree, block)
            else:
                _write_block(tree, block, marks)
        for _ in range(depth):
            tree.close("div")
        if end < len(speech.blocks):
            with tree.element("closer"):
                for block in speech.blocks[end:]:
                    _write_paragraph(tree, _IN_CLOSER[_role(block)], block, marks)


def _edges(blocks: Sequence[Block]) -> tuple[int, int]:
    """Count the blocks before the text proper, and those before its close."""
    top = 0
    while top < len(blocks) and _role(blocks[top]) in _AT_TOP:
        top += 1
    end = len(blocks)
    while end > top and _role(blocks[end - 1]) in _IN_CLOSER:
        end -= 1
    # Nothing but a close: it is the text, because a body must hold something.
    return (top, end) if end > top else (top, len(blocks))


def _role(block: Block) -> LineRole | None:
    return block.role if isinstance(block, Paragraph) else None


def _open_section(tree: XmlTree, section: Section) -> None:
    tree.open("div", type_="section", xml_id=section.id, n=section.heading.label)
    tree.leaf("head", section.title, rend="run-in" if section.heading.kind is HeadingKind.RUN_IN else "")


def _write_at_top(tree: XmlTree, block: Block, marks: _Marks) -> None:
    name = _AT_TOP[_role(block)]
    if name == "opener":
        tree.open("opener", breaks=False)
        _write_paragraph(tree, "salute", block, marks, breaks=False)
        tree.close("opener")
    else:
        kind = "sub" if _role(block) is LineRole.SUBTITLE else "main"
        _write_paragraph(tree, name, block, marks, type_=kind if name == "head" else "")


def _write_block(tree: XmlTree, block: Paragraph, marks: _Marks) -> None:
    if block.role is None:
        _write_paragraph(tree, "p", block, marks)
    else:
        _write_paragraph(tree, "ab", block, marks, type_=block.role.value)


def _write_paragraph(
    tree: XmlTree,
    name: str,
    block: Block,
    marks: _Marks,
    *,
    breaks: bool = True,
    type_: str = "",
) -> None:
    """Write the characters of a paragraph with its points and the marks of its doubts."""
    if not isinstance(block, Paragraph):
        return
    text = block.text
    events: list[tuple[int, int, str, str]] = []
    for start, end, point, label in _points(block):
        events += [(start, _START, point, label), (end, _END, "", "")]
    for end, note in marks.get(block.line, ()):
        events.append((min(max(0, end - block.start), len(text)), _MARK, note, ""))
    # Stable, so that of two points that open in one place the outer one does so first.
    events.sort(key=lambda event: event[:2])
    tree.open(name, breaks=False, xml_id=block.id, type_=type_)
    position = 0
    for place, kind, target, label in events:
        tree.text(text[position:place])
        position = place
        if kind == _MARK:
            tree.leaf("ptr", breaks=False, type_="doubt", target=f"#{target}")
        elif kind == _START:
            tree.open("seg", breaks=False, type_="point", n=label, xml_id=target)
        else:
            tree.close("seg", breaks=False)
    tree.text(text[position:])
    tree.close(name, breaks=breaks)


def _points(paragraph: Paragraph) -> list[tuple[int, int, str, str]]:
    """Give start, end, id and label of the points: each lies within the one that is open where it begins, or after it.

    Offsets count from the start of the paragraph's own text.
    """
    found: list[tuple[int, int, str, str]] = []
    open_ends: list[int] = []
    for name, point in sorted(paragraph.points, key=lambda named: (named[1].start, -named[1].end)):
        start = max(0, point.start - paragraph.start)
        end = min(len(paragraph.text), point.end - paragraph.start)
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends:
            end = min(end, open_ends[-1])
        if start < end:
            found.append((start, end, name, paragraph.text[start : start + len(point.label)]))
            open_ends.append(end)
    return found
