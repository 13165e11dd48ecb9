"""Find names of web sites that nobody listed, by what they do in the files of one source.

A site sets its name into every text it copies, between any two characters. So the name recurs across files, and where
it stands the characters left and right of it belong together: 我|老秘网|县 hides 我县, which the same files write
elsewhere. A word that the speakers use themselves stands where grammar wants it, and what is left and right of it
hardly ever makes a word. Pure: texts in, proposals out; nothing is changed before an editor lists the name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ("SiteNameProposal", "propose_site_names")

_TAIL = re.compile("网站|论坛|文库|之家|社区|在线|文秘|网|網|論壇|文庫|社區|吧")
_HOST = re.compile(
    r"(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:com|cn|net|org|cc|info|tw|hk|example)(?![A-Za-z0-9.-])"
)
_PUBLIC = re.compile(r"\.(?:gov|edu|org|mil|ac)(?:\.|$)")
_MAX_NAME_CHARS = 8
_MIN_NAME_CHARS = 3
_MIN_FILES = 2
_MIN_PLACES = 3
_MIN_SEAMS = 0.5
"""Share of the places at which the characters on both sides make a pair that the files write elsewhere."""
_MIN_PAIR = 2
_EXAMPLES = 3
_CONTEXT = 6


@dataclass(frozen=True, slots=True)
class SiteNameProposal:
    """A name that may belong into `conf/lexicon/watermarks.txt`, with what speaks for it."""

    name: str
    files: int
    """In how many of the texts it stands."""
    places: int
    """How often it stands in them."""
    seams: int
    """At how many places the text closes to known words when the name is taken out."""
    examples: tuple[str, ...]
    """A few places with what stands around them."""


def propose_site_names(texts: Sequence[str], listed: Sequence[str] = ()) -> tuple[SiteNameProposal, ...]:
    """Propose unlisted names that recur across texts of one source where grammar does not want them.

    Names in `listed` are not proposed again. Best first: by seams, then by places. Linear in the length of the texts.
    """
    pairs: Counter[str] = Counter()
    for text in texts:
        pairs.update(map("".join, pairwise(text)))
    places = _places(texts)
    proposals = []
    for name, found in places.items():
        files = len({number for number, _ in found})
        if name in listed or files < _MIN_FILES or len(found) < _MIN_PLACES:
            continue
        seams = sum(1 for number, start in found if _closes(texts[number], start, start + len(name), pairs))
        if seams >= _MIN_SEAMS * len(found):
            examples = tuple(
                texts[number][max(0, start - _CONTEXT) : start + len(name) + _CONTEXT].replace("\n", " ")
                for number, start in found[:_EXAMPLES]
            )
            proposals.append(SiteNameProposal(name, files, len(found), seams, examples))
    return tuple(sorted(proposals, key=lambda p: (-p.seams, -p.places, p.name)))


def _places(texts: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """Find hosts and names that end as site names do, with `(text, start)` of each place."""
    counts: Counter[str] = Counter()
    ends: list[tuple[int, int]] = []
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, text in enumerate(texts):
        for match in _HOST.finditer(text):
            if not _PUBLIC.search(match[0]):
                places[match[0]].append((number, match.start()))
        for match in _TAIL.finditer(text):
            ends.append((number, match.end()))
            counts.update(_endings(text, match.end()))
    for number, end in ends:
        name = _whole_name(list(_endings(texts[number], end)), counts)
        if name:
            places[name].append((number, end - len(name)))
    return places


def _endings(text: str, end: int) -> list[str]:
    """List the runs of Han characters that end at `end`, shortest first."""
    found = []
    for start in range(end - _MIN_NAME_CHARS, max(-1, end - _MAX_NAME_CHARS - 1), -1):
        if start < 0 or not all("\u4e00" <= char <= "\u9fff" for char in text[start : start + 1]):
            break
        found.append(text[start:end])
    return found


def _whole_name(endings: Sequence[str], counts: Counter[str]) -> str:
    """Lengthen a name to the left as long as it always goes on in the same way."""
    name = ""
    for ending in endings:
        if counts[ending] < _MIN_PLACES or (name and counts[ending] < 0.7 * counts[name]):
            break
        name = ending
    return name


def _closes(text: str, start: int, end: int, pairs: Counter[str]) -> bool:
    """Tell whether the characters around a place make a pair that is written elsewhere, but none with the name."""
    left, right = text[start - 1 : start], text[end : end + 1]
    han = bool(left and right) and "\u4e00" <= left <= "\u9fff" and "\u4e00" <= right <= "\u9fff"
    return han and pairs[left + right] >= _MIN_PAIR
