"""The parts of a Word file, parsed: no entity is expanded, no document type allowed, nothing fetched."""

import posixpath

from lxml import etree
from lxml.etree import _Element as Node

from speechbook.errors import FileProblemError
from speechbook.read.zip_limits import SafeZip

__all__ = ("Node", "WordPackage", "child", "name_of", "value_of")

_MAX_PART_BYTES = 24 * 1024 * 1024
_DEFAULT_MAIN = "word/document.xml"
_ADVICE = "请用 Word 或 WPS 打开后另存为新的 .docx，或复制成 .txt"
_OTHER_KINDS = (
    ("xl/", "这是 Excel 表格", "请把其中的讲话复制成 .txt"),
    ("ppt/", "这是演示文稿", "请把其中的讲话复制成 .txt"),
    ("META-INF/container.xml", "这是 EPUB 电子书", "请把其中的讲话复制成 .txt"),
    ("content.xml", "这是 OpenDocument 文件", "请用 LibreOffice 另存为 .docx"),
)


def name_of(node: Node) -> str:
    """Give the name of an element without its namespace, of which Word has two generations; empty for a comment."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(node: Node | None, attribute: str = "val") -> str:
    """Give an attribute by its name without namespace; empty where it, or the element, is missing."""
    if node is not None:
        for key, value in node.items():
            if str(key).rpartition("}")[2] == attribute:
                return str(value)
    return ""


def child(node: Node | None, *names: str) -> Node | None:
    """Go down from an element by the names of its children; None where one is missing."""
    for name in names:
        if node is None:
            return None
        node = next((item for item in node if name_of(item) == name), None)
    return node


class WordPackage:
    """A Word file by its parts; `name` is for messages."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open it. Raises `FileProblemError` for what is no Word file or not within its limits."""
        self._name = name
        self._zip = SafeZip(name, data)
        self._main = self._target("_rels/.rels", "/officeDocument") or _DEFAULT_MAIN
        if self._main not in self._zip or self._main.startswith(("xl/", "ppt/")):
            for start, what, advice in _OTHER_KINDS:
                if any(member.startswith(start) for member in self._zip.members):
                    raise FileProblemError(name, what, advice)
            raise FileProblemError(name, "这是压缩包，里面没有 Word 文档", "请先解压，再提供其中的文件")

    def main(self) -> Node:
        """Give the document itself."""
        root = self._parse(self._main)
        body = child(root, "body")
        if body is None:
            raise FileProblemError(self._name, "Word 文档里没有正文", _ADVICE)
        return body

    def related(self, kind: str) -> Node | None:
        """Give a part that the document refers to: `numbering`, `styles`, `footnotes`, `endnotes`."""
        folder, _, file = self._main.rpartition("/")
        part = self._target(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels", f"/{kind}", folder)
        return self._parse(part) if part else None

    def core_properties(self) -> Node | None:
        """Give the properties of the document."""
        part = self._target("_rels/.rels", "/core-properties") or "docProps/core.xml"
        return self._parse(part) if part in self._zip else None

    def _target(self, relations: str, kind: str, folder: str = "") -> str:
        """Find the member that a relation leads to; empty where there is none or it leads out of the file."""
        if relations not in self._zip:
            return ""
        for relation in self._parse(relations):
            if value_of(relation, "Type").endswith(kind) and value_of(relation, "TargetMode") != "External":
                target = value_of(relation, "Target")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                path = posixpath.normpath(path)
                return path if path in self._zip else ""
        return ""

    def _parse(self, part: str) -> Node:
        data = self._zip.read(part, _MAX_PART_BYTES)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.LxmlError as exc:
            raise FileProblemError(self._name, f"其中的 {part} 读不出来", _ADVICE) from exc
        if root.getroottree().docinfo.internalDTD is not None:
            raise FileProblemError(self._name, f"其中的 {part} 带有实体定义，Word 不会这样写", _ADVICE)
        return root
