"""Saved web pages: the text of the speech, and what the page says of itself."""

from speechbook.errors import FileProblemError
from speechbook.han import is_han
from speechbook.model import Dropped, Inference, RawKind, RawText, SourceText
from speechbook.read.discuz_pages import read_forum_page
from speechbook.read.html_text import drop_hidden
from speechbook.read.html_trees import comments_of, decode_page, parse_page
from speechbook.read.main_text import main_text_lines, main_text_version
from speechbook.read.page_metadata import page_metadata

__all__ = ("read_html",)

_MAX_BYTES = 8 * 1024 * 1024
_FORUM = "forum-page 2"
_CONTAINER = "page-element 1"


def read_html(name: str, data: bytes) -> RawText:
    """Read a page; `name` is for messages.

    Raises `FileProblemError` for one that is too large, nests too deep or holds no text.
    """
    if len(data) > _MAX_BYTES:
        raise FileProblemError(
            name, f"网页有 {len(data):,} 字节，超过 {_MAX_BYTES:,} 字节的上限", "请把正文复制成 .txt"
        )
    text, encoding = decode_page(data)
    root = parse_page(name, text)
    carried = page_metadata(root, comments_of(text))
    forum = read_forum_page(root)
    if forum:
        lines, extractor, dropped = forum.lines, _FORUM, forum.dropped
        carried = _joined(forum.carried, carried)
    else:
        hidden = sum(drop_hidden(root).values())
        dropped = (Dropped("看不见的文字", hidden),) if hidden else ()
        lines, is_known = main_text_lines(root)
        extractor = _CONTAINER if is_known else main_text_version()
    if not any(is_han(char) or char.isalnum() for line in lines for char in line):
        raise FileProblemError(name, "网页里没有找到正文", "请在浏览器中打开它，把正文复制成 .txt")
    source = SourceText("".join(f"{line}\n" for line in lines), encoding)
    return RawText(source, RawKind.HTML, extractor, carried, dropped, "forum" if forum else "")


def _joined(first: tuple[Inference, ...], second: tuple[Inference, ...]) -> tuple[Inference, ...]:
    keys = {inference.key for inference in first}
    return first + tuple(inference for inference in second if inference.key not in keys)
