"""One line of Chinese for one thing that was done or found."""

from speechbook.config import PRESET_LABELS
from speechbook.diagnostics import Weight
from speechbook.pipeline.checking import Finding
from speechbook.pipeline.cleaning import RawResult

__all__ = ("finding_lines", "raw_result_line")


_WEIGHTS = {Weight.LOSS: "要紧", Weight.DOUBT: "待查", Weight.NOTE: "提示"}


def raw_result_line(result: RawResult) -> str:
    """Say what became of a raw file."""
    if result.problem:
        return f"speechbook：{result.problem}"
    parts = [f"{result.outcome.value}：{result.path}"]
    if result.speech:
        parts.append(f"→ {result.speech}")
    if result.cleaned:
        doubts = len(result.cleaned.diagnostics)
        kind = PRESET_LABELS.get(result.cleaned.preset, result.cleaned.preset)
        doubtful = f"，待查 {doubts} 处" if doubts else ""
        parts.append(f"（{kind}，修复 {len(result.cleaned.edits)} 处{doubtful}）")
    return " ".join(parts)


def finding_lines(finding: Finding) -> str:
    """Show a diagnostic as place, meaning, excerpt and what to do."""
    diagnostic = finding.diagnostic
    place = f"{finding.file}:{finding.file_line}" if finding.file_line else finding.file
    excerpt = f"\n    {diagnostic.excerpt}" if diagnostic.excerpt and diagnostic.line >= 0 else ""
    head = f"{_WEIGHTS[diagnostic.code.weight]} {place}  {diagnostic.code.code}"
    return f"{head}\n    {diagnostic.message}{excerpt}\n    → {diagnostic.code.advice}"
