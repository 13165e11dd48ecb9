"""One line of Chinese for one thing that was done, or that is still to be done."""

import sys
from collections import Counter
from collections.abc import Sequence

from speechbook.cli.filling import say
from speechbook.config import PRESET_LABELS, Settings
from speechbook.pipeline.cleaning_archive import ArchiveCleaner
from speechbook.pipeline.raw_tasks import Outcome, RawResult

__all__ = ("say_raw_results", "waiting_line")

_SHOWN = 3
_LISTED = 20


def _raw_result_line(result: RawResult) -> str:
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


def say_raw_results(results: Sequence[RawResult]) -> None:
    """Say what became of the raw files that a run worked on: what went wrong comes last, where it is seen.

    On a terminal a run over many files lists the first and counts the others.
    """
    wrong = [one for one in results if one.outcome in (Outcome.FAILED, Outcome.CONFLICT)]
    done = [one for one in results if one.outcome not in (Outcome.FAILED, Outcome.CONFLICT, Outcome.SAME)]
    listed = done[:_LISTED] if sys.stdout.isatty() and len(done) > 2 * _LISTED else done
    for result in listed:
        say(_raw_result_line(result))
    if rest := Counter(result.outcome.value for result in done[len(listed) :]):
        counts = "，".join(f"{what} {count} 份" for what, count in rest.items())
        say(f"另有：{counts}。")
    for result in wrong:
        say(_raw_result_line(result), err=True)


def waiting_line(settings: Settings) -> str:
    """Say how many raw files were never cleaned, and what to run; nothing where there is none.

    What looks at clean texts alone would call a book in order of which nothing has been read yet.
    """
    waiting = ArchiveCleaner(settings).waiting()
    if not waiting:
        return ""
    names = "、".join(waiting[:_SHOWN]) + ("等" if len(waiting) > _SHOWN else "")
    return f"还有 {len(waiting)} 份原件没有清理，没有算在里面：{names}。先运行 speechbook build（或 make html）。"
