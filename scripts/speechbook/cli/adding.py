"""The command that takes files into the book: add."""

import sys
from pathlib import Path

import click

from speechbook.cli.inputs import json_line
from speechbook.config import PRESET_LABELS, load_settings
from speechbook.diagnostics import Weight
from speechbook.pipeline.adding import Added, Adding, Same
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.gathering import gather
from speechbook.pipeline.twins import Twin
from speechbook.write.apparatus import KIND_LABELS

__all__ = ("add",)

_ANSWERS = {"k": Same.KEEP, "r": Same.REPLACE, "b": Same.BOTH}
_SHOWN_STARTS = 4
_DECIDED = {
    Same.KEEP: "作为别本收进，正文仍用原来的",
    Same.REPLACE: "正文改用这一份，原来的作为别本",
    Same.BOTH: "两份都收，各成一篇",
}


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="文件...")
@click.option(
    "--same",
    type=click.Choice([one.value for one in Same]),
    help="书里已有同一篇时：keep 正文不动，这一份作别本；replace 正文改用这一份；both 两篇都要。不写就问。",
)
@click.option("--replace", "replace_files", is_flag=True, help="原件库里有同名的另一个文件时，用这一份换掉它。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，一个文件一行。")
@click.pass_obj
def add(root: Path, files: tuple[str, ...], same: str | None, replace_files: bool, as_json: bool) -> None:
    """收进文件：复制到 speeches/raw，清理，一份一行写明结果。文件夹、压缩包（zip）、通配符都行。

    \b
    例：
      speechbook add ~/讲话/              整个文件夹
      speechbook add 旧站备份.zip "*.html"

    原来的文件不动。书里已有同一篇（从别处来的另一份）时会问以哪一份为底本；
    没有人可问时正文不动，新的一份作别本，校勘记里写明两份的异文。
    """
    settings = load_settings(root)
    archive = Archive(settings.folders)

    def decide(shown: str, twin: Twin) -> Same:
        if same:
            return Same(same)
        if as_json or not sys.stdin.isatty():
            return Same.KEEP
        meta = archive.load_clean(twin.speech).meta
        click.echo(f"{shown} 与书里的 {meta.title or twin.speech}（{twin.speech}）有 {twin.share:.0%} 的话相同。")
        click.echo("  k 正文不动，这一份作别本\n  r 正文改用这一份，原来的作别本\n  b 不是同一篇，两篇都要")
        return _ANSWERS[click.prompt("怎么收", type=click.Choice(list(_ANSWERS)), default="k")]

    taken = failed = doubtful = 0
    with Adding(settings, decide, replace_files=replace_files) as adding:
        for incoming in gather(files):
            added = adding.take(incoming)
            failed += added.problem is not None
            taken += bool(added.path)
            doubtful += bool(_doubts(added))
            if as_json:
                json_line(_record(added))
            else:
                click.echo(_line(added), err=added.problem is not None)
    if not as_json:
        click.echo(f"收进 {taken} 份，未能收进 {failed} 份；{doubtful} 篇有要人核对的地方。")
        if taken:
            hint = "speechbook check 列出要核对的地方；" if doubtful else ""
            click.echo(f"接着：{hint}speechbook build（或 make html）建成网站。")
    if failed:
        raise click.exceptions.Exit(3)


def _doubts(added: Added) -> int:
    if added.bound is None or added.is_known:
        return 0
    return sum(1 for one in added.bound.diagnostics if one.code.weight is not Weight.NOTE)


def _line(added: Added) -> str:
    """Say in one line what a file is, what was done, and what was found."""
    if added.problem:
        return f"speechbook：{added.problem}"
    if added.bound is None:
        return added.shown
    meta = added.bound.speech.meta
    if added.is_known:
        return f"已在书里：{added.shown} → {meta.id}"
    facts = [f"《{meta.title}》", meta.speaker or "讲话人不明", meta.date or "日期不明"]
    parts = [f"收进：{added.shown} → {meta.id}"]
    if added.result and added.result.preset:
        doubts = _doubts(added)
        kind = PRESET_LABELS.get(added.result.preset, added.result.preset)
        form = KIND_LABELS[added.bound.trail.raw.kind] if added.bound.trail.raw else ""
        repairs = f"修复 {added.result.edits} 处"
        parts.append("，".join([f"{form}（{kind}）", repairs, f"待查 {doubts} 处" if doubts else "没有待查"]))
    parts.append(" ".join(facts))
    if added.twin and added.same:
        parts.append(f"与 {added.twin.speech} 有 {added.twin.share:.0%} 的话相同，{_DECIDED[added.same]}")
    elif added.result and added.result.problem is None and added.result.outcome.value != "新收":
        parts.append(added.result.outcome.value)
    if added.starts:
        titles = "、".join(f"第 {line} 行《{title}》" for line, title in added.starts[:_SHOWN_STARTS])
        more = "等" if len(added.starts) > _SHOWN_STARTS else ""
        parts.append(f"像是 {len(added.starts)} 篇合在一份里（{titles}{more}），请拆成几个文件再收")
    return "｜".join(parts)


def _record(added: Added) -> dict[str, object]:
    if added.problem:
        return {"file": added.shown, "problem": str(added.problem)}
    table: dict[str, object] = {"file": added.shown, "raw": added.path, "known": added.is_known}
    if added.bound:
        meta = added.bound.speech.meta
        table |= {"id": meta.id, "title": meta.title, "speaker": meta.speaker, "date": meta.date}
        table["doubts"] = _doubts(added)
        table["starts"] = [{"line": line, "title": title} for line, title in added.starts]
    if added.result and added.result.preset:
        table |= {"preset": added.result.preset, "repairs": added.result.edits}
    if added.twin and added.same:
        table |= {"same_as": added.twin.speech, "share": round(added.twin.share, 3), "decision": added.same.value}
    return table
