"""The style of official documents, GB/T 9704-2012, measured on the finished pages with a tolerance of 1 mm."""

import html
import itertools
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from publish.small_book import EDITIONS
from publish.test_pdf import ask

_MM = 25.4 / 72
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
_ROW_MM = 4


class Line(NamedTuple):
    """A line of print; millimetres from the left and upper edge."""

    top: float
    bottom: float
    left: float
    right: float
    text: str


def lines_of(pdf: Path) -> list[list[Line]]:
    """Give the lines of each page."""
    pages = []
    for page in ask("pdftotext", "-bbox-layout", pdf, "-").split("<page ")[1:]:
        rows: dict[int, list[tuple[float, ...]]] = {}
        words: dict[tuple[float, ...], str] = {}
        for found in _WORD.finditer(page):
            box = tuple(float(number) * _MM for number in found.groups()[:4])
            words[box] = html.unescape(found[5])
            middle = (box[1] + box[3]) / 2
            row = next((key for key in rows if abs(key - middle * 100) < _ROW_MM * 100), round(middle * 100))
            rows.setdefault(row, []).append(box)
        pages.append(
            [
                Line(boxes[0][1], boxes[0][3], boxes[0][0], boxes[-1][2], "".join(words[box] for box in boxes))
                for _, boxes in sorted((key, sorted(found)) for key, found in rows.items())
            ]
        )
    return pages


@pytest.fixture(scope="module", params=EDITIONS)
def pages(request: pytest.FixtureRequest, official_pdfs: dict[str, Path]) -> list[list[Line]]:
    return lines_of(official_pdfs[request.param])


def body(page: list[Line]) -> list[Line]:
    """Leave out running head and page number."""
    return [line for line in page if line.top > 36 and line.bottom < 264]


def full_pages(pages: list[list[Line]]) -> list[list[Line]]:
    """Give the pages that are text from top to bottom: no title, no list, no apparatus."""
    found = []
    for page in map(body, pages):
        heights = [line.bottom - line.top for line in page]
        if len(page) > 18 and all(5.2 < height < 7 for height in heights):
            found.append(page)
    return found


def test_a_full_page_has_22_lines_from_edge_to_edge(pages: list[list[Line]]) -> None:
    full = full_pages(pages)
    counts = [len(page) for page in full]
    # A heading that would stand alone at the foot of a page goes to the next.
    assert max(counts) == 22
    assert counts.count(22) >= 2
    for page in (page for page in full if len(page) == 22):
        assert page[0].top == pytest.approx(37, abs=0.5)
        assert page[-1].bottom == pytest.approx(37 + 225, abs=0.7)
        pitches = [after.top - before.top for before, after in itertools.pairwise(page)]
        assert pitches == pytest.approx([(225 - 5.56) / 21] * 21, abs=0.6)


def test_a_full_line_has_28_characters(pages: list[list[Line]]) -> None:
    han = [
        line for page in full_pages(pages) for line in page if re.fullmatch("[\u4e00-\u9fff，、。；：]{20,}", line.text)
    ]
    edge = [line for line in han if abs(line.left - 28) < 0.5 and abs(line.right - 184) < 0.5]
    assert len(edge) >= 5
    # A few more or fewer where a mark may not begin a line, or marks are drawn together.
    assert Counter(len(line.text) for line in edge).most_common(1)[0][0] == 28
    assert {len(line.text) for line in edge} <= {26, 27, 28, 29}


def test_margins_and_page_numbers(pages: list[list[Line]]) -> None:
    lefts = [line.left for page in full_pages(pages) for line in page]
    assert min(left for left in lefts if left > 27) == pytest.approx(28, abs=0.3)
    numbers = [page[-1] for page in pages if re.fullmatch(r"—\d+—", page[-1].text)]
    assert len(numbers) > 4
    for line in numbers:
        number = int(line.text.strip("—"))
        assert line.top > 262
        if number % 2:
            assert line.right == pytest.approx(184 - 4.94, abs=1)  # one 4号 character from the right edge
        else:
            assert line.left == pytest.approx(28 + 4.94, abs=1)


def test_text_is_fangsong_and_title_is_song(official_pdfs: dict[str, Path]) -> None:
    fonts = ask("pdffonts", official_pdfs["zh-hans"])
    for name in ("FandolFang", "NotoSerifCJK", "NotoSansCJK", "LXGWWenKai"):
        assert name in fonts
