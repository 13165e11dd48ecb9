"""One line of Chinese for one thing that was done."""

from speechbook.config import PRESET_LABELS
from speechbook.pipeline.raw_tasks import RawResult

__all__ = ("raw_result_line",)


def raw_result_line(result: RawResult) -> str:
    """Say what became of a raw file."""
    if result.problem:
        return f"speechbook：{result.problem}"
    parts = [f"{result.outcome.value}：{result.path}"]
    if result.speech:
        parts.append(f"→ {result.speech}")
    if result.preset:
        kind = PRESET_LABELS.get(result.preset, result.preset)
        doubtful = f"，待查 {result.doubts} 处" if result.doubts else ""
        parts.append(f"（{kind}，修复 {result.edits} 处{doubtful}）")
    return " ".join(parts)
