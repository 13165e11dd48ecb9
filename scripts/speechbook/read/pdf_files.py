"""PDF files with a text layer: paragraphs, without running heads and page numbers."""

import re
from collections.abc import Iterable

import pypdf

from speechbook.errors import FileProblemError
from speechbook.han import is_han
from speechbook.model import Dropped, Inference, RawKind, RawText, SourceText
from speechbook.read.pdf_layout import drop_running_lines, paragraphs
from speechbook.read.pdf_pages import PdfText, read_pdf_pages

__all__ = ("read_pdf",)

_MIN_CHARS_ON_A_PAGE = 12
_MAX_LOST_SHARE = 0.2
_OCR = "请先做文字识别（OCR），例如 ocrmypdf -l chi_sim 原件.pdf 新件.pdf，再用新件；或在阅读器中识别后复制成 .txt"
_COPY = "请在阅读器中打开它，把文字复制成 .txt"
_KNOWN_LETTERS = re.compile(
    "[\u0000-\u052f\u1e00-\u1fff\u2100-\u214f\u3040-\u30ff\u3100-\u318f\uac00-\ud7af\uff00-\uffef]"
)
"""Latin, Greek, Cyrillic, kana, Zhuyin and Hangul; a table that is missing gives letters of Thai, Burmese, Tibetan."""
_MAX_STRANGE_SHARE = 0.05
_WORD_TITLE = re.compile(r"^Microsoft Word - |\.(?:docx?|wps|pdf|txt|rtf)$", re.IGNORECASE)
_CREATED = re.compile(r"D:((?:19|20)\d\d)(\d\d)(\d\d)")


def read_pdf(name: str, data: bytes) -> RawText:
    """Read a PDF; `name` is for messages.

    Raises `FileProblemError` for one without a usable text layer, and for one beyond the limits.
    """
    found = read_pdf_pages(name, data)
    _check_text_layer(name, found)
    pages, dropped = drop_running_lines(found.pages)
    text = "".join(f"{line}\n" for line in paragraphs(pages)).replace("\0", "")
    if found.slanted:
        dropped = (*dropped, Dropped("斜排的水印", found.slanted))
    source = SourceText(text, "utf-8")
    return RawText(source, RawKind.PDF, f"pdf 1, pypdf {pypdf.__version__}", tuple(_carried(found)), dropped)


def _check_text_layer(name: str, found: PdfText) -> None:
    text = "".join(line.text for page in found.pages for line in page.lines)
    if sum(char.isalnum() for char in text) < _MIN_CHARS_ON_A_PAGE * max(1, len(found.pages)) and len(text) < 500:
        raise FileProblemError(name, "这份 PDF 没有文字层，多半是扫描件", _OCR)
    lost = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in text)
    letters = sum(char.isalpha() for char in text)
    strange = sum(char.isalpha() and not is_han(char) and _KNOWN_LETTERS.match(char) is None for char in text)
    if lost > _MAX_LOST_SHARE * len(text) or strange > _MAX_STRANGE_SHARE * letters:
        raise FileProblemError(
            name, "这份 PDF 的文字没有字符对照表，读出来是乱码", f"{_COPY}；复制出来也是乱码的，{_OCR}"
        )


def _carried(found: PdfText) -> Iterable[Inference]:
    properties = dict(found.properties)
    title = properties.get("title", "")
    shown = _WORD_TITLE.sub("", _WORD_TITLE.sub("", title)).strip()
    if shown:
        yield Inference("title", shown, f"PDF 属性·标题：{title}")
    created = properties.get("created", "")
    date = _CREATED.match(created)
    if date:
        yield Inference("source_date", "-".join(date.groups()), f"PDF 属性·创建时间：{created}")
    if properties.get("author"):
        yield Inference("source_author", properties["author"], f"PDF 属性·作者：{properties['author']}")
