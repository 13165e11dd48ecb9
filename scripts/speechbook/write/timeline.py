"""The timeline of the landing page: a bar a year, drawn when the book is made, and each a link to its year.

It is SVG that no script touches. Colours come from the theme through classes; the bars stretch with the page, so that
words, which must not, stand below them in HTML. What it says is written with characters that are the same in every
edition (年, 篇), because nothing within raw HTML is converted.
"""

from collections.abc import Iterator, Sequence

from speechbook.model import Shelf

__all__ = ("timeline",)

_SLOT, _BAR, _HEIGHT = 10.0, 7.0, 100.0
"""Units of the drawing: a year with the gap beside it, its bar, the highest bar."""
_LEAST = 3.0
"""A year with one speech beside one with a thousand can still be seen."""
_LONGEST_GAP_FREE = 200
"""More years than this from first to last, and only those with speeches stand there, side by side."""
_MOST_LABELS = 7
"""What fits below the bars on a phone."""
_STEPS = (1, 2, 5, 10, 20, 50, 100)


def timeline(shelves: Sequence[Shelf]) -> str:
    """Draw the years of the collection, oldest first, as one block of HTML; empty for fewer than two of them.

    A year without speeches between others is a gap. The undated have no place in time and no bar.
    """
    counts = {int(shelf.label): len(shelf.cards) for shelf in shelves if shelf.label}
    if len(counts) < 2:
        return ""
    first, last = min(counts), max(counts)
    years = list(range(first, last + 1)) if last - first < _LONGEST_GAP_FREE else sorted(counts)
    slugs = {int(shelf.label): shelf.slug for shelf in shelves if shelf.label}
    highest = max(counts.values())
    bars = "".join(
        _bar(place, year, counts[year], slugs[year], highest) for place, year in enumerate(years) if year in counts
    )
    labels = "".join(
        f'<span style="left:{(place + 0.5) / len(years) * 100:.2f}%">{year}</span>' for place, year in _labelled(years)
    )
    width = f"{len(years) * _SLOT:g}"
    return (
        f'<nav class="timeline" aria-label="年份" style="max-width:{len(years) * 3}rem">\n'
        f'<svg viewBox="0 0 {width} {_HEIGHT:g}" preserveAspectRatio="none" focusable="false">{bars}</svg>\n'
        f'<p class="timeline-years" aria-hidden="true">{labels}</p>\n</nav>\n'
    )


def _bar(place: int, year: int, count: int, slug: str, highest: int) -> str:
    height = max(_LEAST, count / highest * _HEIGHT)
    said = f"{year} 年，{count:,} 篇"
    left = place * _SLOT
    return (
        f'<a href="lists/year-{slug}.html" aria-label="{said}"><title>{said}</title>'
        f'<rect class="timeline-year" x="{left:g}" y="0" width="{_SLOT:g}" height="{_HEIGHT:g}"/>'
        f'<rect class="timeline-bar" x="{left + (_SLOT - _BAR) / 2:g}" y="{_HEIGHT - height:.1f}"'
        f' width="{_BAR:g}" height="{height:.1f}"/></a>'
    )


def _labelled(years: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Choose the years that are written below: round ones, as many as fit."""
    places = list(enumerate(years))
    for step in _STEPS:
        chosen = [(place, year) for place, year in places if year % step == 0]
        if len(chosen) <= _MOST_LABELS:
            break
    else:
        chosen = []
    yield from chosen or [places[0], places[-1]]
