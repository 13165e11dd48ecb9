"""From the lines of pages to paragraphs: what only their places tell.

A line that repeats at one place of many pages is a running head or foot; a number that counts the pages is a page
number. A line that fills the measure goes on in the next one, unless that is indented or stands apart.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from speechbook.model import Dropped
from speechbook.read.pdf_pages import PdfLine, PdfPage

__all__ = ("drop_running_lines", "paragraphs")

_EDGE_LINES = 3
_EDGE_SHARE = 0.16
"""Running heads stand in this part of the height of a page, from either end."""
_SAME_PLACE = 4.0
_MIN_REPEATS_SHARE = 0.4
_DIGITS = re.compile("[0-9０-９]+")
_PAGE_NUMBER = re.compile(
    r"[-–—―─·•~～\s]*(?:第\s*)?(?P<number>\d{1,4})(?:\s*[页頁])?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*[页頁]?)?[-–—―─·•~～\s]*"
)
_LABEL = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、]|[（(]?\d{1,2}[)）.．、](?!\d)|第[一二三四五六七八九十]{1,3}[，、章节節条條]"
)
_SENTENCE_ENDS = "。！？；：…”』」）"
_FULL_EMS = 2.3
_INDENT_EMS = 0.7
_APART = 1.45
_SAME_SIZE = 0.12


def drop_running_lines(pages: Sequence[PdfPage]) -> tuple[tuple[PdfPage, ...], tuple[Dropped, ...]]:
    """Take page numbers, running heads and feet out; each kind is recorded with its words."""
    edges = [(number, line) for number, page in enumerate(pages) for line in _edge_lines(page)]
    numbers = _page_numbers(edges, len(pages))
    heads = _repeated([edge for edge in edges if edge not in numbers], len(pages))
    unwanted = numbers | heads
    kept = tuple(
        PdfPage(page.height, tuple(line for line in page.lines if (number, line) not in unwanted))
        for number, page in enumerate(pages)
    )
    dropped = []
    if numbers:
        dropped.append(Dropped("页码", len(numbers), min(numbers, key=lambda edge: edge[0])[1].text))
    by_text: dict[str, list[tuple[int, PdfLine]]] = defaultdict(list)
    for edge in sorted(heads, key=lambda edge: (edge[0], -edge[1].y)):
        by_text[_without_numbers(edge[1].text)].append(edge)
    for found in by_text.values():
        number, line = found[0]
        what = "页眉" if line.y > pages[number].height / 2 else "页脚"
        dropped.append(Dropped(what, len(found), line.text[:80]))
    return kept, tuple(dropped)


def _edge_lines(page: PdfPage) -> Iterable[PdfLine]:
    """Give the lines nearest to head and foot of a page."""
    top, bottom = page.height * (1 - _EDGE_SHARE), page.height * _EDGE_SHARE
    yield from (line for line in page.lines[:_EDGE_LINES] if line.y > top)
    yield from (line for line in page.lines[-_EDGE_LINES:] if line.y < bottom)


_Edge = tuple[int, PdfLine]


def _page_numbers(edges: Sequence[_Edge], count: int) -> set[_Edge]:
    """Find the numbers that count on with the pages; on a lone page, one between dashes or `第 1 页`."""
    by_offset: dict[int, set[_Edge]] = defaultdict(set)
    for number, line in edges:
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match:
            by_offset[int(match["number"]) - number].add((number, line))
    if not by_offset:
        return set()
    best = max(by_offset.values(), key=len)
    if count == 1:
        return {edge for edge in best if not edge[1].text.isdigit() or edge[1].text == "1"}
    return best if len(best) >= max(2, _MIN_REPEATS_SHARE * count) else set()


def _repeated(edges: Sequence[_Edge], count: int) -> set[_Edge]:
    """Find the lines that stand at one height with the same words, numbers aside, on many pages."""
    if count < 2:
        return set()
    by_words: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        words = _without_numbers(edge[1].text)
        if any(char.isalnum() for char in words):
            by_words[words].append(edge)
    found: set[_Edge] = set()
    for same in by_words.values():
        middle = median(line.y for _, line in same)
        placed = [edge for edge in same if abs(edge[1].y - middle) <= _SAME_PLACE]
        if len({number for number, _ in placed}) >= max(2, _MIN_REPEATS_SHARE * count):
            found.update(placed)
    return found


def _without_numbers(text: str) -> str:
    return _DIGITS.sub("#", "".join(text.split()))


def paragraphs(pages: Sequence[PdfPage]) -> tuple[str, ...]:
    """Join the lines of all pages to paragraphs."""
    lines = [(number, line) for number, page in enumerate(pages) for line in page.lines]
    if not lines:
        return ()
    lefts = _left_edges(pages)
    measure = _measure(lines, lefts)
    step = _step(pages)
    found = [lines[0][1].text]
    for (number, line), (next_number, following) in pairwise(lines):
        is_full = line.end - lefts[number] >= measure - _FULL_EMS * line.size
        is_flush = following.x <= lefts[next_number] + _INDENT_EMS * following.size
        is_same = abs(line.size - following.size) <= _SAME_SIZE * line.size
        is_near = number != next_number or line.y - following.y <= _APART * step
        starts_item = line.text[-1] in _SENTENCE_ENDS and _LABEL.match(following.text) is not None
        if is_full and is_flush and is_same and is_near and not starts_item:
            found[-1] = _glued(found[-1], following.text)
        else:
            found.append(following.text)
    return tuple(found)


def _left_edges(pages: Sequence[PdfPage]) -> list[float]:
    """Find where flush lines begin, for each page: left and right pages may differ."""
    everywhere = _left_edge([line for page in pages for line in page.lines])
    edges = []
    for page in pages:
        own = _left_edge(page.lines)
        edges.append(everywhere if own is None else own)
    return [edge if edge is not None else 0.0 for edge in edges]


def _left_edge(lines: Sequence[PdfLine]) -> float | None:
    """Give the leftmost place where several lines begin."""
    counts = Counter(round(line.x / 3) for line in lines)
    needed = max(2, len(lines) // 10)
    often = [place for place in counts if counts[place - 1] + counts[place] + counts[place + 1] >= needed]
    if not often:
        return None
    near = min(often)
    return min(line.x for line in lines if abs(round(line.x / 3) - near) <= 1)


def _measure(lines: Sequence[_Edge], lefts: Sequence[float]) -> float:
    """Find how long a full line is: most lines of running text are full."""
    lengths = sorted(line.end - lefts[number] for number, line in lines)
    return lengths[int(len(lengths) * 0.8)]


def _step(pages: Sequence[PdfPage]) -> float:
    """Find the usual distance of lines in a paragraph: of all distances, a small one."""
    steps = sorted(upper.y - lower.y for page in pages for upper, lower in pairwise(page.lines))
    return steps[len(steps) // 4] if steps else 0.0


def _glued(before: str, after: str) -> str:
    """Put two parts of a line together; Latin words and figures of two lines were parted by a blank."""
    if before[-1].isascii() and after[0].isascii() and before[-1].isalpha() and after[0].isalpha():
        return f"{before} {after}"
    return before + after
