"""The command that gives speeches to other programs: export."""

import sys
from pathlib import Path

import click

from speechbook.cli.book_root import book_settings
from speechbook.cli.filling import say
from speechbook.cli.inputs import progress
from speechbook.cli.reports import waiting_line
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.export_forms import FORMS
from speechbook.pipeline.exports import ATOM, Export
from speechbook.variants import EDITIONS

__all__ = ("export",)


@click.command()
@click.option(
    "--format", "form", type=click.Choice((*FORMS, ATOM)), required=True, help="格式；各是什么见参考“导出的格式”。"
)
@click.option("--speech", "speeches", multiple=True, metavar="编号", help="只导出这一篇；可写几次。不写则全书。")
@click.option("--edition", type=click.Choice(tuple(EDITIONS)), help="转成这个版本的字；不写则照净文本的字。")
@click.option(
    "--output",
    default="",
    metavar="文件或文件夹",
    help="写到这里，不写则印在标准输出。已有的文件夹或以 / 结尾的，每篇一个文件；别的是一个文件。",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    metavar="篇数",
    help="atom 最多列几篇，0 为全部。",
)
@click.pass_obj
def export(root: Path, form: str, speeches: tuple[str, ...], edition: str | None, output: str, limit: int) -> None:
    """导出全书或一篇，给别的程序用。草稿不导出；编号与网页上的相同。

    \b
    例：
      speechbook export --format tei --output tei/        每篇一个 TEI 文件
      speechbook export --format csv --output 目录.csv    元数据表，Excel 能打开
      speechbook export --format text --speech 编号       一篇的纯文本
      speechbook export --format atom --output feed.atom  新收各篇的订阅源
    """
    settings = book_settings(root)
    with progress("导出", len(speeches) or Archive(settings.folders).count()) as step:
        run = Export(settings, form, speeches, edition or "", limit, step)
        if not output:
            for piece in run.stream():
                sys.stdout.buffer.write(piece.encode("utf-8"))
            sys.stdout.buffer.flush()
        elif output.endswith("/") or Path(output).is_dir():
            run.write_folder(Path(output))
        else:
            run.write_file(Path(output))
    if output:
        click.echo(f"导出 {run.count} 篇：{output}", err=True)
    for note in run.notes:
        say(f"speechbook：{note}", err=True)
    for problem in run.problems:
        say(f"speechbook：{problem}", err=True)
    if not speeches and (waiting := waiting_line(settings)):
        say(waiting, err=True)
    if run.problems:
        raise click.exceptions.Exit(3)
