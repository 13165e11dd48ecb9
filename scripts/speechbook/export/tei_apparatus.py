"""The apparatus of a speech in TEI: doubts as `note`, changes as `app`, in the `back` of the text."""

from collections.abc import Iterable, Iterator, Mapping

from speechbook.export.record import ExportedBook, ExportedSpeech
from speechbook.export.xml_tree import XmlTree
from speechbook.model import Paragraph, Repair
from speechbook.visible import find_unwritable

__all__ = ("write_apparatus",)

_LINE_ENDS = str.maketrans("\r\n", "␍␊")
"""Line ends are what some rules change, and XML takes them all for the same."""


def write_apparatus(tree: XmlTree, exported: ExportedSpeech, book: ExportedBook) -> None:
    """Write the `back`, where there is something for it."""
    changes, repairs = exported.apparatus.editor_changes, exported.apparatus.repairs
    hidden = list(_unwritable(exported))
    if not (exported.doubts or changes or repairs or hidden):
        return
    places = _places(exported)
    witness = f"#{exported.speech.id}-raw"
    with tree.element("back"), tree.element("div", type_="apparatus", xml_id=f"{exported.speech.id}-apparatus"):
        tree.leaf("head", book.say("校勘记"))
        for doubt in exported.doubts:
            tree.leaf(
                "note",
                "".join(doubt.said),
                xml_id=doubt.id,
                type_="doubt",
                subtype=doubt.code,
                n=str(doubt.number),
                target=" ".join(f"#{place}" for place in _each_once(places, exported, doubt.lines)),
            )
        for place, number, name in hidden:
            said = book.say(f"第 {number} 字原是 {name}，XML 里写不下，代以记号。")
            tree.leaf("note", said, type_="unwritable-character", target=f"#{place}")
        if changes:
            with tree.element("listApp", type_="editor"):
                for change in changes:
                    place = places.get(change.line, exported.speech.id)
                    _write_variant(tree, change.before, change.after, witness, loc=place)
        if repairs:
            with tree.element("listApp", type_="rules"):
                for (rule, before, after), lines in _grouped(repairs).items():
                    loc = " ".join(_each_once(places, exported, lines))
                    _write_variant(tree, before, after, witness, rule=rule, count=str(len(lines)), loc=loc)


def _write_variant(
    tree: XmlTree, before: str, after: str, witness: str, *, loc: str, rule: str = "", count: str = ""
) -> None:
    with tree.element("app", type_=rule, n=count, loc=loc):
        for name, words, of in (("lem", after, ""), ("rdg", before, witness)):
            space = "preserve" if words and not words.strip() else ""
            tree.leaf(name, words.translate(_LINE_ENDS), wit=of, xml_space=space)


def _grouped(repairs: tuple[Repair, ...]) -> dict[tuple[str, str, str], list[int]]:
    """Put the same repair in many places together: a damaged text has thousands."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for repair in repairs:
        rule = repair.rule.replace("+", "-and-")
        groups.setdefault((rule, repair.before, repair.after), []).append(repair.line)
    return groups


def _places(exported: ExportedSpeech) -> dict[int, str]:
    """Give the permalink of each line; where a heading runs into its paragraph, that of the paragraph."""
    return {
        block.line if isinstance(block, Paragraph) else block.heading.line: block.id for block in exported.speech.blocks
    }


def _each_once(places: Mapping[int, str], exported: ExportedSpeech, lines: Iterable[int]) -> Iterable[str]:
    return dict.fromkeys(places.get(line, exported.speech.id) for line in lines)


def _unwritable(exported: ExportedSpeech) -> Iterator[tuple[str, int, str]]:
    """Yield permalink, place (from 1) and name of each character that XML cannot hold."""
    for number, name in find_unwritable(exported.speech.meta.title):
        yield exported.speech.id, number + 1, name
    for block in exported.speech.blocks:
        text = block.text if isinstance(block, Paragraph) else block.title
        for number, name in find_unwritable(text):
            yield block.id, number + 1, name
