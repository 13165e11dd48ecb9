"""Permalinks: ids of sections, paragraphs and points that are never given twice and never move.

The first time a speech is seen, its parts are numbered. After that the ledger of its trail is aligned with the new
text: what is unchanged, edited in place or moved keeps its id; what is new is named after the part before it (p14a
after p14); an id whose text is gone is retired for ever. The result depends on ledger and text only, so a run that
may not write gives the ids that the next writing run will keep.
"""

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from speechbook.outline.sketch import likeness, same_text, sketches_of
from speechbook.trail import LedgerEntry

__all__ = ("Part", "assign_ids")

_EDITED = 0.25
"""Likeness from which a text that stands in an old one's place is that text, edited."""
_MAX_PAIRS = 40_000
"""Beyond this a rewritten passage is not compared pair by pair: its paragraphs are new ones."""
_TRAILING_LETTERS = re.compile(r"[a-z]+$")


class Part(NamedTuple):
    """Something that gets an id, in reading order within its family."""

    family: str
    """`s` for sections, `p` for paragraphs, and for points `p:` with the fresh id of their paragraph."""
    fresh: str
    """The id it has when the speech is numbered for the first time: `s2-1`, `p14`, `p14-2`."""
    text: str


def assign_ids(parts: Sequence[Part], ledger: Sequence[LedgerEntry]) -> tuple[tuple[str, ...], tuple[LedgerEntry, ...]]:
    """Give each part its id, and return the ledger as it must be kept.

    Ids and entries are without the id of the speech. Points must follow all paragraphs in `parts`.
    """
    in_ledger = {entry.sketch.partition("-")[0]: entry.sketch for entry in ledger}
    sketches = sketches_of([part.text for part in parts], in_ledger)
    if not ledger:
        ids = tuple(part.fresh for part in parts)
        return ids, tuple(LedgerEntry(name, sketch) for name, sketch in zip(ids, sketches, strict=True))
    names = _Names(ledger)
    given: dict[int, str] = {}
    for family, members in _families(parts):
        old = names.live(family)
        kept = _align([entry.sketch for entry in old], [sketches[index] for index in members])
        for place, index in enumerate(members):
            known = old[kept[place]].id if place in kept else ""
            given[index] = names.give(parts[index], known)
    ids = tuple(given[index] for index in range(len(parts)))
    return ids, _new_ledger(ledger, ids, sketches)


class _Names:
    """The names that were given so far: by the ledger, and in this run."""

    def __init__(self, ledger: Sequence[LedgerEntry]) -> None:
        self._ledger = ledger
        self._used = {entry.id for entry in ledger}
        self._parents = {_parent_of(entry.id) for entry in ledger}
        self._given: dict[str, str] = {}  # by the fresh id
        self._last: dict[tuple[str, str], str] = {}  # by family and parent

    def live(self, family: str) -> list[LedgerEntry]:
        """Give the entries of a family whose text was there last time, in order."""
        live = [entry for entry in self._ledger if not entry.retired]
        if family.startswith("p:"):
            owner = self._given[family[2:]]
            return [entry for entry in live if _parent_of(entry.id) == owner]
        return [entry for entry in live if entry.id[0] == family and (family == "s" or "-" not in entry.id)]

    def give(self, part: Part, known: str) -> str:
        """Name a part: by the id it has, or after the part before it under the same parent.

        The parts of a parent that never had any are numbered as they would be on the first day.
        """
        fresh_parent = _parent_of(part.fresh)
        parent = self._given.get(fresh_parent, fresh_parent)
        place = (part.family, parent)
        if known:
            name, place = known, (part.family, _parent_of(known))
        elif parent and parent not in self._parents:
            name = f"{parent}-{part.fresh.rpartition('-')[2]}"
        else:
            before = self._last.get(place) or (f"{parent}-0" if parent else f"{part.family[0]}0")
            stem = _TRAILING_LETTERS.sub("", before)
            name = next(stem + letters for letters in _letters() if stem + letters not in self._used)
        self._used.add(name)
        self._given[part.fresh] = self._last[place] = name
        return name


def _parent_of(name: str) -> str:
    return name.rpartition("-")[0]


def _families(parts: Sequence[Part]) -> Iterator[tuple[str, list[int]]]:
    members: dict[str, list[int]] = {}
    for index, part in enumerate(parts):
        members.setdefault(part.family, []).append(index)
    yield from members.items()


def _align(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Map places of `new` to places of `old`: the same text first, then edited in place, then moved."""
    kept: dict[int, int] = {}
    exact_old = [sketch[:16] for sketch in old]
    exact_new = [sketch[:16] for sketch in new]
    matcher = difflib.SequenceMatcher(None, exact_old, exact_new, autojunk=False)
    gaps = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            kept.update(zip(range(j1, j2), range(i1, i2), strict=True))
        else:
            gaps.append((range(i1, i2), range(j1, j2)))
    free = [i for gap, _ in gaps for i in gap]
    for _, places in gaps:
        for j in places:
            moved = next((i for i in free if same_text(old[i], new[j])), None)
            if moved is not None:
                kept[j] = moved
                free.remove(moved)
    for olds, places in gaps:
        _align_edited([i for i in olds if i in free], [j for j in places if j not in kept], old, new, kept)
    return kept


def _align_edited(
    olds: Sequence[int], news: Sequence[int], old: Sequence[str], new: Sequence[str], kept: dict[int, int]
) -> None:
    """Match what stands in the same gap, in order, so that the sum of likenesses is greatest."""
    if len(olds) * len(news) > _MAX_PAIRS:
        return
    best: dict[tuple[int, int], float] = {}
    for a, b in itertools.product(range(len(olds) - 1, -1, -1), range(len(news) - 1, -1, -1)):
        score = likeness(old[olds[a]], new[news[b]])
        both = best.get((a + 1, b + 1), 0.0) + score if score >= _EDITED else 0.0
        best[a, b] = max(both, best.get((a + 1, b), 0.0), best.get((a, b + 1), 0.0))
    a = b = 0
    while a < len(olds) and b < len(news):
        if best[a, b] == best.get((a + 1, b), 0.0):
            a += 1
        elif best[a, b] == best.get((a, b + 1), 0.0):
            b += 1
        else:
            kept[news[b]] = olds[a]
            a, b = a + 1, b + 1


def _letters() -> Iterator[str]:
    """Yield a … z, aa … az, ba … without end."""
    for length in itertools.count(1):
        for letters in itertools.product("abcdefghijklmnopqrstuvwxyz", repeat=length):
            yield "".join(letters)


def _new_ledger(ledger: Sequence[LedgerEntry], ids: Sequence[str], sketches: Sequence[str]) -> tuple[LedgerEntry, ...]:
    """Put the live entries in reading order, each retired one after the entry it followed."""
    live = dict(zip(ids, sketches, strict=True))
    after: dict[str, list[LedgerEntry]] = {}
    anchor = ""
    for entry in ledger:
        if entry.id in live:
            anchor = entry.id
        else:
            after.setdefault(anchor, []).append(LedgerEntry(entry.id, entry.sketch, retired=True))
    entries = list(after.get("", ()))
    for name in ids:
        entries.append(LedgerEntry(name, live[name]))
        entries += after.get(name, ())
    return tuple(entries)
