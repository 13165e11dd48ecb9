"""The walk through the open doubts, one key for each step; every decision is on disk before the next is asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import click
from rich.console import Console
from rich.text import Text

from speechbook.cli.checking import VERDICTS
from speechbook.cli.keys import END_OF_INPUT, key_pressed
from speechbook.cli.review_editing import Edited, edit_clean_text
from speechbook.cli.review_steps import Step, Tally, are_alike, steps_of
from speechbook.cli.review_view import inferred_table, show_finding
from speechbook.config import Settings, load_settings
from speechbook.diagnostics import DiagnosticCode
from speechbook.errors import FileProblemError, UsageError
from speechbook.front_matter import INFERRED_LABELS
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import bind_speech, inference_of
from speechbook.pipeline.checking import Finding, check_archive
from speechbook.pipeline.deciding import (
    can_be_settled,
    list_site_name,
    refresh,
    reopen,
    set_key,
    settle,
    site_name_in,
    take_inferred,
)
from speechbook.trail import Verdict

__all__ = ("Session",)

_INFERRED, _MISSING = DiagnosticCode.METADATA_INFERRED, DiagnosticCode.METADATA_MISSING
_SITE_NAMES = (DiagnosticCode.RECURRING_NAME, DiagnosticCode.UNKNOWN_SITE_NAME)

_USUAL_REASONS = {
    DiagnosticCode.SITE_NAME_REMOVED: "对照上下文，不缺字",
    DiagnosticCode.METADATA_MISSING: "无从查考",
    DiagnosticCode.METADATA_INFERRED: "不写入元数据",
}
_USUAL_REASON = "原文如此"

_QUIT, _NEXT, _BACK = "q", "n", "b"
_LEAVE = (_QUIT, END_OF_INPUT)


class Session:
    """One walk."""

    def __init__(self, settings: Settings, findings: Sequence[Finding], console: Console) -> None:
        """Begin with the findings, worst first."""
        self._settings = settings
        self._archive = Archive(settings.folders)
        self._console = console
        self._steps = steps_of(findings)
        self.tally = Tally()

    def still_open(self) -> int:
        """Count what is not decided yet, as the walk counts: a group is asked once."""
        return sum(1 for step in self._steps if not step.note)

    def run(self) -> None:
        """Walk until the end or until the user leaves."""
        at = 0
        while at < len(self._steps):
            try:
                answer = self._ask(at)
            except FileProblemError as problem:
                self._say(f"speechbook：{problem}")
                answer = _NEXT
            if answer == _QUIT:
                return
            at = max(0, at - 1) if answer == _BACK else at + (answer == _NEXT)

    def _ask(self, at: int) -> str:
        """Show one step, take one key, do what it says; return where to go, empty to ask again."""
        step = self._steps[at]
        choices = self._show(at, step)
        words = "  ".join(f"[{key}] {label}" for key, (label, _) in choices.items())
        self._console.print(Text(f"{words}  [n] 下一处  [b] 上一处  [q] 退出", "bold"))
        key = key_pressed()
        if key in (_NEXT, _BACK):
            return key
        if key in _LEAVE:
            return _QUIT
        if key not in choices:
            return ""
        try:
            return choices[key][1](at, step)
        except UsageError as problem:
            self._say(str(problem))
            return ""

    def _show(self, at: int, step: Step) -> dict[str, tuple[str, Callable[[int, Step], str]]]:
        count = f"第 {at + 1} / {len(self._steps)} 处"
        if step.is_group:
            key = inference_of(step.finding.diagnostic).key
            self._console.rule(style="dim")
            label = INFERRED_LABELS.get(key, key)
            self._console.print(Text.assemble((count, "dim"), f"　{label}：{len(step.findings)} 篇由程序推断"))
            inferred_table(self._console, step.findings)
            if step.note:
                self._say(step.note)
                return {}
            return {
                "a": ("全部写入", self._take_all),
                "l": ("全部列出", self._list_all),
                "o": ("逐篇看", self._open_group),
            }
        bound = bind_speech(self._archive, self._settings, step.finding.speeches[0])
        show_finding(self._console, step.finding, bound, count, step.note)
        if step.note:
            return {"u": ("收回", self._undo)} if step.finding.verdict else {}
        return self._choices(step.finding.diagnostic.code)

    def _choices(self, code: DiagnosticCode) -> dict[str, tuple[str, Callable[[int, Step], str]]]:
        choices: dict[str, tuple[str, Callable[[int, Step], str]]] = {}
        if code is _INFERRED:
            choices["a"] = ("写入", self._take_all)
            choices["e"] = ("改写", self._type_value)
        elif code is _MISSING:
            choices["e"] = ("填写", self._type_value)
        else:
            if code in _SITE_NAMES:
                choices["a"] = ("是网站名", self._is_site_name)
            elif can_be_settled(code):
                choices["a"] = ("属实，照录", self._confirm)
            choices["e"] = ("编辑", self._edit)
        if code is DiagnosticCode.RECURRING_NAME:
            choices["d"] = ("不是网站名", self._is_no_site_name)
        elif can_be_settled(code):
            choices["d"] = ("勾销", self._dismiss)
        return choices

    def _take_all(self, _at: int, step: Step) -> str:
        count, problems = take_inferred(self._settings, step.findings)
        for problem in problems:
            self._say(f"speechbook：{problem}")
        self.tally.keys += count
        step.note = f"已写入 {count} 项"
        return _NEXT

    def _list_all(self, _at: int, step: Step) -> str:
        with self._console.pager(styles=not self._console.no_color):
            inferred_table(self._console, step.findings, limit=0)
        return ""

    def _open_group(self, at: int, step: Step) -> str:
        self._steps[at : at + 1] = [Step([finding]) for finding in step.findings]
        return ""

    def _type_value(self, _at: int, step: Step) -> str:
        """Take a value in the editor's own words."""
        diagnostic = step.finding.diagnostic
        known = inference_of(diagnostic) if diagnostic.code is _INFERRED else None
        key = known.key if known else diagnostic.detail
        value = click.prompt(
            INFERRED_LABELS.get(key, key), default=known.value if known else "", show_default=bool(known)
        )
        value = " ".join(str(value).split())
        if not value:
            return ""
        set_key(self._settings, step.finding.speeches[0], key, value)
        self.tally.keys += 1
        step.note = f"已写入 {key}: {value}"
        return _NEXT

    def _confirm(self, _at: int, step: Step) -> str:
        return self._settle(step, Verdict.CONFIRMED, "补充说明（可以不写）", "")

    def _dismiss(self, _at: int, step: Step) -> str:
        return self._settle(
            step, Verdict.DISMISSED, "理由", _USUAL_REASONS.get(step.finding.diagnostic.code, _USUAL_REASON)
        )

    def _settle(self, step: Step, verdict: Verdict, asked: str, usual: str) -> str:
        reason = str(click.prompt(asked, default=usual, show_default=bool(usual))).strip()
        if not settle(self._settings, [step.finding], verdict, reason):
            self._say("这一段刚才改过了，请再看一遍")
            return self._look_again(step)
        self.tally.decided[verdict] = self.tally.decided.get(verdict, 0) + 1
        step.findings = [replace(step.finding, verdict=verdict, reason=reason)]
        step.note = f"已定：{VERDICTS[verdict]}" + (f"，{reason}" if reason else "")
        return _NEXT

    def _undo(self, _at: int, step: Step) -> str:
        if step.finding.verdict and reopen(self._settings, step.findings):
            self.tally.decided[step.finding.verdict] -= 1
        step.findings = [replace(step.finding, verdict=None, reason="")]
        step.note = ""
        return ""

    def _is_site_name(self, _at: int, step: Step) -> str:
        return self._list_word(step, is_site_name=True)

    def _is_no_site_name(self, _at: int, step: Step) -> str:
        return self._list_word(step, is_site_name=False)

    def _list_word(self, step: Step, *, is_site_name: bool) -> str:
        word = site_name_in(self._settings, step.finding)
        self.tally.words += list_site_name(self._settings, word, is_site_name=is_site_name)
        # The decision holds for every place of the word; texts are cleaned again at the next build.
        self._settings = load_settings(self._settings.folders.root)
        step.note = f"“{word}”已写入词表" + ("，下次 make html 时清理" if is_site_name else "")
        return _NEXT

    def _edit(self, _at: int, step: Step) -> str:
        """Open the editor at the line, and look again at what was written."""
        name = step.finding.speeches[0]
        edited = edit_clean_text(self._archive, self._console, name, step.finding.file_line or 1)
        if edited is Edited.LEFT:
            return _QUIT
        if edited is Edited.NOTHING:
            return ""
        self.tally.edited.add(name)
        refresh(self._settings, name)
        return self._look_again(step)

    def _look_again(self, edited: Step) -> str:
        """Find the doubts of an edited speech anew: what is mended goes, what has moved has moved."""
        name = edited.finding.speeches[0]
        fresh = list(check_archive(self._settings, speeches=(name,)).findings)
        is_left = False
        for step in self._steps:
            if step.note or step.is_group or step.finding.speeches != (name,):
                continue
            same = next((f for f in fresh if are_alike(f, step.finding)), None)
            if same is None:
                step.note = "改过，不再有这一处"
            else:
                fresh.remove(same)
                step.findings = [same]
                is_left = is_left or step is edited
        if is_left:
            return ""
        self._say("改好了，这一处不再列出。")
        return _NEXT

    def _say(self, words: str) -> None:
        self._console.print(Text(words, "green"))
