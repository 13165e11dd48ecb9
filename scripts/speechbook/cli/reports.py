"""One line of Chinese for one thing that was done."""

from speechbook.config import PRESET_LABELS
from speechbook.pipeline.cleaning import RawResult

__all__ = ("raw_result_line",)


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
