"""Found a book: write all the files that a book of one's own begins with.

Settings and lists are made of those of the frame, which are those of our own book: a setting that is added there
stands, with its comment, in every book that is founded later. What else the frame holds is not copied; see `frame`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from speechbook import __version__
from speechbook.config import LEXICON_FILES
from speechbook.errors import FileProblemError, UsageError, os_reason
from speechbook.frame import frame_folder
from speechbook.pipeline.files import read_text, write_text
from speechbook.pipeline.latex_runs import DEBIAN_PACKAGES
from speechbook.slugs import slug
from speechbook.variants import convert
from speechbook.write.markdown import escape

__all__ = ("SAMPLE_ID", "NewBook", "found_book")

SAMPLE_ID = "shi-li-jiang-hua"
"""Of the speech that shows a newcomer what happens."""

_SEEDS = Path(__file__).parent / "data" / "new_book"
_SAMPLE_RAW = "speeches/raw/示例讲话.txt"
_TAKEN_OVER = ("conf.py",)
_SHOWN_NAMES = 5
_COMMENT_COLUMN = 34
_IGNORED = (".git", ".DS_Store")
"""What may lie in the folder already: a repository that is still empty is one's own book, too."""


@dataclass(frozen=True, slots=True)
class NewBook:
    """What is asked of somebody who founds a book."""

    title: str
    editor: str
    script: str
    """`hans` or `hant`: of the words of the settings."""
    editions: tuple[str, ...]
    """The first is the default."""


def found_book(folder: Path, book: NewBook) -> list[str]:
    """Write the files of a new book and give their names below it, sorted.

    Raises `UsageError` when the folder holds files, of which none is touched; `FileProblemError` when it cannot be
    written, and then takes away again what was written.
    """
    check_folder(folder)
    written: list[Path] = []
    try:
        for name, text in _files(book):
            path = folder / name
            written.append(path)
            write_text(path, text)
        for part in ("raw", "clean", "trail"):
            (folder / "speeches" / part).mkdir(parents=True, exist_ok=True)
    except (FileProblemError, OSError) as exc:
        for path in written:
            path.unlink(missing_ok=True)
        raise exc if isinstance(exc, FileProblemError) else FileProblemError(str(folder), f"写不进去（{exc}）") from exc
    return sorted(path.relative_to(folder).as_posix() for path in written)


def check_folder(folder: Path) -> None:
    """Refuse a folder that holds anything (`UsageError`) or cannot be looked into (`FileProblemError`)."""
    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} 是一个文件；请给新书另写一个文件夹名")
        names = sorted(path.name for path in folder.iterdir() if path.name not in _IGNORED) if folder.exists() else []
    except OSError as exc:
        raise FileProblemError(str(folder), f"打不开（{os_reason(exc)}）", "请检查文件夹权限") from exc
    if names:
        more = f" 等 {len(names)} 项" if len(names) > _SHOWN_NAMES else ""
        shown = "、".join(names[:_SHOWN_NAMES])
        there = f"{folder} 里已有 {shown}{more}"
        raise UsageError(f"{there}，一个也没有动；请给新书另写一个文件夹名，如 {folder / '我的书'}")


def _files(book: NewBook) -> Iterator[tuple[str, str]]:
    """Yield the files of a new book."""
    frame = frame_folder()
    yield "conf/book.toml", _book_toml(read_text(frame / "book.toml"), book)
    for name in _TAKEN_OVER:
        yield f"conf/{name}", read_text(frame / name)
    for name in LEXICON_FILES:
        yield f"conf/lexicon/{name}", _comment_of(read_text(frame / "lexicon" / name))
    words = {
        "title_md": escape(book.title),
        "script": book.script,
        "sample_id": SAMPLE_ID,
        "version": __version__,
        "apt_packages": "\n".join(f"    - {name}" for name in DEBIAN_PACKAGES),
        "apt_words": " ".join(DEBIAN_PACKAGES),
    }
    for path in sorted(path for path in _SEEDS.rglob("*") if path.is_file()):
        name = re.sub(r"(^|/)dot-", r"\1.", path.relative_to(_SEEDS).as_posix())
        text = _for_editions(read_text(path), len(book.editions))
        if name == "docs/index.md" and book.script == "hant":
            text = "\n".join(convert(line, "hans", "zh-tw") for line in text.split("\n"))
        if name == "sample-speech.txt":
            name = _SAMPLE_RAW
        else:
            text = re.sub(r"@([a-z_]+)@", lambda match: words[match[1]], text)
        yield name, text


def _for_editions(text: str, count: int) -> str:
    """Leave out the lines about several editions where a book has one; in both cases take their mark away."""
    return re.sub(r"^@several@(.*\n)", r"\1" if count > 1 else "", text, flags=re.MULTILINE)


def _comment_of(text: str) -> str:
    """Keep the lines that explain a list, and none of its entries."""
    return "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))


def _book_toml(text: str, book: NewBook) -> str:
    """Put the words of a new book in the place of ours; comments and all other settings stay."""
    name = slug(book.title)
    values: dict[tuple[str, str], object] = {
        ("book", "title"): book.title,
        ("book", "subtitle"): "",
        ("book", "editor"): book.editor,
        ("book", "description"): "",
        ("book", "name"): name if name != "s" else "speeches",
        ("book", "script"): book.script,
        ("book", "rights"): "",
        ("editions", "publish"): list(book.editions),
        ("site", "base_url"): "",
        ("site", "repository"): "",
    }
    section, lines = "", []
    for line in text.split("\n"):
        if head := re.match(r"\[([^\]]+)\]", line):
            section = head[1]
        if row := re.match(r"(\w+) = (?:\"[^\"]*\"|\[[^\]]*\])\s*(#.*)?$", line):
            key = (section, row[1])
            if key in values:
                made = f"{row[1]} = {json.dumps(values.pop(key), ensure_ascii=False)}"
                line = f"{made:<{_COMMENT_COLUMN - 1}} {row[2]}" if row[2] else made
        lines.append(line)
    if values:
        raise UsageError(f"程序没有装全：book.toml 里没有 {'、'.join(key for _, key in values)}。请重新安装 speechbook")
    return "\n".join(lines)
