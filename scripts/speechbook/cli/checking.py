"""The command that lists what wants a human eye: check."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from speechbook.cli.book_root import book_settings
from speechbook.cli.filling import say
from speechbook.cli.inputs import json_line, progress
from speechbook.cli.reports import waiting_line
from speechbook.config import Settings
from speechbook.diagnostics import DiagnosticCode, Weight
from speechbook.errors import UsageError
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.checking import Finding, check_archive
from speechbook.trail import Verdict

__all__ = ("VERDICTS", "WEIGHTS", "WEIGHT_STYLES", "check", "known_speeches")

WEIGHTS = {Weight.LOSS: "要紧", Weight.DOUBT: "待查", Weight.NOTE: "提示"}
WEIGHT_STYLES = {Weight.LOSS: "bold red", Weight.DOUBT: "bold yellow", Weight.NOTE: "bold"}
VERDICTS = {Verdict.CONFIRMED: "属实", Verdict.DISMISSED: "勾销"}
"""What editors call their decisions."""
_PLACES_SHOWN = 5
_PIPE_COLUMNS = 10_000
"""In a pipe nothing is wrapped: one place is one line, for `grep` and others."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，一处一行。")
@click.option("--all", "with_notes", is_flag=True, help="连提示也列出（如由程序推断的题目、日期）。")
@click.option("--dismissed", is_flag=True, help="改列已经有结论的：勾销的和属实的，连同理由。")
@click.option("--strict", is_flag=True, help="有要紧或待查之处，或有原件没有清理时，退出码为 1。")
@click.option(
    "--code",
    "codes",
    multiple=True,
    type=click.Choice([code.code for code in DiagnosticCode]),
    metavar="代号",
    help="只列这一种，代号见 docs/reference/diagnostics；可写几次。",
)
@click.option("--speech", "speeches", multiple=True, metavar="编号", help="只看这一篇；可写几次。")
@click.pass_obj
def check(
    root: Path,
    as_json: bool,
    with_notes: bool,
    dismissed: bool,
    strict: bool,
    codes: tuple[str, ...],
    speeches: tuple[str, ...],
) -> None:
    """列出全书要人核对的地方，要紧的在前。行号是净文本文件中的行，从 1 算起。

    \b
    例：
      speechbook check --code lost-list    只看疑有缺文的地方
      speechbook check --speech 编号       只看这一篇
    """
    settings = book_settings(root)
    names = known_speeches(settings, speeches)
    with progress("核对净文本", Archive(settings.folders).count()) as step:
        found = check_archive(settings, step, names, codes)
    findings = found.settled if dismissed else found.findings
    has_all = with_notes or dismissed or bool(codes)
    shown = [f for f in findings if has_all or _wants_an_eye(f)]
    if as_json:
        for finding in findings:
            json_line(_record(finding))
    else:
        _print_groups(shown)
    for problem in found.problems:
        say(f"speechbook：{problem}", err=True)
    waiting = "" if names or dismissed else waiting_line(settings)
    if not as_json:
        _print_sum(findings, hidden=len(findings) - len(shown))
        if not dismissed and any(map(_wants_an_eye, findings)):
            say("接着：speechbook review 逐处核对，或在 speeches/clean 里改。")
        elif not dismissed and any(f.diagnostic.code is DiagnosticCode.METADATA_INFERRED for f in findings):
            say("题目、日期等由程序推断的，可以一次确认：speechbook review --accept-inferred")
    if waiting:
        say(waiting, err=as_json)
    if found.problems:
        raise click.exceptions.Exit(3)
    if strict and (waiting or any(map(_wants_an_eye, found.findings))):
        raise click.exceptions.Exit(1)


def _wants_an_eye(finding: Finding) -> bool:
    return finding.diagnostic.code.weight is not Weight.NOTE


def known_speeches(settings: Settings, speeches: Sequence[str]) -> tuple[str, ...]:
    """Take names of clean texts for ids, too. Raises `UsageError` for what is none."""
    names = tuple(dict.fromkeys(Path(speech).name.removesuffix(".txt") for speech in speeches))
    known = set(Archive(settings.folders).ids()) if names else set()
    for name in names:
        if name not in known:
            raise UsageError(f"没有编号为 {name} 的讲话；编号是 speeches/clean 里的文件名，不带 .txt")
    return names


def _record(finding: Finding) -> dict[str, object]:
    table: dict[str, object] = {
        "file": finding.file,
        "file_line": finding.file_line,
        "weight": WEIGHTS[finding.diagnostic.code.weight],
        **finding.diagnostic.as_json(),
        "advice": finding.advice,
    }
    if finding.verdict:
        table |= {"verdict": finding.verdict.value, "reason": finding.reason}
    if finding.places:
        table["places"] = [{"file": file, "file_line": line} for file, line in finding.places]
    return table


def _print_groups(findings: Sequence[Finding]) -> None:
    """Print each kind once, with what to do, and its places below."""
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_PIPE_COLUMNS, no_color=True)
    for code, group in groupby(sorted(findings, key=_by_kind), key=lambda finding: finding.diagnostic.code):
        rows = list(group)
        style = WEIGHT_STYLES[code.weight]
        console.print(
            Text.assemble((WEIGHTS[code.weight], style), "  ", code.message, f"　{len(rows)} 处  ", (code.code, "dim"))
        )
        if code is not DiagnosticCode.RECURRING_NAME:
            _print_line(console, Text(f"→ {code.advice}", "dim"), 2)
        for finding in rows:
            _print_place(console, finding)
        console.print()


def _by_kind(finding: Finding) -> tuple[Weight, int]:
    return finding.diagnostic.code.weight, list(DiagnosticCode).index(finding.diagnostic.code)


def _print_place(console: Console, finding: Finding) -> None:
    diagnostic = finding.diagnostic
    place = f"{finding.file}:{finding.file_line}" if finding.file_line else finding.file
    excerpt = diagnostic.excerpt if diagnostic.line >= 0 else ""
    parts = [Text(place, "cyan"), Text(finding.detail), Text(excerpt)]
    _print_line(console, Text("  ").join(part for part in parts if part), 2)
    if finding.verdict:
        words = VERDICTS[finding.verdict] + (f"：{finding.reason}" if finding.reason else "")
        _print_line(console, Text(words, "dim"), 4)
    for file, line in finding.places[1:_PLACES_SHOWN]:
        _print_line(console, Text(f"{file}:{line}", "cyan"), 4)
    if len(finding.places) > _PLACES_SHOWN:
        _print_line(console, f"另有 {len(finding.places) - _PLACES_SHOWN} 行，加 --json 全部列出", 4)
    if finding.advice != diagnostic.code.advice:
        _print_line(console, Text(f"→ {finding.advice}", "dim"), 4)


def _print_line(console: Console, words: str | Text, indent: int) -> None:
    console.print(Padding(words, (0, 0, 0, indent), expand=False))


def _print_sum(findings: Sequence[Finding], hidden: int) -> None:
    counts = {weight: sum(1 for f in findings if f.diagnostic.code.weight is weight) for weight in Weight}
    hint = "（加 --all 列出）" if hidden else ""
    click.echo("，".join(f"{WEIGHTS[weight]} {counts[weight]} 处" for weight in Weight) + f"{hint}。")
