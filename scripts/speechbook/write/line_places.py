"""Where a line of the clean text is on its page: the name of a place in words, with a link to it."""

from collections import Counter
from collections.abc import Iterable, Mapping

from speechbook.model import Paragraph, Section, Speech

__all__ = ("HEADING", "Places", "link_to", "listed_places")

HEADING = "标题"
"""What the place of a line is called that is no paragraph of the text."""


class Places:
    """Names and links for the lines of a speech; lines count from 0, what stands nowhere has a negative one."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._by_line: dict[int, tuple[str, str]] = {}
        number = 0
        for block in speech.blocks:
            if isinstance(block, Section):
                self._by_line[block.heading.line] = (block.id, HEADING)
            elif isinstance(block, Paragraph):
                number += 1
                self._by_line[block.line] = (block.id, str(number))

    def link(self, line: int) -> str:
        """Link to a line; a line without an id, such as the title, leads to the speech."""
        return link_to(*self._place(line))

    def listed(self, lines: Mapping[int, int], most: int) -> str:
        """Link to the first `most` of several lines; `lines` tells how many places there are in each."""
        shown = ((*self._place(line), count) for line, count in list(lines.items())[:most])
        return listed_places(shown) + ("等" if len(lines) > most else "")

    def _place(self, line: int) -> tuple[str, str]:
        return self._by_line.get(line, (self._speech.id, HEADING if line >= 0 else "全篇"))


def link_to(name: str, label: str) -> str:
    """Link to the place with this id; `label` is the number of a paragraph or another name."""
    return f"[第 {label} 段](#{name})" if label.isdecimal() else f"[{label}](#{name})"


def listed_places(places: Iterable[tuple[str, str, int]], *, linked: bool = True) -> str:
    """Name places `(id, number of the paragraph or another name, how many)`.

    Without links, places of the same name become one.
    """
    if not linked:
        counts: Counter[str] = Counter()
        for _, label, count in places:
            counts[label] += count
        return _joined((label, label, count) for label, count in counts.items())
    return _joined((label, f"[{label}](#{name})", count) for name, label, count in places)


def _joined(places: Iterable[tuple[str, str, int]]) -> str:
    """Join `(label, label as it is shown, how many)`."""
    rows = list(places)
    unit = "段 " if any(label.isdecimal() for label, _, _ in rows) else ""
    return unit + "、".join(shown + (f"（{count}）" if count > 1 else "") for _, shown, count in rows)
