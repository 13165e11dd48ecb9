"""The command that shows where an edition wants a human eye: proofread."""

from dataclasses import asdict
from pathlib import Path

import click

from speechbook.cli.book_root import book_settings, shown_path
from speechbook.cli.filling import say
from speechbook.cli.inputs import json_line, progress
from speechbook.cli.reports import waiting_line
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.proofreading import proofread as find_places
from speechbook.pipeline.proofreading import write_proof
from speechbook.variants import EDITIONS

__all__ = ("proofread",)


@click.command()
@click.option(
    "--variant", "editions", multiple=True, type=click.Choice(tuple(EDITIONS)), help="只看这个版本；可写几次。"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，一处一行，不写文件。")
@click.pass_obj
def proofread(root: Path, editions: tuple[str, ...], as_json: bool) -> None:
    """列出各版本简繁转换中有两种写法的地方，要紧的在前，写成 docs/_build/proof 里的网页和 JSON。

    认定的写法写进 conf/lexicon/han-overrides.tsv 或那一篇元数据的 protect，就不再列出。
    """
    settings = book_settings(root)
    failed = False
    for edition in dict.fromkeys(editions or settings.editions.publish):
        with progress(f"核对 {edition}", Archive(settings.folders).count()) as step:
            report = find_places(settings, edition, step)
        if as_json:
            for place in report.places:
                json_line({"edition": edition, **asdict(place)})
        else:
            path = write_proof(settings, report)
            click.echo(f"{EDITIONS[edition].label}（{edition}）{len(report.places)} 处：{shown_path(path)}")
        for problem in report.problems:
            say(f"speechbook：{problem}", err=True)
        failed = failed or bool(report.problems)
    if waiting := waiting_line(settings):
        say(waiting, err=True)
    if failed:
        raise click.exceptions.Exit(3)
