"""Link an announcement (讲三点意见) to its list, and the label of the list's first item back to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speechbook.model import Announcement, HeadingKind, LinkKind, Paragraph, Section, Speech, TextLink
from speechbook.relate.text_lists import ListItem, TextList

__all__ = ("AnnouncedList", "announced_lists", "links_of_announced")

_HEADING_REACH = 6
"""Lines from an announcement to the first heading of its list, as in the outline."""


@dataclass(frozen=True, slots=True)
class AnnouncedList:
    """An announcement that was kept, and the list that keeps it."""

    announcement: Announcement
    list: TextList


def announced_lists(speech: Speech, lists: Sequence[TextList]) -> tuple[AnnouncedList, ...]:
    """Find the list of each announcement that has one of exactly the promised length."""
    found = []
    for announcement in speech.outline.announced:
        kept_by = _list_of(announcement, lists) if announcement.list_present else None
        if kept_by:
            found.append(AnnouncedList(announcement, kept_by))
    return tuple(found)


def _list_of(announcement: Announcement, lists: Sequence[TextList]) -> TextList | None:
    here = (announcement.line, announcement.start)
    end = announcement.start + len(announcement.text)
    fitting = [one for one in lists if _length(one) == announcement.count]
    beside = [one for one in fitting if one.level == 0 and one.start[0] == announcement.line]
    after = [one for one in beside if one.start[1] >= end]
    if after:
        return min(after, key=lambda one: one.start)
    around = [one for one in beside if one.items[-1].place < here <= one.end]
    if around:
        return around[-1]
    headings = [one for one in lists if one.level and one.start[0] > announcement.line]
    first = min(headings, key=lambda one: one.start, default=None)
    if first in fitting and first is not None and first.start[0] - announcement.line <= _HEADING_REACH:
        return first
    below = [one for one in fitting if one.level == 0 and one.start[0] == announcement.line + 1]
    return below[0] if below else None


def _length(one: TextList) -> int:
    return max(len(one.items), one.items[-1].value if one.is_numbered else 0)


def links_of_announced(speech: Speech, pairs: Sequence[AnnouncedList]) -> Iterator[TextLink]:
    """Give the links both ways; those on the labels of headings count their offsets from the title."""
    places = {block.line: block for block in speech.blocks if isinstance(block, Paragraph)}
    answered: dict[str, AnnouncedList] = {}
    for pair in pairs:
        announcement, first = pair.announcement, pair.list.items[0]
        block = places.get(announcement.line)
        if block is None or announcement.start < block.start or not first.id:
            continue
        end = announcement.start + len(announcement.text)
        yield TextLink(announcement.line, announcement.start, end, LinkKind.LIST, first.id)
        answered[first.id] = pair  # the nearest of several announcements is the last
    for pair in answered.values():
        first = pair.list.items[0]
        back = places[pair.announcement.line].id
        yield _label_link(first, back)


def _label_link(item: ListItem, back: str) -> TextLink:
    """Link the label of an item, or all of its words where it has no label."""
    line, start = item.place
    length = len(item.label)
    if not length and item.heading:
        length = item.heading.end - item.heading.start
    return TextLink(line, start, start + length, LinkKind.LIST, back)


def split_heading_links(speech: Speech, links: Sequence[TextLink]) -> tuple[tuple[TextLink, ...], tuple[TextLink, ...]]:
    """Part the links that stand in the text from those on headings, which are shown apart from their line."""
    headings = {
        block.heading.line: block.heading
        for block in speech.blocks
        if isinstance(block, Section) and block.heading.kind is not HeadingKind.NUMBERED
    }
    inside: list[TextLink] = []
    on_headings: list[TextLink] = []
    for link in links:
        heading = headings.get(link.line)
        (on_headings if heading and link.start < heading.end else inside).append(link)
    return tuple(inside), tuple(on_headings)
