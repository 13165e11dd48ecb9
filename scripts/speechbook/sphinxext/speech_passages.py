"""Read the passages of a speech off its page, once its text is in the script of the edition."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from docutils import nodes

from speechbook.errors import TextFormatError
from speechbook.front_matter import split_front_matter
from speechbook.search import Passage, SpeechText, fold

__all__ = ("speech_text",)

_META = "speech-meta"
_APPARATUS = "apparatus"
_PARALLELS = "parallels"
_RUN_IN = "run-in"
_INFERRED = "inferred"
_LABELS = {
    fold(label): name
    for label, name in (
        ("讲话人", "speaker"),
        ("日期", "date"),
        ("地点", "place"),
        ("场合", "occasion"),
        ("主题", "topics"),
    )
}
_DAY = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?")
_ROLE = re.compile("（.*")
_TITLE_LINES = 8
"""Lines at the beginning of a clean text among which its title is looked for."""


def speech_text(
    document: nodes.document, docname: str, url: str, clean: Path, to_edition: Callable[[str], str]
) -> SpeechText | None:
    """Give what is searched of a page; `None` when it is not built as speeches are.

    `clean` is the clean text, where there is one: the page may show the title line in pieces, as title, date and
    occasion, and is to be found by any part of it. `to_edition` converts a line of it.
    """
    top = next(iter(document.findall(nodes.section)), None)
    if top is None or not top["ids"] or not isinstance(top[0], nodes.title):
        return None
    title = _line(top[0])
    passages = tuple(_passages(top, ""))
    known = dict(_known(top))
    day = _DAY.search(known.get("date", ""))
    return SpeechText(
        docname=docname,
        url=url,
        anchor=top["ids"][0],
        title=title,
        title_text=_title_text(clean, title, to_edition),
        passages=passages,
        speaker=_ROLE.sub("", known.get("speaker", "")),
        date=known.get("date", ""),
        day=sum(int(part or 0) * unit for part, unit in zip(day.groups(), (10_000, 100, 1), strict=True)) if day else 0,
        place=known.get("place", ""),
        occasion=known.get("occasion", ""),
        topics=tuple(filter(None, known.get("topics", "").split("、"))),
    )


def _passages(section: nodes.section, heading: str) -> Iterator[Passage]:
    """Give the headings and paragraphs of a section, without its own heading."""
    for child in section.children:
        if isinstance(child, nodes.section):
            if _APPARATUS not in child["classes"]:
                yield from _section(child)
        elif isinstance(child, nodes.Element) and not _is_apart(child):
            for paragraph in child.findall(nodes.paragraph):
                anchor = next(iter((*paragraph["ids"], *section["ids"])))
                yield Passage(anchor, _line(paragraph), heading)


def _is_apart(element: nodes.Element) -> bool:
    """Tell whether an element is no text of the speech: its heading, what is known of it, a note, a remark."""
    classes = element.get("classes", ())
    return isinstance(element, (nodes.title, nodes.system_message)) or _META in classes or _PARALLELS in classes


def _section(section: nodes.section) -> Iterator[Passage]:
    heading = _line(section[0])
    anchor = section["ids"][0]
    if _RUN_IN not in section["classes"]:
        yield Passage(anchor, heading, heading, is_heading=True)
        yield from _passages(section, heading)
        return
    rest = list(_passages(section, heading))
    if rest and not rest[0].is_heading:
        first = rest[0]
        # A blank stands between heading and rest only where the writing has blanks between words.
        joint = " " if heading[-1:].isascii() and first.text[:1].isascii() else ""
        lead = heading + joint
        yield Passage(first.anchor, lead + first.text, heading, len(lead), anchor)
        yield from rest[1:]
    else:
        yield Passage(anchor, heading, heading)
        yield from rest


def _known(top: nodes.section) -> Iterator[tuple[str, str]]:
    for block in top.findall(nodes.container):
        if _META in block["classes"]:
            for field in block.findall(nodes.field):
                name = _LABELS.get(fold(field[0].astext()))
                if name:
                    yield name, _without_marks(field[1])
            return


def _without_marks(element: nodes.Node) -> str:
    """Give the text without the remark that it is inferred."""
    texts = (
        text.astext()
        for text in element.findall(nodes.Text)
        if _INFERRED not in getattr(text.parent, "attributes", {}).get("classes", ())
    )
    return " ".join("".join(texts).split())


def _title_text(clean: Path, title: str, to_edition: Callable[[str], str]) -> str:
    """Give the lines of the clean text that the title was made of, or the title itself without a clean text."""
    try:
        text = clean.read_text(encoding="utf-8")
    except OSError:
        return title
    try:
        body = split_front_matter(str(clean), text)[1]
    except TextFormatError:
        body = text
    lines = (re.sub(r"^(?:#{1,6} |\\)", "", line.strip()) for line in body.split("\n") if line.strip())
    head = [" ".join(line.split()) for line in islice(lines, _TITLE_LINES)]
    shown = fold(title)
    return " ".join(to_edition(line) for line in head if shown in fold(line) or (len(line) > 1 and fold(line) in shown))


def _line(node: nodes.Node) -> str:
    return " ".join(node.astext().split())
