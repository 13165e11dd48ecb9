"""What an editor decided about the links of a speech: the entries of `links` in its front matter.

`去掉: 词句`, `添加: 词句 -> 编号`, `停用: 种类`; `@p12` after the words says in which paragraph they stand. The words
又见 with a speech or place mean the note on words that stand elsewhere, too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from speechbook.diagnostics import Diagnostic, DiagnosticCode
from speechbook.model import LinkKind, Paragraph, Section, Speech, TextLink

__all__ = ("KIND_NAMES", "EditorLinks", "Wish", "ids_of", "place_added", "read_editor_links")

KIND_NAMES = {
    "预告": LinkKind.LIST,
    "指代": LinkKind.PART,
    "篇名": LinkKind.SPEECH,
    "又见": LinkKind.PASSAGE,
}
_ENTRY = re.compile(r"(?P<verb>去掉|添加|停用)\s*[:：]\s*(?P<rest>.+)")
_ARROW = re.compile(r"\s*(?:->|→|＝>|=>)\s*")
_PLACE = re.compile(r"\s*@\s*(?P<place>[a-z0-9-]+)$")
_LOCAL = re.compile(r"[sp]\d+[a-z]*(?:-\d+[a-z]*)*")
_ALSO = "又见"


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing an editor asks for."""

    entry: str
    """The entry as written."""
    words: str
    """Words of the text; empty for a note 又见."""
    paragraph: str
    """Permalink; empty for wherever the words stand."""
    target: str = ""
    """Where an added link leads: a permalink, a speech, or its permalink."""


@dataclass(frozen=True, slots=True)
class EditorLinks:
    """All that an editor decided about the links of one speech."""

    off: frozenset[LinkKind] = frozenset()
    dismissed: tuple[Wish, ...] = ()
    added: tuple[Wish, ...] = ()
    parallels_dismissed: tuple[Wish, ...] = ()
    """`target` is the other speech."""
    parallels_added: tuple[Wish, ...] = ()

    def dismisses(self, link: TextLink, line: str, paragraph: str) -> bool:
        """Tell whether a link that was found is not wanted."""
        words = line[link.start : link.end]
        return link.kind in self.off or any(
            (wish.words in words or words in wish.words) and wish.paragraph in ("", paragraph)
            for wish in self.dismissed
        )


def read_editor_links(speech: Speech) -> tuple[EditorLinks, tuple[Diagnostic, ...]]:
    """Read the entries; those that cannot be understood are diagnostics and do nothing."""
    off: set[LinkKind] = set()
    found: dict[str, list[Wish]] = {"去掉": [], "添加": []}
    doubts: list[Diagnostic] = []
    ids = {block.id for block in speech.blocks}
    for entry in speech.meta.links:
        match = _ENTRY.fullmatch(entry.strip())
        if match is None:
            doubts.append(_doubt(DiagnosticCode.LINK_NOT_UNDERSTOOD, entry, f"“{entry}”"))
        elif match["verb"] == "停用":
            names = re.split(r"[、,，\s]+", match["rest"].strip())
            off |= {KIND_NAMES[name] for name in names if name in KIND_NAMES}
            unknown = [name for name in names if name not in KIND_NAMES]
            if unknown:
                detail = f"没有“{'、'.join(unknown)}”这一种；可用的有：{'、'.join(KIND_NAMES)}"
                doubts.append(_doubt(DiagnosticCode.LINK_NOT_UNDERSTOOD, entry, detail))
        else:
            wish = _wish(entry, match["verb"], match["rest"].strip(), speech.id)
            if wish is None:
                doubts.append(_doubt(DiagnosticCode.LINK_NOT_UNDERSTOOD, entry, f"“{entry}”"))
            elif wish.paragraph and wish.paragraph not in ids:
                doubts.append(_doubt(DiagnosticCode.DANGLING_LINK, entry, f"本篇没有 {wish.paragraph}（“{entry}”）"))
            else:
                found[match["verb"]].append(wish)
    links = EditorLinks(
        frozenset(off),
        tuple(wish for wish in found["去掉"] if wish.words),
        tuple(wish for wish in found["添加"] if wish.words),
        tuple(wish for wish in found["去掉"] if not wish.words),
        tuple(wish for wish in found["添加"] if not wish.words),
    )
    return links, tuple(doubts)


def _wish(entry: str, verb: str, rest: str, speech: str) -> Wish | None:
    also = rest.startswith(_ALSO + " ")
    place = _PLACE.search(rest)
    paragraph = _full(place["place"], speech) if place else ""
    rest = rest[: place.start()] if place else rest
    if also:
        target = _full(rest.removeprefix(_ALSO).strip(), speech)
        return None if not target or (verb == "添加" and not paragraph) else Wish(entry, "", paragraph, target)
    words, *targets = _ARROW.split(rest)
    inner = _PLACE.search(words)
    if inner:
        words, paragraph = words[: inner.start()], _full(inner["place"], speech)
    if not words or len(targets) != (verb == "添加"):
        return None
    return Wish(entry, words, paragraph, _full(targets[0], speech) if targets else "")


def _full(name: str, speech: str) -> str:
    """Give a permalink in full: `p12` is one of this speech, `other#p5` one of another."""
    name = name.strip()
    if _LOCAL.fullmatch(name):
        return f"{speech}-{name}"
    other, mark, local = name.partition("#")
    if not mark or local.startswith(other + "-"):
        return local or other
    return f"{other}-{local}" if other else f"{speech}-{local}"


def place_added(
    speech: Speech, lines: Sequence[str], wishes: Sequence[Wish]
) -> tuple[tuple[tuple[Wish, TextLink], ...], tuple[Diagnostic, ...]]:
    """Find the words of the links that an editor adds; their targets are not looked at here."""
    placed: list[tuple[Wish, TextLink]] = []
    doubts: list[Diagnostic] = []
    for wish in wishes:
        places = [
            (block.line, at)
            for block in speech.blocks
            if isinstance(block, Paragraph) and wish.paragraph in ("", block.id)
            for at in _places(lines[block.line], wish.words, block.start)
        ]
        if len(places) == 1 or (places and wish.paragraph):
            line, at = places[0]
            link = TextLink(line, at, at + len(wish.words), LinkKind.PART, wish.target)
            placed.append((wish, link))
        elif not places:
            doubts.append(_doubt(DiagnosticCode.DANGLING_LINK, wish.entry, f"正文里没有“{wish.words}”"))
        else:
            detail = f"“{wish.words}”在正文里有 {len(places)} 处，请用 @p… 写明哪一段"
            doubts.append(_doubt(DiagnosticCode.DANGLING_LINK, wish.entry, detail))
    return tuple(placed), tuple(doubts)


def _places(line: str, words: str, start: int) -> list[int]:
    return [match.start() for match in re.compile(re.escape(words)).finditer(line, start)]


def _doubt(code: DiagnosticCode, entry: str, detail: str) -> Diagnostic:
    return Diagnostic(code, -1, 0, 0, entry, detail)


def ids_of(speech: Speech) -> tuple[str, ...]:
    """Give every permalink of a speech: sections, paragraphs, points."""
    names: list[str] = []
    for block in speech.blocks:
        names.append(block.id)
        if isinstance(block, Section):
            continue
        names += (name for name, _ in block.points)
    return tuple(names)
