"""Page furniture: what web pages, forums and page breaks put around and between the paragraphs of a text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import Span

__all__ = ("count_furniture", "drop_page_furniture", "drop_page_marks", "is_credit", "is_page_mark")

_EDGE_LINES = 15
_MAX_CHARS = 150
_SENTENCE_CHARS = 30
_KEPT_LINES = 16_384
"""Several rules ask for the same lines, round after round."""
_WIDE_TO_ASCII = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
_EVERYWHERE, _EDGES, _CREDITS = "〔各处〕", "〔首尾〕", "〔署名〕"


def _load() -> tuple[re.Pattern[str], ...]:
    """Read the patterns of whole lines from the data file beside this module."""
    patterns: dict[str, list[str]] = {_EVERYWHERE: [], _EDGES: [], _CREDITS: []}
    group = ""
    for line in (files(__package__) / "data" / "furniture.txt").read_text(encoding="utf-8").split("\n"):
        if line in patterns:
            group = line
        elif line and not line.startswith("# "):
            patterns[group].append(f"(?:{line})")
    return tuple(re.compile("|".join(group)) for group in patterns.values())


_MARKS, _FURNITURE, _CREDIT = _load()


@lru_cache(maxsize=_KEPT_LINES)
def _folded(line: str) -> str:
    return line.translate(_WIDE_TO_ASCII).strip(" \t\u3000\u00a0")


def drop_page_marks(text: str) -> Iterator[Span]:
    """Drop lines that are page numbers, pagers, origin notes or bare addresses, wherever they stand.

    Known by their whole line; no sentence is only `— 3 —` or `第2页/共5页`. Not touched: the same words in a sentence.
    """
    for start, line in lines_of(text):
        if line and len(line) <= _MAX_CHARS and is_page_mark(line):
            yield start, start + len(line), ""


def drop_page_furniture(text: str) -> Iterator[Span]:
    """Drop buttons, breadcrumbs, share lines, editors' names and copyright lines before and after the text.

    Known by a list of whole-line forms, and by standing before the first or after the last sentence of some length,
    among the first or last fifteen lines. Not touched: the same words between paragraphs, dates and bylines of the
    speech, and the credits of a newspaper (来源：…报, 编辑：…) on a page that has no other furniture.
    """
    lines = [(start, line) for start, line in lines_of(text) if line.strip()]
    head = _reach(lines)
    tail = _reach(lines[: head - 1 if head else None : -1]) if head < len(lines) else 0
    edges = lines[:head] + lines[len(lines) - tail :]
    on_page = any(_is_furniture(line) and not is_credit(line) for _, line in edges) or any(
        len(line) <= _MAX_CHARS and is_page_mark(line) for _, line in edges
    )
    for start, line in edges:
        if _is_furniture(line) and (on_page or not is_credit(line)):
            yield start, start + len(line), ""


def count_furniture(text: str) -> int:
    """Count the lines that look like furniture or page marks."""
    return sum(1 for _ in drop_page_furniture(text)) + sum(1 for _ in drop_page_marks(text))


def _reach(lines: list[tuple[int, str]]) -> int:
    """Count the lines from an edge up to the first sentence of some length."""
    for count, (_, line) in enumerate(lines[:_EDGE_LINES]):
        if len(line) > _SENTENCE_CHARS and not _is_furniture(line):
            return count
    return min(len(lines), _EDGE_LINES)


@lru_cache(maxsize=_KEPT_LINES)
def is_page_mark(line: str) -> bool:
    """Tell whether a line is a page number, a pager or an origin note."""
    return _MARKS.fullmatch(_folded(line)) is not None


@lru_cache(maxsize=_KEPT_LINES)
def is_credit(line: str) -> bool:
    """Tell whether a line is the credit of a newspaper or agency: who wrote, edited or printed it."""
    return len(line) <= _MAX_CHARS and _CREDIT.fullmatch(_folded(line)) is not None


@lru_cache(maxsize=_KEPT_LINES)
def _is_furniture(line: str) -> bool:
    return len(line) <= _MAX_CHARS and _FURNITURE.fullmatch(_folded(line)) is not None
