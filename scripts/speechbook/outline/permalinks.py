"""Permalinks: ids of sections, paragraphs and points that are never given twice and never move.

The first time a speech is seen, its parts are numbered. After that the ledger of its trail is aligned with the new
text: what is unchanged, edited in place or moved keeps its id; what is new is named after the part before it (p14a
after p14); an id whose text is gone is retired for ever. The result depends on ledger and text only, so a run that
may not write gives the ids that the next writing run will keep.
"""

import difflib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from speechbook.outline.sketch import likeness, same_text, sketch_of
from speechbook.trail import LedgerEntry

__all__ = ("Part", "assign_ids")

_EDITED = 0.25
"""Likeness from which a text that stands in an old one's place is that text, edited."""
_MAX_PAIRS = 40_000
"""Beyond this a rewritten passage is not compared pair by pair: its paragraphs are new ones."""
_TRAILING_LETTERS = re.compile(r"[a-z]+$")


@dataclass(frozen=True, slots=True)
class Part:
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
    if not ledger:
        ids = tuple(part.fresh for part in parts)
        return ids, tuple(LedgerEntry(i, sketch_of(part.text)) for i, part in zip(ids, parts, strict=True))
    used = {entry.id for entry in ledger}
    parents = {entry.id.rpartition("-")[0] for entry in ledger}
    given: dict[int, str] = {}
    renamed: dict[str, str] = {}
    for family, members in _families(parts):
        owner = renamed.get(family, "")
        old = [entry for entry in ledger if not entry.retired and _family_of(entry.id, owner) == family[0]]
        old = [entry for entry in old if not owner or entry.id.startswith(owner + "-")]
        sketches = [sketch_of(parts[i].text) for i in members]
        kept = _align([entry.sketch for entry in old], sketches)
        before = ""
        for place, index in enumerate(members):
            name = (
                old[kept[place]].id if place in kept else _new_id(parts[index], before, owner, renamed, used, parents)
            )
            used.add(name)
            given[index] = before = name
            renamed[parts[index].fresh] = name
            if family == "p":
                renamed[f"p:{parts[index].fresh}"] = name
    ids = tuple(given[i] for i in range(len(parts)))
    return ids, _new_ledger(ledger, ids, parts)


def _families(parts: Sequence[Part]) -> Iterator[tuple[str, list[int]]]:
    members: dict[str, list[int]] = {}
    for index, part in enumerate(parts):
        members.setdefault(part.family, []).append(index)
    yield from members.items()


def _family_of(name: str, owner: str) -> str:
    """Tell sections, paragraphs and points apart by their ids; points count as `p` only when their owner asks."""
    if name.startswith("s"):
        return "s"
    return "p" if ("-" in name) == bool(owner) else ""


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


def _new_id(part: Part, before: str, owner: str, renamed: Mapping[str, str], used: Set[str], parents: Set[str]) -> str:
    """Name a new part after the one before it, or after its place where none is before it.

    Parts of a parent that never had any are numbered as they would be the first time.
    """
    fresh_parent, _, number = part.fresh.rpartition("-")
    parent = owner or renamed.get(fresh_parent, fresh_parent)
    if parent and parent not in parents:
        return f"{parent}-{number}"
    if before and before.rpartition("-")[0] == parent:
        stem = _TRAILING_LETTERS.sub("", before)
    else:
        stem = f"{parent}-0" if parent else f"{part.family[0]}0"
    return next(name for letters in _letters() if (name := stem + letters) not in used)


def _letters() -> Iterator[str]:
    """Yield a … z, aa … az, ba … without end."""
    for length in itertools.count(1):
        for letters in itertools.product("abcdefghijklmnopqrstuvwxyz", repeat=length):
            yield "".join(letters)


def _new_ledger(ledger: Sequence[LedgerEntry], ids: Sequence[str], parts: Sequence[Part]) -> tuple[LedgerEntry, ...]:
    """Put the live entries in reading order, each retired one after the entry it followed."""
    live = {name: sketch_of(part.text) for name, part in zip(ids, parts, strict=True)}
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
