"""The command with which an editor goes through what wants a human eye: review."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from speechbook.cli.book_root import book_settings
from speechbook.cli.checking import VERDICTS, known_speeches
from speechbook.cli.filling import say
from speechbook.cli.inputs import progress
from speechbook.cli.reports import waiting_line
from speechbook.cli.review_session import Session
from speechbook.cli.review_view import inferred_table
from speechbook.config import Settings
from speechbook.diagnostics import DiagnosticCode, Weight
from speechbook.errors import UsageError
from speechbook.front_matter import INFERRED_LABELS
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import inference_of
from speechbook.pipeline.checking import Checked, Finding, check_archive
from speechbook.pipeline.deciding import need_writable, reopen, settle, take_inferred
from speechbook.trail import Verdict

__all__ = ("review",)

_CODES = click.Choice([code.code for code in DiagnosticCode])
_NUMBERS = re.compile(r"(\d+)(?:[-–~](\d+))?")


@click.command()
@click.option("--speech", "speeches", multiple=True, metavar="编号", help="只看这一篇；可写几次。")
@click.option("--code", "codes", multiple=True, type=_CODES, metavar="代号", help="只看这一种；可写几次。")
@click.option("--all", "with_notes", is_flag=True, help="连提示也逐处看；推断的元数据总是要看的。")
@click.option("--accept-inferred", is_flag=True, help="列出推断的元数据，确认一次，全部写入。")
@click.option(
    "--key",
    "keys",
    multiple=True,
    type=click.Choice(tuple(INFERRED_LABELS)),
    metavar="键",
    help="与 --accept-inferred 同用：只写这个键，如 date；可写几次。",
)
@click.option("--dismiss", type=_CODES, metavar="代号", help="这一种全部勾销；要写 --reason。")
@click.option("--confirm", type=_CODES, metavar="代号", help="这一种全部属实：页面照样注明，以后不再问。")
@click.option("--reopen", "again", type=_CODES, metavar="代号", help="收回这一种的勾销和属实。")
@click.option("--reason", default="", metavar="理由", help="勾销的理由，或属实的说明。")
@click.option("--yes", is_flag=True, help="成批处理时不再问。")
@click.pass_obj
def review(
    root: Path,
    speeches: tuple[str, ...],
    codes: tuple[str, ...],
    with_notes: bool,
    accept_inferred: bool,
    keys: tuple[str, ...],
    dismiss: str | None,
    confirm: str | None,
    again: str | None,
    reason: str,
    yes: bool,
) -> None:
    """逐处核对待查：看上下文，按一个键定下来，要紧的在前。随时可以退出，下次接着看。

    \b
    例：
      speechbook review                                   在终端里逐处看
      speechbook review --code site-name-removed          只看删去网站名的地方
      speechbook review --accept-inferred --key date      推断的日期一次确认
      speechbook review --dismiss mixed-script --reason 引文如此
    """
    need_writable()
    tasks = [
        name
        for name, wanted in (
            ("--accept-inferred", accept_inferred),
            ("--dismiss", dismiss),
            ("--confirm", confirm),
            ("--reopen", again),
        )
        if wanted
    ]
    if len(tasks) > 1:
        raise click.UsageError(f"{'、'.join(tasks)} 一次只用一个")
    if keys and not accept_inferred:
        raise click.UsageError("--key 只能和 --accept-inferred 一起用")
    if dismiss and not reason.strip():
        raise click.UsageError("勾销要写理由：--reason 理由")
    settings = book_settings(root)
    names = known_speeches(settings, speeches)
    if not tasks and not _has_terminal():
        raise UsageError(
            "逐处核对要在终端里；成批处理用 --accept-inferred、--dismiss、--confirm，只列出来用 speechbook check"
        )
    with progress("核对净文本", Archive(settings.folders).count()) as step:
        checked = check_archive(settings, step, names, codes or tuple(filter(None, (dismiss, confirm, again))))
    for problem in checked.problems:
        say(f"speechbook：{problem}", err=True)
    if accept_inferred:
        _accept_inferred(settings, checked, keys, yes=yes)
    elif dismiss or confirm:
        _settle_all(settings, checked.findings, Verdict.DISMISSED if dismiss else Verdict.CONFIRMED, reason, yes=yes)
    elif again:
        _reopen_all(settings, checked.settled, yes=yes)
    else:
        _walk(settings, [f for f in checked.findings if with_notes or codes or _is_asked(f)])
        if not names and (waiting := waiting_line(settings)):
            say(waiting)
    if checked.problems:
        raise click.exceptions.Exit(3)


def _is_asked(finding: Finding) -> bool:
    code = finding.diagnostic.code
    return code.weight is not Weight.NOTE or code is DiagnosticCode.METADATA_INFERRED


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _console() -> Console:
    return Console(highlight=False)


def _walk(settings: Settings, findings: Sequence[Finding]) -> None:
    if not findings:
        click.echo("没有要核对的。")
        return
    session = Session(settings, findings, _console())
    try:
        session.run()
    finally:
        click.echo(f"\n{session.tally.line(session.still_open())}")


def _accept_inferred(settings: Settings, checked: Checked, keys: Sequence[str], *, yes: bool) -> None:
    """Show one table for each key and ask once; rows can be left out by their numbers."""
    groups: dict[str, list[Finding]] = {}
    for finding in checked.findings:
        if finding.diagnostic.code is DiagnosticCode.METADATA_INFERRED:
            key = inference_of(finding.diagnostic).key
            if not keys or key in keys:
                groups.setdefault(key, []).append(finding)
    if not groups:
        click.echo("没有推断的元数据要确认。")
    console, failed = _console(), False
    for key, findings in groups.items():
        console.print(Text(f"{INFERRED_LABELS.get(key, key)}（{key}）：{len(findings)} 篇", "bold"))
        inferred_table(console, findings, limit=0)
        wanted = findings if yes else _left(findings)
        count, problems = take_inferred(settings, wanted)
        for problem in problems:
            say(f"speechbook：{problem}", err=True)
        failed = failed or bool(problems)
        click.echo(f"写入 {count} 项。")
    if failed:
        raise click.exceptions.Exit(3)


def _left(findings: Sequence[Finding]) -> list[Finding]:
    _need_terminal_or_yes()
    answer = str(click.prompt("写入？y 全部写入，n 都不写，或写要除外的号，如 3 7-9", default="n")).strip().lower()
    if answer in ("y", "yes", "是"):
        return list(findings)
    out: set[int] = set()
    for one, last in _NUMBERS.findall(answer):
        out.update(range(int(one), min(int(last or one), len(findings)) + 1))
    return [finding for number, finding in enumerate(findings, 1) if number not in out] if out else []


def _settle_all(settings: Settings, findings: Sequence[Finding], verdict: Verdict, reason: str, *, yes: bool) -> None:
    word = VERDICTS[verdict]
    _show_places(findings)
    if not findings or not _agreed(f"{len(findings)} 处全部{word}？", yes=yes):
        click.echo(f"{word} 0 处。")
        return
    click.echo(f"{word} {settle(settings, findings, verdict, reason)} 处。")


def _reopen_all(settings: Settings, findings: Sequence[Finding], *, yes: bool) -> None:
    _show_places(findings)
    if not findings or not _agreed(f"收回 {len(findings)} 处？", yes=yes):
        click.echo("收回 0 处。")
        return
    click.echo(f"收回 {reopen(settings, findings)} 处。")


def _show_places(findings: Sequence[Finding]) -> None:
    for finding in findings:
        place = f"{finding.file}:{finding.file_line}" if finding.file_line else finding.file
        click.echo(f"  {place}  {finding.detail}  {finding.diagnostic.excerpt}".rstrip())


def _agreed(question: str, *, yes: bool) -> bool:
    if yes:
        return True
    _need_terminal_or_yes()
    return click.confirm(question, default=False)


def _need_terminal_or_yes() -> None:
    if not _has_terminal():
        raise UsageError("不在终端里，不能问；看过上面的表，确认无误就加 --yes")
