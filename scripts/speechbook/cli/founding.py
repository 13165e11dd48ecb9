"""The commands around the life of a book: new, frame, remove."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from speechbook.cli.book_root import as_word, book_settings
from speechbook.cli.inputs import each_file
from speechbook.config import EDITION_NAMES, Folders
from speechbook.errors import UsageError
from speechbook.pipeline.archive import Archive, may_write_archive
from speechbook.pipeline.cleaning_archive import clean_archive
from speechbook.pipeline.founding import SAMPLE_ID, NewBook, check_folder, found_book
from speechbook.pipeline.framing import frame_files, take_over
from speechbook.pipeline.pages import make_pages
from speechbook.pipeline.removing import plan_removal, remove_speech

__all__ = ("frame", "new", "remove")

_SCRIPTS = {"hans": ("简体", "简", "簡體"), "hant": ("繁体", "繁", "繁體")}
_EDITION_WORDS = {
    "zh-hans": ("简体", "简", "簡體"),
    "zh-tw": ("台湾", "臺灣", "台灣", "繁体", "繁體", "繁"),
    "zh-hk": ("香港", "港"),
}
"""How people call the editions; the first word is how we do."""
_USUAL_TITLE = "讲话集"
_USUAL_EDITIONS = {"hans": "zh-hans,zh-tw", "hant": "zh-tw,zh-hans"}

_Answer = TypeVar("_Answer")

_NEXT = """
接着做：
  cd {folder}
  make html                       建成网站（没有 make 就写 speechbook build）
  speechbook add 文件或文件夹     收进自己的讲话
  speechbook check                看哪些地方要人核对

书里有一篇示例，看完删去：
  speechbook remove {sample} --forget

