"""Which diagnostics an editor has decided about, and what that means for page and check.

A decision is kept in the trail, so it survives cleaning again and edits elsewhere. It is found again by the permalink
of its paragraph, the words of that paragraph and the place within them: when the words change, the question is open
again.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from speechbook.diagnostics import Diagnostic, DiagnosticCode
from speechbook.model import Section, Speech
from speechbook.trail import Decision, Verdict

__all__ = ("CANNOT_BE_SETTLED", "Decisions", "paragraphs_of")

CANNOT_BE_SETTLED = frozenset(
    (
        DiagnosticCode.DUPLICATE_ID,
        DiagnosticCode.LEDGER_STALE,
        DiagnosticCode.DANGLING_LINK,
        DiagnosticCode.LINK_NOT_UNDERSTOOD,
        DiagnosticCode.RECURRING_NAME,
    )
)
"""What has to be put right and not judged; a name that recurs is judged in a lexicon."""

_HASH_DIGITS = 16
_DOES_NOT_COUNT = ("P", "Z")
"""Classes of characters: punctuation and blanks."""


class Decisions:
    """The decisions about one speech, as it stands."""

    def __init__(self, decisions: Sequence[Decision], lines: Sequence[str], paragraphs: Mapping[int, str]) -> None:
        """Take the decisions of a trail, the body lines of the clean text, and the permalink of each line."""
        self._lines = lines
        self._paragraphs = paragraphs
        # The last decision about a place is the one that holds.
        self._known = {_key(decision): decision for decision in decisions}

    def about(self, diagnostic: Diagnostic) -> Decision | None:
        """Find the decision about a diagnostic."""
        return self._known.get(_key(self.made(diagnostic, Verdict.DISMISSED, ""))) if self._known else None

    def made(self, diagnostic: Diagnostic, verdict: Verdict, reason: str) -> Decision:
        """Make a decision about a diagnostic."""
        d = diagnostic
        line = self._lines[d.line] if 0 <= d.line < len(self._lines) else ""
        return Decision(
            code=d.code.code,
            verdict=verdict,
            paragraph=self._paragraphs.get(d.line, ""),
            text=_hash(f"{_letters(line)}\0{_letters(d.detail)}"),
            start=len(_letters(line[: d.start])),
            end=len(_letters(line[: d.end])),
            excerpt=d.excerpt or d.detail,
            reason=reason,
        )

    def shown(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Give those that readers see: all but the dismissed, with the word of the editor where there is one."""
        if not self._known:
            return tuple(diagnostics)
        kept = []
        for diagnostic in diagnostics:
            decision = self.about(diagnostic)
            if decision is None:
                kept.append(diagnostic)
            elif decision.verdict is Verdict.CONFIRMED:
                remark = f"编者核对：{decision.reason}" if decision.reason else "编者核对属实"
                kept.append(replace(diagnostic, detail="；".join(filter(None, (diagnostic.detail, remark)))))
        return tuple(kept)


def paragraphs_of(speech: Speech) -> dict[int, str]:
    """Give the permalink of each line, without the id of the speech."""
    found: dict[int, str] = {}
    for block in speech.blocks:
        line = block.heading.line if isinstance(block, Section) else block.line
        found.setdefault(line, block.id.removeprefix(f"{speech.id}-"))
    return found


def _key(decision: Decision) -> tuple[str, str, str, int, int]:
    return decision.code, decision.paragraph, decision.text, decision.start, decision.end


def _letters(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char)[0] not in _DOES_NOT_COUNT)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]
