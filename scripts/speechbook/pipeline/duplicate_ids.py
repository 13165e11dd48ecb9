"""Ids that would stand twice in the book: a speech called like a paragraph of another, an id twice in a ledger."""

import re
from collections import Counter
from collections.abc import Collection

from speechbook.diagnostics import Diagnostic, DiagnosticCode
from speechbook.pipeline.archive import Archive
from speechbook.trail import Trail

__all__ = ("duplicate_ids", "is_like_a_part")

_PART = re.compile(r"(?P<speech>[a-z0-9-]+?)-(?P<part>s\d+[a-z]*(?:-\d+[a-z]*)*|p\d+[a-z]*(?:-\d+)?)")


def is_like_a_part(name: str, names: Collection[str]) -> bool:
    """Tell whether a speech is called as a part of another could be."""
    part = _PART.fullmatch(name)
    return part is not None and part["speech"] in names


def duplicate_ids(archive: Archive, name: str, names: Collection[str], trail: Trail) -> tuple[Diagnostic, ...]:
    """Report where the id of a speech, or ids in its ledger, are taken; `names` are the ids of all speeches.

    Raises `FileProblemError` when the trail of the other speech cannot be read.
    """
    twice = [id_ for id_, count in Counter(entry.id for entry in trail.ledger).items() if count > 1]
    found = [f"{name}-{id_}" for id_ in twice]
    part = _PART.fullmatch(name)
    if part and part["speech"] in names:
        ledger = archive.load_trail(part["speech"]).ledger
        found += [f"{name}（{part['speech']} 中也有）" for entry in ledger if entry.id == part["part"]]
    return tuple(Diagnostic(DiagnosticCode.DUPLICATE_ID, -1, 0, 0, detail, detail) for detail in found)
