"""Word files (.docx): the text as Word shows it, and the properties of the document."""

import re

from speechbook.errors import FileProblemError
from speechbook.model import Dropped, Inference, RawKind, RawText, SourceText
from speechbook.read.word_numbering import Numbering
from speechbook.read.word_packages import Node, WordPackage, name_of, value_of
from speechbook.read.word_text import WordReader

__all__ = ("read_docx",)

_EXTRACTOR = "docx 1"
_KEYS = {"title": "title", "creator": "source_author", "created": "source_date"}
_LABELS = {"title": "标题", "creator": "作者", "created": "创建时间"}
_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_NO_TITLE = ("word document", "microsoft word", "无标题", "文档", "document")
_NO_AUTHOR = ("python-docx", "user", "administrator", "admin", "微软用户", "微软中国", "microsoft", "unknown")


def read_docx(name: str, data: bytes) -> RawText:
    """Read a Word file; `name` is for messages.

    Raises `FileProblemError` for one that is damaged, protected, beyond its limits or without text.
    """
    package = WordPackage(name, data)
    body = package.main()
    styles = package.related("styles")
    reader = WordReader(Numbering(package.related("numbering"), styles), _notes(package))
    lines = reader.lines(body)
    if not lines:
        raise FileProblemError(name, "Word 文档里没有文字，可能全是图片", "请先做文字识别（OCR），存为 .txt")
    text = "".join(f"{line}\n" for line in lines).replace("\0", "")
    dropped = tuple(Dropped(what, count) for what, count in sorted(reader.dropped.items()))
    return RawText(SourceText(text, "utf-8"), RawKind.DOCX, _EXTRACTOR, _properties(package.core_properties()), dropped)


def _notes(package: WordPackage) -> dict[tuple[str, str], Node]:
    """Collect footnotes and endnotes; those with a type only draw the line between text and notes."""
    return {
        (kind, value_of(note, "id")): note
        for kind in ("footnote", "endnote")
        for note in _children_of(package.related(f"{kind}s"))
        if name_of(note) == kind and value_of(note, "type") in ("", "normal")
    }


def _properties(core: Node | None) -> tuple[Inference, ...]:
    found = []
    for node in _children_of(core):
        name, value = name_of(node), " ".join((node.text or "").split())[:200]
        evidence = f"文档属性·{_LABELS.get(name, name)}：{value}"
        if name == "created":
            date = _DATE.match(value)
            value = date.group() if date else ""
        unmeant = _NO_TITLE if name == "title" else _NO_AUTHOR if name == "creator" else ()
        if name in _KEYS and value and value.lower() not in unmeant:
            found.append(Inference(_KEYS[name], value, evidence))
    return tuple(sorted(found, key=lambda inference: list(_KEYS.values()).index(inference.key)))


def _children_of(node: Node | None) -> tuple[Node, ...]:
    return () if node is None else tuple(node)
