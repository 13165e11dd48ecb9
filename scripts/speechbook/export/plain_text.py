"""Plain text: what is known of the speech, a blank line, then a paragraph a line as in the clean text."""

from collections.abc import Iterable, Iterator

from speechbook.export.record import ExportedBook, ExportedSpeech
from speechbook.model import Section
from speechbook.visible import visible_controls

__all__ = ("plain_text", "plain_texts")

_RULE = "\n" + "─" * 20 + "\n\n"
_KEYS = (("speaker", "讲话人"), ("role", "职务"), ("date", "日期"), ("place", "地点"), ("occasion", "场合"))
_ORIGIN = (("source", "来源"), ("source_url", "来源网址"))


def plain_text(exported: ExportedSpeech, book: ExportedBook) -> str:
    """Write one speech."""
    meta = exported.speech.meta
    rows = [(label, getattr(meta, key)) for key, label in _KEYS]
    rows += [("编号", meta.id), ("网址", exported.address)]
    rows += [(label, getattr(meta, key)) for key, label in _ORIGIN]
    rows.append(("版权", exported.rights))
    head = [meta.title, *(f"{book.say(label)}：{' '.join(value.split())}" for label, value in rows if value)]
    return "".join(f"{visible_controls(line)}\n" for line in (*head, "", *_lines(exported)))


def plain_texts(speeches: Iterable[ExportedSpeech], book: ExportedBook) -> Iterator[str]:
    """Write speeches one after another, with a rule between them."""
    rule = ""
    for exported in speeches:
        yield rule + plain_text(exported, book)
        rule = _RULE


def _lines(exported: ExportedSpeech) -> Iterator[str]:
    """Yield the lines; a heading that runs into its paragraph stands in one line with it."""
    line, words = -1, ""
    for block in exported.speech.blocks:
        number, text = (block.heading.line, block.title) if isinstance(block, Section) else (block.line, block.text)
        if number == line:
            words += text
            continue
        if line >= 0:
            yield words
        line, words = number, text
    if line >= 0:
        yield words
