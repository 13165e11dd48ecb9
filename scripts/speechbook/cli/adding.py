"""The command that takes files into the book: add."""

from pathlib import Path

import click

from speechbook.cli.adding_choices import AskedChoices, share_of
from speechbook.cli.book_root import as_word, book_settings
from speechbook.cli.filling import say
from speechbook.cli.inputs import json_line
from speechbook.config import PRESET_LABELS
from speechbook.diagnostics import Weight
from speechbook.pipeline.adding import Added, Adding
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.gathering import gather
from speechbook.pipeline.raw_tasks import Outcome
from speechbook.pipeline.same_speech import Same
from speechbook.write.apparatus import KIND_LABELS

__all__ = ("add",)

_SHOWN_TITLES = 4
_BETWEEN = "｜"
_INDENT = "      "
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
@click.option(
    "--split/--no-split",
    default=None,
    help="一份里有好几篇时（汇编、论坛的长帖）：拆开，或整份算一篇。不写就列出切口来问；没有人可问时不拆。",
)
@click.option("--replace", "replaces_files", is_flag=True, help="原件库里有同名的另一个文件时，用这一份换掉它。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，一篇一行。")
@click.pass_obj
def add(
    root: Path, files: tuple[str, ...], same: str | None, split: bool | None, replaces_files: bool, as_json: bool
) -> None:
    """收进文件：复制到 speeches/raw，清理，一篇一行写明结果。文件夹、压缩包（zip）、通配符都行。

    \b
    例：
      speechbook add ~/讲话/              整个文件夹
      speechbook add 旧站备份.zip "*.html"
      speechbook add --split 讲话汇编.docx  一份里的几篇拆开，各成一篇

    原来的文件不动。书里已有同一篇（从别处来的另一份）时会问以哪一份为底本；
    没有人可问时正文不动，新的一份作别本，校勘记里写明两份的异文。
    """
    settings = book_settings(root)
    choices = AskedChoices(
        Archive(settings.folders), same=same, split=split, replaces_files=replaces_files, may_ask=not as_json
    )
    taken = known = failed = doubtful = 0
    with Adding(settings, choices) as adding:
        for incoming in gather(files):
            for added in adding.take(incoming):
                failed += added.problem is not None
                taken += bool(added.path) and added.part < 2
                known += added.is_known and not added.path and added.part < 2
                doubtful += bool(_doubts(added))
                if as_json:
                    json_line(_record(added))
                else:
                    # Of many files nobody said that each holds several speeches.
                    wanted = None if split and not added.cuts and added.shown not in files else split
                    line = _line(added, settings.folders.raw, split=wanted)
                    say(line, err=added.problem is not None, between=_BETWEEN, indent=_INDENT)
    if not as_json:
        counts = [f"收进 {taken} 份", f"已在书里 {known} 份" if known else "", f"未能收进 {failed} 份"]
        say("，".join(filter(None, counts)) + f"；{doubtful} 篇有要人核对的地方。")
        if taken:
            hint = "speechbook check 列出要核对的地方；" if doubtful else ""
            say(f"接着：{hint}speechbook build（或 make html）建成网站。")
    if failed:
        raise click.exceptions.Exit(3)


def _doubts(added: Added) -> int:
    if added.bound is None or added.is_known:
        return 0
    return sum(1 for one in added.bound.diagnostics if one.code.weight is not Weight.NOTE)


def _line(added: Added, raw_folder: Path, *, split: bool | None) -> str:
    """Say in one line what a file is, what was done, and what was found."""
    if added.problem:
        return f"speechbook：{added.problem}"
    if added.bound is None:
        return added.shown
    meta = added.bound.speech.meta
    shown = f"{added.shown}（{added.part}/{added.parts}）" if added.parts else added.shown
    if added.is_known:
        return f"已在书里：{shown} → {meta.id}" + _whole_note(added, raw_folder, split=split)
    facts = [f"《{meta.title}》"]
    if not meta.draft:
        facts += [meta.speaker or "讲话人不明", meta.date or "日期不明"]
    parts = [f"收进：{shown} → {meta.id}"]
    if added.result and added.result.preset:
        doubts = _doubts(added)
        kind = PRESET_LABELS.get(added.result.preset, added.result.preset)
        form = KIND_LABELS[added.bound.trail.raw.kind] if added.bound.trail.raw else ""
        repairs = f"修复 {added.result.edits} 处"
        parts.append("，".join([f"{form}（{kind}）", repairs, f"待查 {doubts} 处" if doubts else "没有待查"]))
    parts.append(" ".join(facts))
    if added.twin and added.same:
        parts.append(f"与 {added.twin.speech} 有 {share_of(added.twin)} 的话相同，{_DECIDED[added.same]}")
    elif added.result and added.result.outcome is not Outcome.NEW:
        parts.append(added.result.outcome.value)
    if meta.draft:
        parts.append("草稿，不进书")
    return _BETWEEN.join(parts) + _whole_note(added, raw_folder, split=split)


def _whole_note(added: Added, raw_folder: Path, *, split: bool | None) -> str:
    """Say that a file may hold several speeches and was left whole, and how to split it; or why it was not split."""
    if added.cuts and split is None:
        titles = "、".join(f"《{cut.title}》" for cut in added.cuts[:_SHOWN_TITLES])
        more = "等" if len(added.cuts) > _SHOWN_TITLES else ""
        said = f"｜像是 {len(added.cuts)} 篇合在一份里（{titles}{more}），没有拆"
        raw = added.bound.trail.raw if added.bound else None
        return f"{said}；要拆：speechbook add --split {as_word(raw_folder / raw.path)}" if raw else said
    if split and not added.cuts and not added.parts:
        return "｜看不出里面有几篇，整份算一篇"
    return ""


def _record(added: Added) -> dict[str, object]:
    if added.problem:
        return {"file": added.shown, "problem": str(added.problem)}
    table: dict[str, object] = {"file": added.shown, "raw": added.path, "known": added.is_known}
    if added.bound:
        meta = added.bound.speech.meta
        table |= {"id": meta.id, "title": meta.title, "speaker": meta.speaker, "date": meta.date}
        table["doubts"] = _doubts(added)
        table["starts"] = [{"line": cut.line + 1, "title": cut.title} for cut in added.cuts]
        if added.parts:
            table |= {"part": added.part, "parts": added.parts}
    if added.result and added.result.preset:
        table |= {"preset": added.result.preset, "repairs": added.result.edits}
    if added.twin and added.same:
        table |= {"same_as": added.twin.speech, "share": round(added.twin.share, 3), "decision": added.same.value}
    return table
