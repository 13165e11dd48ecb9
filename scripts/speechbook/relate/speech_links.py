"""All links that one speech shows by itself, and what it asks of the rest of the collection."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from speechbook.config import Links
from speechbook.diagnostics import Diagnostic
from speechbook.model import LinkKind, Paragraph, Speech, SpeechLinks, TextLink
from speechbook.relate.announced_lists import announced_lists, links_of_announced, split_heading_links
from speechbook.relate.editor_links import EditorLinks, Wish, place_added, read_editor_links
from speechbook.relate.namings import Naming, find_namings
from speechbook.relate.references import find_references
from speechbook.relate.text_lists import lists_of

__all__ = ("FoundLinks", "find_links")


@dataclass(frozen=True, slots=True)
class FoundLinks:
    """The links of a speech before the collection is asked."""

    shown: SpeechLinks
    namings: tuple[Naming, ...]
    """The naming in each slot of `shown`."""
    wishes: tuple[Wish, ...]
    """Added links in the slots after those of the namings: their targets must be looked at."""
    editor: EditorLinks
    diagnostics: tuple[Diagnostic, ...]


def find_links(speech: Speech, lines: Sequence[str], wanted: Links, fold: Callable[[str], str]) -> FoundLinks:
    """Find the links of a speech; `lines` are the body lines of its clean text.

    Targets in other speeches are slots, to be filled when the collection is known.
    """
    editor, doubts = read_editor_links(speech)
    lists = lists_of(speech)
    announced = announced_lists(speech, lists)
    found: list[TextLink] = []
    references: tuple[Diagnostic, ...] = ()
    if wanted.lists:
        found += links_of_announced(speech, announced)
    if wanted.parts and LinkKind.PART not in editor.off:
        parts, references = find_references(speech, lines, lists, announced, fold)
        found += parts
    namings = find_namings(speech, lines, fold) if wanted.speeches else ()
    slots = [_slot(naming, number) for number, naming in enumerate(namings)]
    paragraphs = {block.line: block.id for block in speech.blocks if isinstance(block, Paragraph)}
    kept = [
        link for link in (*found, *slots) if not editor.dismisses(link, lines[link.line], paragraphs.get(link.line, ""))
    ]
    placed, not_placed = place_added(speech, lines, editor.added)
    asked = tuple(wish for wish, _ in placed)
    added = [_waiting(link, len(namings) + number) for number, (_, link) in enumerate(placed)]
    inside, headings = split_heading_links(speech, tuple(_apart((*added, *kept))))
    own = {link.slot for link in inside}
    still_doubtful = (d for d in references if not _is_settled(d, lines, editor, added))
    return FoundLinks(
        SpeechLinks(inside, headings),
        tuple(naming if number in own else _silenced(naming) for number, naming in enumerate(namings)),
        asked,
        editor,
        (*doubts, *not_placed, *still_doubtful),
    )


def _slot(naming: Naming, number: int) -> TextLink:
    return TextLink(naming.line, naming.start, naming.end, LinkKind.SPEECH, "", number)


def _waiting(link: TextLink, slot: int) -> TextLink:
    return TextLink(link.line, link.start, link.end, link.kind, link.target, slot=slot)


def _silenced(naming: Naming) -> Naming:
    """Keep the number of a slot that nobody will ask for."""
    return Naming(naming.line, naming.start, naming.end, "", naming.is_title, "", "")


def _apart(links: Sequence[TextLink]) -> Iterator[TextLink]:
    """Give links that do not overlap, in the order of the text; earlier ones in the sequence go first."""
    chosen: list[TextLink] = []
    by_line: dict[int, list[TextLink]] = {}
    for link in links:
        others = by_line.setdefault(link.line, [])
        if link.start < link.end and not any(o.start < link.end and link.start < o.end for o in others):
            others.append(link)
            chosen.append(link)
    yield from sorted(chosen, key=lambda link: (link.line, link.start))


def _is_settled(doubt: Diagnostic, lines: Sequence[str], editor: EditorLinks, added: Sequence[TextLink]) -> bool:
    """Tell whether an editor has decided about an ambiguous reference."""
    probe = TextLink(doubt.line, doubt.start, doubt.end, LinkKind.PART, "")
    return editor.dismisses(probe, lines[doubt.line], "") or any(
        link.line == doubt.line and link.start < doubt.end and doubt.start < link.end for link in added
    )
