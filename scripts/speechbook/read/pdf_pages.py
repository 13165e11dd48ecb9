"""From the bytes of a PDF to the lines of its pages with their places, by pypdf within narrow limits.

pypdf bounds what it unpacks and parses; the limits are set here to what pages of text need, and the work of all pages
together is counted besides.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

import pypdf
from pypdf import PageObject, PdfReader

from speechbook.errors import FileProblemError
from speechbook.han import is_cjk_mark, is_han

__all__ = ("PdfLine", "PdfPage", "PdfText", "read_pdf_pages")

_MAX_PAGES = 300
"""A page takes some 12 ms; the longest speeches have a hundred."""
_MAX_OPERATIONS = 600_000
"""Of all pages together; a page of text has some thousand."""
_MAX_CHARS = 4_000_000
_LIMITS = pypdf.Configuration(
    maximum_declared_stream_length=32_000_000,
    array_based_stream_maximum_output_length=8_000_000,
    lzw_maximum_output_length=8_000_000,
    run_length_maximum_output_length=8_000_000,
    zlib_maximum_output_length=8_000_000,
    brotli_maximum_output_length=8_000_000,
    stream_decoding_work_maximum_length=32_000_000,
    stream_parsing_work_maximum_count=100_000,
    xform_maximum_invocations_per_extraction=200,
    page_tree_maximum_entries=10_000,
    page_tree_maximum_page_entries=100_000,
    jbig2dec_binary=None,
)
_COPY = "请在阅读器中打开它，把文字复制成 .txt"
_UNLOCK = "请在浏览器中打开它，打印为不带密码的 PDF"
_UPRIGHT = 0.05
_LINE_SHARE = 0.5
"""Words whose feet lie closer than this part of their size stand on one line."""
_SPACE_SHARE = 0.2
_GAP_SHARE = 1.1


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page; lengths in points, `y` from the foot of the page."""

    x: float
    y: float
    end: float
    """Where it ends, reckoned from its characters: Han are as wide as high, others half."""
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The lines of one page, from the top."""

    height: float
    lines: tuple[PdfLine, ...]


@dataclass(frozen=True, slots=True)
class PdfText:
    """All pages, and what the file says of itself."""

    pages: tuple[PdfPage, ...]
    slanted: int
    """Pieces of text that stand aslant, as watermarks do; they are not among the lines."""
    properties: tuple[tuple[str, str], ...]
    """`title`, `author`, `created`, as they are written."""


@dataclass(frozen=True, slots=True)
class _Piece:
    x: float
    y: float
    size: float
    text: str

    @property
    def end(self) -> float:
        return self.x + self.size * sum(1.0 if is_han(char) or is_cjk_mark(char) else 0.5 for char in self.text)


class _TooMuchError(Exception):
    """The pages ask for more work than a speech can."""


def read_pdf_pages(name: str, data: bytes) -> PdfText:
    """Read a PDF; `name` is for messages. Raises `FileProblemError` for one that cannot be read within the limits."""
    # Its warnings are of the making of the file, and nobody can act on them.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with pypdf.apply_configuration(_LIMITS):
            return _read(name, data)
    except FileProblemError:
        raise
    except (_TooMuchError, pypdf.errors.LimitReachedError, MemoryError) as exc:
        raise FileProblemError(name, "PDF 展开后大得不合情理，没有读下去", _COPY) from exc
    except pypdf.errors.DependencyError as exc:
        raise FileProblemError(name, "PDF 加了密", _UNLOCK) from exc
    except Exception as exc:  # a damaged file breaks a parser in any way there is
        raise FileProblemError(name, "PDF 已损坏，读不出来", _COPY) from exc


def _read(name: str, data: bytes) -> PdfText:
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileProblemError(name, "PDF 有密码", _UNLOCK)
    count = len(reader.pages)
    if count > _MAX_PAGES:
        raise FileProblemError(name, f"PDF 有 {count:,} 页，超过 {_MAX_PAGES:,} 页的上限", "请只留讲话所在的几页")
    collector = _Collector()
    pages = tuple(collector.page(page) for page in reader.pages)
    return PdfText(pages, collector.slanted, tuple(_properties(reader)))


def _properties(reader: PdfReader) -> Iterable[tuple[str, str]]:
    properties = reader.metadata
    if properties is None:
        return
    for key, field in (("title", "/Title"), ("author", "/Author"), ("created", "/CreationDate")):
        value = " ".join(str(properties.get(field) or "").split())[:200]
        if value:
            yield key, value


class _Collector:
    """Collects the pieces of page after page, and counts the work."""

    def __init__(self) -> None:
        self.slanted = 0
        self._operations = 0
        self._chars = 0
        self._pieces: list[_Piece] = []

    def page(self, page: PageObject) -> PdfPage:
        self._pieces = []
        page.extract_text(visitor_operand_before=self._count, visitor_text=self._take)
        return PdfPage(float(page.mediabox.top), _lines(self._pieces))

    def _count(self, *_: object) -> None:
        self._operations += 1
        if self._operations > _MAX_OPERATIONS:
            raise _TooMuchError

    def _take(self, text: str, matrix: Sequence[float], place: Sequence[float], _font: object, size: float) -> None:
        # A lone surrogate comes of a wrong table of characters and can stand in no file.
        text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text.strip("\r\n"))
        if not text.strip():
            return
        self._chars += len(text)
        if self._chars > _MAX_CHARS:
            raise _TooMuchError
        across = place[0] * matrix[0] + place[1] * matrix[2]
        along = place[0] * matrix[1] + place[1] * matrix[3]
        if abs(along) > _UPRIGHT * abs(across):
            self.slanted += 1
            return
        x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
        y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
        self._pieces.append(_Piece(x, y, abs(size * across) or 1.0, text.replace("\n", " ")))


def _lines(pieces: Sequence[_Piece]) -> tuple[PdfLine, ...]:
    """Put pieces of one height into lines, from the top and from the left."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        row = rows[-1] if rows else None
        if row and row[0].y - piece.y < _LINE_SHARE * max(row[0].size, piece.size):
            row.append(piece)
        else:
            rows.append([piece])
    return tuple(_joined(sorted(row, key=lambda piece: piece.x)) for row in rows)


def _joined(row: Sequence[_Piece]) -> PdfLine:
    text = row[0].text
    for before, piece in pairwise(row):
        gap = (piece.x - before.end) / piece.size
        if gap > _GAP_SHARE:
            text = text.rstrip() + "\u3000"
        elif gap > _SPACE_SHARE and not text.endswith(" ") and not is_han(text[-1]) and not is_han(piece.text[0]):
            text += " "
        text += piece.text
    sizes: Counter[float] = Counter()
    for piece in row:
        sizes[round(piece.size, 1)] += len(piece.text)
    size = sizes.most_common(1)[0][0]
    return PdfLine(row[0].x, max(piece.y for piece in row), max(piece.end for piece in row), size, text.strip())
