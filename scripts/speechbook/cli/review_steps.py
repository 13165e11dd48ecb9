"""What a review asks, in which order, and what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from speechbook.cli.checking import VERDICTS
from speechbook.diagnostics import DiagnosticCode
from speechbook.pipeline.binding import inference_of
from speechbook.pipeline.checking import Finding
from speechbook.trail import Verdict

__all__ = ("Step", "Tally", "are_alike", "steps_of")

_INFERRED = DiagnosticCode.METADATA_INFERRED


@dataclass
class Tally:
    """What a session did."""

    decided: dict[Verdict, int] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)
    keys: int = 0
    words: int = 0

    def line(self, still_open: int) -> str:
        """Say it in one line."""
        parts = [f"{VERDICTS[verdict]} {count} 处" for verdict, count in self.decided.items() if count]
        parts += [f"改了 {len(self.edited)} 篇"] if self.edited else []
        parts += [f"写入元数据 {self.keys} 项"] if self.keys else []
        parts += [f"词表添了 {self.words} 行"] if self.words else []
        rest = f"还有 {still_open} 处，再运行 speechbook review 接着看。" if still_open else "没有要看的了。"
        return ("，".join(parts) + "。" if parts else "没有改动。") + rest


@dataclass
class Step:
    """One question: a finding, or all that was inferred for one key."""

    findings: list[Finding]
    note: str = ""
    """What became of it; empty while it is open."""

    @property
    def is_group(self) -> bool:
        """Tell whether one answer is about several findings."""
        return len(self.findings) > 1

    @property
    def finding(self) -> Finding:
        """Give the first finding."""
        return self.findings[0]


def steps_of(findings: Sequence[Finding]) -> list[Step]:
    """Ask one by one, worst first; at the end ask once for each key what was inferred."""
    steps = [Step([finding]) for finding in findings if finding.diagnostic.code is not _INFERRED]
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.diagnostic.code is _INFERRED:
            groups.setdefault(inference_of(finding.diagnostic).key, []).append(finding)
    return steps + [Step(group) for group in groups.values()]


def are_alike(one: Finding, other: Finding) -> bool:
    """Tell whether two findings say the same of the same words, wherever these stand now."""
    mine, theirs = one.diagnostic, other.diagnostic
    return (mine.code, mine.excerpt, mine.detail) == (theirs.code, theirs.excerpt, theirs.detail)