设置在 conf/book.toml，每一项都有说明；其余见 README.md。"""


@click.command()
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("--title", metavar="书名", help="书名。")
@click.option("--editor", metavar="编者", help="编者，可以留空。")
@click.option("--script", type=click.Choice(tuple(_SCRIPTS)), help="书名、编者和首页用的字：hans 简体，hant 繁体。")
@click.option("--editions", metavar="版本,版本", help="出哪些版本，第一个是默认版本，如 zh-hans,zh-tw,zh-hk。")
@click.option("--yes", is_flag=True, help="不问；没有写的用默认值。")
def new(
    folder: Path, title: str | None, editor: str | None, script: str | None, editions: str | None, yes: bool
) -> None:
    """新建一本自己的书：设置、词表、示例讲话、Makefile、发布用的文件，都在这个文件夹里。

    没有用选项写明的，逐项来问，按回车用方括号里的默认值；不在终端里时，写了 --title 就不问。
    文件夹里已有东西时不动它，也不建书。

    \b
    例：
      speechbook new 我的书
      speechbook new 我的书 --title 县志办讲话选 --editions zh-hans,zh-tw
    """
    check_folder(folder)
    book = _ask(title, editor, script, editions, yes=yes)
    found_book(folder, book)
    click.echo(f"建好了：{folder}")
    click.echo(_NEXT.format(folder=as_word(folder), sample=SAMPLE_ID))


def _ask(title: str | None, editor: str | None, script: str | None, editions: str | None, *, yes: bool) -> NewBook:
    """Take what the options say and ask for the rest. Raises `UsageError` for what cannot be used.

    Where there is no terminal and the title is given, nothing is asked: the rest has defaults that fit most books.
    """
    asks = not yes and (title is None or sys.stdin.isatty())

    def asked(question: str, value: str | None, usual: str, read: Callable[[str], _Answer]) -> _Answer:
        if value is not None or not asks:
            return read(usual if value is None else value)
        try:
            answer: _Answer = click.prompt(question, default=usual, value_proc=_again(read), show_default=bool(usual))
        except click.Abort as exc:
            click.echo()
            raise UsageError(
                "没有得到回答，什么也没有建。书名用 --title 写明，其余的不写就用默认值；全用默认值，加 --yes"
            ) from exc
        return answer

    name = asked("书名", title, _USUAL_TITLE, _plain) or _USUAL_TITLE
    by = asked("编者（可以留空）", editor, "", _plain)
    letters = asked("书名和首页用的字：简体（hans）或繁体（hant）", script, "hans", _script)
    kinds = "、".join(f"{edition} {words[0]}" for edition, words in _EDITION_WORDS.items())
    chosen = asked(f"出哪些版本：{kinds}", editions, _USUAL_EDITIONS[letters], _editions)
    return NewBook(name, by, letters, chosen)


def _again(read: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """Let a question be asked once more after an answer that cannot be used."""

    def checked(answer: str) -> _Answer:
        try:
            return read(answer)
        except UsageError as problem:
            raise click.UsageError(str(problem)) from problem

    return checked


def _plain(text: str) -> str:
    if not text.isprintable():
        raise UsageError("书名、编者里有不能显示的字符，请重写")
    return text.strip()


def _script(text: str) -> str:
    for script, words in _SCRIPTS.items():
        if text.strip().lower() in (script, *words):
            return script
    raise UsageError(f"“{text}”看不懂：简体写 hans，繁体写 hant")


def _editions(text: str) -> tuple[str, ...]:
    """Read the names of editions, or what they are called."""
    parts = [part for part in re.split(r"[\s,，、]+", text) if part]
    names = {word: edition for edition, words in _EDITION_WORDS.items() for word in (edition, *words)}
    wrong = [part for part in parts if part.lower() not in names]
    if wrong or not parts:
        raise UsageError(f"没有 {'、'.join(wrong) or '写'} 版本；可用的有：{'、'.join(EDITION_NAMES)}")
    return tuple(dict.fromkeys(names[part.lower()] for part in parts))


@click.command()
@click.argument("names", nargs=-1, metavar="[文件...]")
@click.pass_obj
def frame(root: Path, names: tuple[str, ...]) -> None:
    """列出随程序来的样式、模板、界面用语和版式；写了文件名，就把它复制到 conf，供你改。

    conf 里有的，以 conf 里的为准，以后不随程序更新；删掉它，就又用程序的。

    \b
    例：
      speechbook frame                      列出全部
      speechbook frame static/text.css      复制到 conf/static/text.css
    """
    conf = Folders(root).conf
    if names:
        book_settings(root)
        each_file(names, lambda name: click.echo(f"可以改了：{take_over(conf, name)}"))
        return
    for one in frame_files(conf):
        state = "用书里的，与程序的相同" if one.is_same else "用书里的" if one.is_own else ""
        click.echo(f"{one.name}\t{state}" if state else one.name)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="编号...")
@click.option("--forget", is_flag=True, help="连编号登记也删，给从未发布过的用；以后这个编号可以给别的讲话。")
@click.option("--yes", is_flag=True, help="不问。")
@click.pass_obj
def remove(root: Path, names: tuple[str, ...], forget: bool, yes: bool) -> None:
    """从书里去掉讲话：删去它的净文本和原件。先列出要删的文件，问过再删。

    编号登记留在 speeches/trail，这样旧的链接不会指到别的讲话；同一份原件再收进来，编号还是原来的。
    """
    settings = book_settings(root)
    archive = Archive(settings.folders)

    if not set(names) <= set(archive.ids()) and may_write_archive():
        clean_archive(settings)  # A file that was put in by hand, as the sample of a new book, may not be read yet.

    def work(name: str) -> None:
        removal = plan_removal(archive, name, forget=forget)
        for path in removal.files:
            click.echo(f"  {path.relative_to(root)}")
        for raw in removal.shared:
            click.echo(f"  （speeches/raw/{raw} 里还有别的讲话，不删）")
        if yes or _agrees(f"删去 {name} 的这 {len(removal.files)} 个文件？"):
            remove_speech(archive, removal)
            click.echo(f"删去了 {name}。")
        else:
            click.echo(f"{name} 没有动。")

    each_file(names, work)
    done = make_pages(settings)
    click.echo(f"全书还有 {done.speeches} 篇。")


def _agrees(question: str) -> bool:
    try:
        return click.confirm(question, default=False)
    except click.Abort as exc:
        click.echo()
        raise UsageError("没有得到回答，没有删；确实要删，加 --yes") from exc
