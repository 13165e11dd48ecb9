"""One line of Chinese for one thing that was done, or that is still to be done."""

from speechbook.config import PRESET_LABELS, Settings
from speechbook.pipeline.cleaning_archive import ArchiveCleaner
from speechbook.pipeline.raw_tasks import RawResult

__all__ = ("raw_result_line", "waiting_line")

_SHOWN = 3


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


def waiting_line(settings: Settings) -> str:
    """Say how many raw files were never cleaned, and what to run; nothing where there is none.

    What looks at clean texts alone would call a book in order of which nothing has been read yet.
    """
    waiting = ArchiveCleaner(settings).waiting()
    if not waiting:
        return ""
    names = "、".join(waiting[:_SHOWN]) + ("等" if len(waiting) > _SHOWN else "")
    return f"还有 {len(waiting)} 份原件没有清理，没有算在里面：{names}。先运行 speechbook build（或 make html）。"
