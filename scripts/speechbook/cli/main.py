"""The group of commands, and what is common to them: which book, and what an error looks like."""

import re
import sys
from pathlib import Path
from typing import Any

import click

from speechbook import __version__
from speechbook.cli.adding import add
from speechbook.cli.archive_commands import build, pages
from speechbook.cli.book_root import find_book
from speechbook.cli.checking import check
from speechbook.cli.chinese import ChineseGroup, speak_chinese
from speechbook.cli.explaining import explain
from speechbook.cli.export_commands import export
from speechbook.cli.file_commands import clean, outline, variant
from speechbook.cli.filling import say
from speechbook.cli.founding import frame, new, remove
from speechbook.cli.proofreading import proofread
from speechbook.cli.reviewing import review
from speechbook.cli.serving import serve
from speechbook.errors import ConfigError, SpeechbookError, UsageError

__all__ = ("main",)

_EPILOG = """\b
退出码：0 完成；1 有待查之处（只在 --strict 时）；2 用法不对；
        3 有文件缺失、为空、不是文本或无法读写。
文件名写 - 表示标准输入；--json 输出供程序读取的结果。"""


speak_chinese()


class SpeechbookGroup(ChineseGroup):
    """A group whose commands fail with one line and the exit code of the design."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- as in click
        """Run a command; turn our errors into one line on standard error."""
        try:
            return super().invoke(ctx)
        except click.MissingParameter as exc:
            raise click.UsageError(_as_sentence(exc.format_message()), exc.ctx) from exc
        except (UsageError, ConfigError) as exc:
            say(f"speechbook：{exc}", err=True)
            ctx.exit(2)
        except SpeechbookError as exc:
            say(f"speechbook：{exc}", err=True)
            ctx.exit(3)
        except (KeyboardInterrupt, click.Abort):
            click.echo("\n已中断；已写好的文件都完整，再运行一次即可接着做。", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            sys.stderr.close()  # the reader of our output has gone, `head` for one
            ctx.exit(0)


def _as_sentence(message: str) -> str:
    r"""Set what click says of something missing as one line of Chinese; it brings stops and lists of its own.

    >>> _as_sentence("缺少选项 '--format'. 可选：\n\ttei,\n\tcsv")
    "缺少选项 '--format'。可选：tei、csv"
    """
    return re.sub(r",\s*\n\t", "、", re.sub(r"'\.\s*", "'。", message)).replace("\n\t", "")


@click.group(cls=SpeechbookGroup, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="speechbook %(version)s")
@click.option(
    "--book",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="书所在的文件夹；默认从当前文件夹向上找 conf/book.toml。",
)
@click.pass_context
def main(ctx: click.Context, book: Path | None) -> None:
    """把杂乱的中文讲话文件整理成可读、可查、可引的书。

    \b
    常用的次序：
      speechbook new 我的书     新建一本；以下各条在它的文件夹里运行
      speechbook add 文件...    收进讲话：文件、文件夹、压缩包都行
      speechbook build          清理、生成页面、建成网站（等于 make html）
      speechbook check          看看还有哪些地方要人核对
      speechbook review         逐处核对，定下来的不再问
      speechbook serve          边改边看
    """
    ctx.obj = (book or find_book(Path.cwd())).resolve()


for command in (
    new,
    add,
    remove,
    frame,
    clean,
    outline,
    variant,
    explain,
    pages,
    check,
    review,
    proofread,
    export,
    build,
    serve,
):
    main.add_command(command)
