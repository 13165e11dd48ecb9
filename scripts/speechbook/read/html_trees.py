"""From the bytes of a saved page to its tree: find the encoding, and parse without network, entities or deep nesting.

Saved pages often lie about their encoding: browsers write UTF-8 and leave the old declaration in place. Strict UTF-8
therefore goes before the declaration, which no Chinese double-byte page of a few characters passes by accident.
"""

import codecs
import re

from lxml import etree
from lxml.etree import _Element as Element

from speechbook.errors import FileProblemError
from speechbook.read.encodings import BYTE_ORDER_MARKS, decode

__all__ = ("Element", "comments_of", "decode_page", "elements", "parse_page", "words_of")

_HEAD_BYTES = 4096
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.IGNORECASE
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "hz", "big5": "big5hkscs", "cp950": "cp950"}
"""Pages declare the older part of what they use, as browsers know."""
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,300}>")
_ADVICE = "请在浏览器中打开它，把正文复制成 .txt"
_MAX_TAG_WORDS = 1_000
_MAX_TAGS = 60_000
_COMMENT = re.compile(r"<!--(.{0,500}?)-->", re.DOTALL)


def decode_page(data: bytes) -> tuple[str, str]:
    """Turn the bytes of a page into characters; returns them and the name of the codec."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    if declared:
        try:
            name = codecs.lookup(declared.group(1).decode("ascii")).name
        except LookupError:
            name = ""
        if name in _WIDER or name == "gb18030":
            name = _WIDER.get(name, name)
            return data.decode(name, "replace"), name
    source = decode(data)
    return source.text, source.encoding


def parse_page(name: str, text: str) -> Element:
    """Parse a page; `name` is for messages.

    Raises `FileProblemError` for a page that nests so deep that the parser would cut it off, and for an empty one.
    """
    markup = _without_scripts(_XML_HEAD.sub("", text).replace("\0", ""))
    if markup.count("<") > _MAX_TAGS:
        raise FileProblemError(name, f"网页有 {markup.count('<'):,} 个标签，不像一篇讲话", _ADVICE)
    # The parser compares each attribute of a tag with all others before it.
    if any(len(tag.partition(">")[0].split(None, _MAX_TAG_WORDS)) > _MAX_TAG_WORDS for tag in markup.split("<")):
        raise FileProblemError(name, "网页里有长得不合情理的标签", _ADVICE)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.LxmlError as exc:
        raise FileProblemError(name, "网页的代码读不出来", _ADVICE) from exc
    if any("depth" in entry.message for entry in parser.error_log):
        raise FileProblemError(name, "网页的标签嵌套得太深，不像正常网页", _ADVICE)
    if root is None:
        raise FileProblemError(name, "网页是空的", "请换一份有内容的网页")
    return root


def _without_scripts(markup: str) -> str:
    """Cut scripts out before anything looks at tags: programs hold `<` of their own."""
    lower = markup.lower() if len(markup.lower()) == len(markup) else markup
    pieces = []
    position = 0
    while (start := lower.find("<script", position)) >= 0:
        pieces.append(markup[position:start])
        end = lower.find("</script", start)
        if end < 0:
            return "".join(pieces)
        position = end + len("</script")
        close = lower.find(">", position)
        position = close + 1 if close >= 0 else len(markup)
    return "".join((*pieces, markup[position:]))


def elements(root: Element, path: str) -> tuple[Element, ...]:
    """Find elements by a path (XPath)."""
    found = root.xpath(path)
    return tuple(item for item in found if isinstance(item, Element)) if isinstance(found, list) else ()


def words_of(element: Element) -> str:
    """Give all the words in an element on one line."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def comments_of(text: str) -> tuple[str, ...]:
    """Give the comments at the head of a page, where browsers write from where it was saved."""
    return tuple(match.group(1) for match in _COMMENT.finditer(text[:_HEAD_BYTES]))
