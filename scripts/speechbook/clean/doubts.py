"""What cleaning leaves as it is and reports: places where a character or a word may be lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from speechbook.clean.addresses import ADDRESS_RULE
from speechbook.clean.alphabet import alphabet_of
from speechbook.clean.furniture import is_credit
from speechbook.clean.lines import lines_of
from speechbook.clean.mixed_script import MIXED_SCRIPT_RULE
from speechbook.clean.mojibake import MAY_REMAIN, find_mojibake
from speechbook.clean.number_marks import NUMBER_MARKS_RULE
from speechbook.clean.ocr import find_ocr_errors
from speechbook.clean.site_names import SITE_NAME_RULE, unlisted_addresses
from speechbook.diagnostics import Diagnostic, DiagnosticCode, excerpt_of
from speechbook.han import PRIVATE_USE
from speechbook.model import Edit

__all__ = ("doubts_of_edits", "doubts_of_text")

_SITE_RULES = frozenset((SITE_NAME_RULE, ADDRESS_RULE))
_CREDIT_CHARS = 60
_LOST = re.compile("\ufffd+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_PRIVATE = re.compile(f"[{PRIVATE_USE}]+")


def doubts_of_text(text: str) -> tuple[Diagnostic, ...]:
    """Report the places of a text, machine or clean, that show by themselves that something is lost."""
    alphabet = alphabet_of(text)  # tells at once that there is none of most
    places: list[tuple[int, int, DiagnosticCode]] = []
    if _LOST.search(alphabet):
        places += [(start, end, DiagnosticCode.LOST_CHARACTER) for start, end in _matches(_LOST, text)]
    if _PRIVATE.search(alphabet):
        places += [(start, end, DiagnosticCode.PRIVATE_CHARACTER) for start, end in _matches(_PRIVATE, text)]
    if _CONTROL.search(alphabet):
        places += [(start, end, DiagnosticCode.CONTROL_CHARACTER) for start, end in _matches(_CONTROL, text)]
    if "." in alphabet:
        places += [(start, end, DiagnosticCode.UNKNOWN_SITE_NAME) for start, end in unlisted_addresses(text)]
    if MAY_REMAIN.search(alphabet):
        places += [(start, end, DiagnosticCode.MOJIBAKE) for start, end in find_mojibake(text)]
    places += [(start, end, DiagnosticCode.OCR_SUSPECTED) for start, end in find_ocr_errors(text)]
    places += [(start, start + len(line), DiagnosticCode.PRESS_CREDIT) for start, line in _credits(text)]
    return tuple(_placed(text, sorted(places, key=lambda place: place[:2])))


def doubts_of_edits(text: str, edits: Sequence[Edit]) -> tuple[Diagnostic, ...]:
    """Report the places of a machine text where the edits that made it may have left a gap."""
    places = [(at, at, DiagnosticCode.SITE_NAME_REMOVED) for at in _removed_site_names(edits)]
    return (*_placed(text, places), *_unified_lines(text, edits), *_number_marks(text, edits))


def _number_marks(text: str, edits: Sequence[Edit]) -> Iterator[Diagnostic]:
    """Report once that separators in numbers were widened by what the rest of the text shows."""
    places = list(_places_of(NUMBER_MARKS_RULE, edits, DiagnosticCode.NUMBER_MARKS))
    for doubt in _placed(text, places[:1]):
        yield replace(doubt, detail=f"{len(places)} 处")


def _unified_lines(text: str, edits: Sequence[Edit]) -> Iterator[Diagnostic]:
    """Report each line that was written in the other script, once, with what was changed in it."""
    places = list(_places_of(MIXED_SCRIPT_RULE, edits, DiagnosticCode.MIXED_SCRIPT))
    for _, group in groupby(_placed(text, places), lambda doubt: doubt.line):
        doubts = list(group)
        yield replace(doubts[0], end=doubts[-1].end, detail=f"已改为本篇用字，{len(doubts)} 处")


def _places_of(rule: str, edits: Sequence[Edit], code: DiagnosticCode) -> Iterator[tuple[int, int, DiagnosticCode]]:
    """Yield where in the machine text the edits of a rule are."""
    shift = 0
    for start, _, old, new, names in edits:
        if rule in names and rule in names.split("+"):
            yield start + shift, start + shift + len(new), code
        shift += len(new) - len(old)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text))


def _credits(text: str) -> Iterator[tuple[int, str]]:
    return ((start, line) for start, line in lines_of(text) if 0 < len(line) <= _CREDIT_CHARS and is_credit(line))


def _removed_site_names(edits: Sequence[Edit]) -> Iterator[int]:
    """Yield where in the machine text a site name stood inside a sentence."""
    shift = 0
    for start, _, old, new, names in edits:
        if "\n" not in old and (
            names in _SITE_RULES or ("+" in names and not _SITE_RULES.isdisjoint(names.split("+")))
        ):
            yield start + shift + len(new)
        shift += len(new) - len(old)


def _placed(text: str, places: Sequence[tuple[int, int, DiagnosticCode]]) -> Iterator[Diagnostic]:
    """Turn places in the text, in order, into places in its lines."""
    if not places:
        return
    waiting = iter(places)
    place = next(waiting, None)
    for number, (line_start, line) in enumerate(lines_of(text)):
        while place is not None and place[0] <= line_start + len(line):
            start, end, code = place
            start, end = start - line_start, min(end - line_start, len(line))
            yield Diagnostic(code, number, start, end, excerpt_of(line, start, end))
            place = next(waiting, None)
