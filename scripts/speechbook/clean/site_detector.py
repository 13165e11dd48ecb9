"""Find names of web sites that nobody listed, by what they do in the files of one source.

A site sets its name into every text it copies, between any two characters. So the name recurs across files, and where
it stands it parts words: 水|老秘网|利 hides 水利, which the same files write elsewhere. A word that the speakers use
themselves stands between words, and what is left and right of it hardly ever makes one; a word that goes on to the
right (互联网|络) goes on in the same way. Pure: texts in, proposals out; nothing is changed before an editor lists the
name.

The work is in two halves, so that one new file does not make all be read again: what one text shows (`site_evidence`),
and what that of many texts together proves (`weigh_site_names`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ("SiteEvidence", "SiteNameProposal", "SitePlace", "propose_site_names", "site_evidence", "weigh_site_names")

_TAIL = re.compile("网站|论坛|文库|之家|社区|在线|文秘|网|網|論壇|文庫|社區|吧")
_HOST = re.compile(
    r"(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:com|cn|net|org|cc|info|tw|hk|example)(?![A-Za-z0-9.-])"
)
_PUBLIC = re.compile(r"\.(?:gov|edu|org|mil|ac)(?:\.|$)")
_HAN_PAIR = re.compile("[\u4e00-\u9fff]{2}")
_MAX_NAME_CHARS = 8
_MIN_NAME_CHARS = 3
_MIN_FILES = 2
_MIN_PLACES = 3
_MIN_SEAMS = 2
_MIN_SEAM_SHARE = 0.15
"""Share of the places at which a name parts a word. Set in at random, a name parts one at every third or fourth."""
_MIN_SEAM_SHARE_OF_WORD = 0.5
"""The same for a name that is itself a word: 互联网, and the name of a site besides."""
_MAX_SAME_RIGHT = 0.6
"""Share of the places at which the same character follows: more, and the name is the beginning of a longer word."""
_EXAMPLES = 3
_CONTEXT = 6


@dataclass(frozen=True, slots=True)
class SitePlace:
    """A place that may hold a name: what ends there as names do, with what stands around it."""

    line: int
    """Counted from 0."""
    end: int
    """One past the last character of the name, within the line."""
    before: str
    """The longest name that may end there, and one character before it; for an address the address itself."""
    left: str
    """The character before an address; empty for a name, whose length is not known yet."""
    right: str
    """The character after it, or nothing."""


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """What one text shows."""

    places: tuple[SitePlace, ...]
    pairs: tuple[tuple[str, int], ...]
    """Pairs of neighbouring Han characters and how often the text writes each."""


@dataclass(frozen=True, slots=True)
class SiteNameProposal:
    """A name that may belong into `conf/lexicon/watermarks.txt`, with what speaks for it."""

    name: str
    files: int
    """In how many of the texts it stands."""
    places: int
    """How often it stands in them."""
    seams: int
    """At how many places it parts a word."""
    found: tuple[tuple[str, int, int], ...]
    """Each place: name of the text, line from 0, start within the line."""
    examples: tuple[str, ...]
    """A few places with what stands around them."""


def site_evidence(text: str) -> SiteEvidence:
    """Gather what one text shows; linear in its length."""
    pairs: Counter[str] = Counter()
    places: list[SitePlace] = []
    for number, line in enumerate(text.split("\n")):
        pairs.update(map("".join, pairwise(line)))
        for match in _HOST.finditer(line):
            if not _PUBLIC.search(match[0]):
                left = line[match.start() - 1 : match.start()] if match.start() else ""
                places.append(SitePlace(number, match.end(), match[0], left, line[match.end() : match.end() + 1]))
        for match in _TAIL.finditer(line):
            end = match.end()
            before = line[max(0, end - _MAX_NAME_CHARS - 1) : end]
            places.append(SitePlace(number, end, before, "", line[end : end + 1]))
    return SiteEvidence(tuple(places), tuple((pair, n) for pair, n in pairs.items() if _HAN_PAIR.fullmatch(pair)))


def weigh_site_names(
    texts: Iterable[tuple[str, Sequence[SitePlace]]],
    times_written: Callable[[str], int],
    is_word: Callable[[str], bool],
    left_alone: Sequence[str] = (),
) -> tuple[SiteNameProposal, ...]:
    """Propose unlisted names that recur across texts of one source where grammar does not want them.

    `texts` are names of texts with their places, `times_written` tells how often all texts write a pair of characters,
    `is_word` whether some characters are a word. Names that hold one of `left_alone`, or are part of one, are not
    proposed: they are listed, or known for true words. Best first: by places that part words, then by places.
    """
    rows = [(text, place) for text, places in texts for place in places]
    counts: Counter[str] = Counter()
    for _, place in rows:
        counts.update(_endings(place))
    found: dict[str, list[tuple[str, SitePlace]]] = defaultdict(list)
    for text, place in rows:
        name = place.before if _HOST.fullmatch(place.before) else _whole_name(_endings(place), counts)
        if name:
            found[name].append((text, place))
    proposals = []
    for name, places in found.items():
        if any(name in one or one in name for one in left_alone) or not _recurs([place for _, place in places]):
            continue
        files = len({text for text, _ in places})
        seams = sum(1 for _, place in places if _parts_a_word(place, name, times_written, is_word))
        least = _MIN_SEAM_SHARE_OF_WORD if is_word(name) else _MIN_SEAM_SHARE
        if files >= _MIN_FILES and seams >= max(_MIN_SEAMS, least * len(places)):
            proposals.append(
                SiteNameProposal(
                    name,
                    files,
                    len(places),
                    seams,
                    tuple((text, place.line, place.end - len(name)) for text, place in places),
                    tuple(f"{_left_of(place, name)}{name}{place.right}" for _, place in places[:_EXAMPLES]),
                )
            )
    return tuple(sorted(proposals, key=lambda p: (-p.seams, -p.places, p.name)))


def propose_site_names(
    texts: Sequence[str], is_word: Callable[[str], bool], left_alone: Sequence[str] = ()
) -> tuple[SiteNameProposal, ...]:
    """Do both halves for texts that are at hand."""
    gathered = [site_evidence(text) for text in texts]
    pairs: Counter[str] = Counter()
    for evidence in gathered:
        pairs.update(dict(evidence.pairs))
    places = ((str(number), one.places) for number, one in enumerate(gathered))
    return weigh_site_names(places, pairs.__getitem__, is_word, left_alone)


def _recurs(places: Sequence[SitePlace]) -> bool:
    """Tell whether something stands often enough, and before characters of all kinds."""
    if len(places) < _MIN_PLACES:
        return False
    (_, most), *_ = Counter(place.right for place in places).most_common(1)
    return most <= _MAX_SAME_RIGHT * len(places)


def _endings(place: SitePlace) -> list[str]:
    """List the runs of Han characters that may be the name, shortest first; an address has none."""
    found: list[str] = []
    if place.left or _HOST.fullmatch(place.before):
        return found
    text = place.before
    for start in range(len(text) - _MIN_NAME_CHARS, max(-1, len(text) - _MAX_NAME_CHARS - 1), -1):
        if not "\u4e00" <= text[start] <= "\u9fff":
            break
        found.append(text[start:])
    return found


def _whole_name(endings: Sequence[str], counts: Counter[str]) -> str:
    """Lengthen a name to the left as long as it always goes on in the same way."""
    name = ""
    for ending in endings:
        if counts[ending] < _MIN_PLACES or (name and counts[ending] < 0.7 * counts[name]):
            break
        name = ending
    return name


def _left_of(place: SitePlace, name: str) -> str:
    return place.left or place.before[: len(place.before) - len(name)][-1:]


def _parts_a_word(
    place: SitePlace, name: str, times_written: Callable[[str], int], is_word: Callable[[str], bool]
) -> bool:
    """Tell whether the characters on both sides are a word, and one that these texts write elsewhere."""
    seam = _left_of(place, name) + place.right
    return _HAN_PAIR.fullmatch(seam) is not None and times_written(seam) > 0 and is_word(seam)
