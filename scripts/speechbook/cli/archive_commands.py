"""Commands that work on the whole book: pages, build."""

from collections.abc import Callable
from pathlib import Path

import click

from speechbook.cli.book_root import book_settings, shown_path
from speechbook.cli.filling import say
from speechbook.cli.inputs import JOBS, progress
from speechbook.cli.reports import say_raw_results
from speechbook.config import Settings
from speechbook.pipeline.archive import Archive, may_write_archive
from speechbook.pipeline.building import build_html, likely_runs
from speechbook.pipeline.building_epub import build_epub
from speechbook.pipeline.building_pdf import build_pdf
from speechbook.pipeline.building_site import build_htmlzip, build_site, deliver
from speechbook.pipeline.cleaning_archive import clean_archive
from speechbook.pipeline.early_runs import EarlyRuns
from speechbook.pipeline.edition_builds import EditionBuild
from speechbook.pipeline.pages import PagesResult, make_pages
from speechbook.pipeline.state import no_progress
from speechbook.variants import EDITIONS

__all__ = ("build", "pages")

_BUILDERS = {"htmlzip": build_htmlzip, "pdf": build_pdf, "epub": build_epub, "site": build_site}
_OUTPUTS = ("html", *_BUILDERS)


@click.command()
@JOBS
@click.pass_obj
def pages(root: Path, jobs: int) -> None:
    """由净文本生成 docs/speeches 与 docs/lists，只写有变化的页面。"""
    done = _make_pages(book_settings(root), jobs)
    click.echo(f"全书 {done.speeches} 篇，写了 {done.written} 页，删了 {done.removed} 页。")
    if done.problems:
        raise click.exceptions.Exit(3)


def _make_pages(settings: Settings, jobs: int, on_work: Callable[[], None] = no_progress) -> PagesResult:
    with progress("生成页面", Archive(settings.folders).count()) as step:
        done = make_pages(settings, step, jobs, on_stage=step.stage, on_work=on_work)
    for problem in done.problems:
        say(f"speechbook：{problem}", err=True)
    return done


@click.command()
@click.argument("output", type=click.Choice(_OUTPUTS), default="html", metavar="[html|htmlzip|pdf|epub|site]")
@click.option(
    "--variant", "editions", multiple=True, type=click.Choice(tuple(EDITIONS)), help="只建这个版本；可写几次。"
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    help="建成以后放一份到这个文件夹；一次一个版本。",
)
@click.option("--speech", metavar="编号", default="", help="只把这一篇排成 PDF；编号是净文本的文件名，不带 .txt。")
@JOBS
@click.pass_obj
def build(root: Path, output: str, editions: tuple[str, ...], folder: Path | None, speech: str, jobs: int) -> None:
    """清理原件、生成页面、建成网站、PDF 或 EPUB。没有变化的部分不重做。

    htmlzip 把每个版本的网站装进一个压缩包；site 三样都做，网站首页提供 PDF 和 EPUB 下载。
    在 Read the Docs 上，不写 --variant 就建它的项目语言所对的版本。
    """
    if folder and output == "site":
        raise click.UsageError("--to 不能与 site 同用；site 在 docs/_build/html")
    if speech and output != "pdf":
        raise click.UsageError("--speech 只能和 pdf 一起用：speechbook build pdf --speech ID")
    settings = book_settings(root)
    with EarlyRuns(settings.folders, likely_runs(settings, editions) if output == "html" else ()) as early:
        if may_write_archive():
            _clean(settings, jobs, early.start)
        done = _make_pages(settings, jobs, early.start)
        if done.written or done.removed:
            click.echo(f"全书 {done.speeches} 篇，写了 {done.written} 页，删了 {done.removed} 页。")
        with progress("排版"):
            made = _made(settings, output, editions, speech, early)
    for one in made:
        state = "建成" if one.was_built else "没有变化"
        click.echo(f"{EDITIONS[one.edition].label}（{one.edition}）{state}：{shown_path(one.output)}")
        for note in one.notes:
            click.echo(f"speechbook：{EDITIONS[one.edition].label}：{note}", err=True)
    if folder:
        click.echo(f"放到：{shown_path(deliver(made, output, folder))}")
    elif output in ("html", "site"):
        click.echo(f"用浏览器打开：{shown_path(settings.folders.build / 'html' / 'index.html')}")


def _clean(settings: Settings, jobs: int, on_work: Callable[[], None]) -> None:
    with progress("清理原件", Archive(settings.folders).count_raw()) as step:
        results = clean_archive(settings, step, jobs, on_work)
    say_raw_results(results)


def _made(
    settings: Settings, output: str, editions: tuple[str, ...], speech: str, early: EarlyRuns
) -> list[EditionBuild]:
    if speech:
        return build_pdf(settings, editions, speech)
    if output == "html":
        return build_html(settings, editions, early.begin)
    return _BUILDERS[output](settings, editions)
