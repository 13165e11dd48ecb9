"""Commands that work on single files: clean, outline, variant."""

from collections.abc import Iterable
from pathlib import Path

import click

from speechbook.cli.book_root import book_settings
from speechbook.cli.filling import say
from speechbook.cli.inputs import JOBS, each_file, json_line, need_json, progress, read_input
from speechbook.cli.outline_view import outline_json, outline_tree
from speechbook.cli.reports import say_raw_results
from speechbook.config import load_settings
from speechbook.errors import UsageError
from speechbook.front_matter import parse_clean_text
from speechbook.model import Cleaned, Inference, RawKind, RawText
from speechbook.outline import find_outline, infer_metadata
from speechbook.pipeline.adding import copy_into_archive
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.cleaning import clean_source, lines_of
from speechbook.pipeline.cleaning_archive import clean_archive
from speechbook.pipeline.pages import make_pages
from speechbook.pipeline.raw_tasks import Outcome
from speechbook.pipeline.variants import convert_body
from speechbook.read import read_document
from speechbook.trail_format import edit_record
from speechbook.variants import EDITIONS

__all__ = ("FILES", "JSON", "PRESET", "clean", "clean_file", "outline", "read_file", "some_files", "variant")

FILES = click.argument("files", nargs=-1, metavar="文件...")
JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON；几个文件时每个文件一行。")
PRESET = click.option(
    "--preset",
    default="",
    metavar="类别",
    help="来源类别（forum、portal、wechat、pdf、gb2312、plain），不写则自动判断。",
)


def clean_file(root: Path, name: str, preset: str) -> tuple[RawText, Cleaned]:
    """Read and clean a raw file by the settings of a book. Raises `FileProblemError`."""
    found = read_file(name)
    return found, clean_source(found, load_settings(root), preset)


def read_file(name: str) -> RawText:
    """Read a raw file, or standard input for `-`. Raises `FileProblemError`."""
    return read_document(name, read_input(name)[1])


@click.command()
@FILES
@JSON
@PRESET
@click.option(
    "--write", is_flag=True, help="收进书里：写 speeches/clean 与 speeches/trail；不写文件名则整理整个原件库。"
)
@JOBS
@click.pass_obj
def clean(root: Path, files: tuple[str, ...], as_json: bool, preset: str, write: bool, jobs: int) -> None:
    """清理原件：删干扰码和页面零件，修标点和空白，每处改动都有记录。

    \b
    例：
      speechbook clean 讲话.txt             看清理结果
      speechbook clean --json 讲话.txt      连同每处改动与待查之处
      speechbook clean --write              整理 speeches/raw 中的全部原件
    """
    if write:
        if preset:
            raise UsageError("--preset 不能与 --write 同用；请在净文本开头的元数据里写 preset")
        _write_archive(root, files, jobs)
        return
    if not files:
        raise click.UsageError("要清理哪个文件？标准输入写 -，整理整个原件库加 --write")
    need_json(files, as_json=as_json)

    def work(name: str) -> None:
        found, cleaned = clean_file(root, name, preset)
        if not as_json:
            click.echo(cleaned.text, nl=False)
            return
        lines = lines_of(cleaned.text)
        inferred = infer_metadata(lines, find_outline(lines), Path(name).stem, found.carried)
        table: dict[str, object] = {
            "file": name,
            "text": cleaned.text,
            "preset": cleaned.preset,
            "edits": [edit_record(edit) for edit in cleaned.edits],
            "diagnostics": [diagnostic.as_json() for diagnostic in cleaned.diagnostics],
            "inferred": _inference_records(inferred),
        }
        if found.kind is not RawKind.TEXT:
            dropped = [{"what": d.what, "count": d.count, "sample": d.sample} for d in found.dropped]
            table["carried"] = _inference_records(found.carried)
            table["extracted"] = {"kind": found.kind.value, "by": found.extractor, "dropped": dropped}
        json_line(table)

    each_file(files, work)


def _write_archive(root: Path, files: tuple[str, ...], jobs: int) -> None:
    """Take files in, then clean what is new or changed and bring the ledgers up to date."""
    settings = book_settings(root)
    each_file(files, lambda name: copy_into_archive(settings.folders, Path(name)))
    archive = Archive(settings.folders)
    with progress("清理原件", archive.count_raw()) as step:
        results = clean_archive(settings, step, jobs)
    with progress("登记段落编号", archive.count()) as step:
        done = make_pages(settings, step, jobs, with_pages=False)
    say_raw_results(results)
    for problem in done.problems:
        say(f"speechbook：{problem}", err=True)
    click.echo(f"净文本共 {done.speeches} 篇，本次处理原件 {len({result.path for result in results})} 份。")
    if done.problems or any(result.outcome is Outcome.FAILED for result in results):
        raise click.exceptions.Exit(3)


@click.command()
@FILES
@JSON
def outline(files: tuple[str, ...], as_json: bool) -> None:
    """显示净文本的提纲：标题、分点、预告与落空。行号从 0 算起，只数非空的正文行。"""
    need_json(files, as_json=as_json)

    def work(name: str) -> None:
        text = parse_clean_text(name, read_file(name).source.text)
        found = find_outline(text.lines)
        if as_json:
            json_line(outline_json(name, found))
        else:
            click.echo(outline_tree(found, text.lines), nl=False)

    each_file(some_files(files), work)


@click.command()
@FILES
@click.option("--to", "edition", type=click.Choice(tuple(EDITIONS)), required=True, help="转成哪个版本。")
@click.option("--from", "script", type=click.Choice(("hans", "hant")), help="原文用的字；不写则自动判断。")
@click.pass_obj
def variant(root: Path, files: tuple[str, ...], edition: str, script: str | None) -> None:
    """转换正文的字体：逐行转换，一字对一字，行数不变。"""
    settings = load_settings(root)

    def work(name: str) -> None:
        text = read_file(name).source.text
        click.echo(convert_body(name, text, edition, script or "", settings), nl=False)

    each_file(some_files(files), work)


def _inference_records(inferred: Iterable[Inference]) -> list[dict[str, str]]:
    return [{"key": i.key, "value": i.value, "evidence": i.evidence} for i in inferred]


def some_files(files: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse to work on nothing."""
    if not files:
        raise click.UsageError("要处理哪个文件？标准输入写 -")
    return files
