"""Build what is published: the site with everything it offers, the site of one edition in one file."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from speechbook.config import Settings
from speechbook.errors import FileProblemError, UsageError
from speechbook.pipeline.building import build_html
from speechbook.pipeline.building_epub import build_epub
from speechbook.pipeline.building_pdf import build_pdf
from speechbook.pipeline.edition_builds import BuildMark, EditionBuild, file_name
from speechbook.pipeline.files import copy_file
from speechbook.pipeline.packing import pack_folder

__all__ = ("build_htmlzip", "build_site", "deliver")


def build_site(settings: Settings, editions: Sequence[str] = ()) -> list[EditionBuild]:
    """Build PDF and e-books, and the web site that offers them. Raises what these raise."""
    return [*build_pdf(settings, editions), *build_epub(settings, editions), *build_html(settings, editions)]


def build_htmlzip(settings: Settings, editions: Sequence[str] = ()) -> list[EditionBuild]:
    """Pack the web site of each edition into `docs/_build/htmlzip/<name>-<edition>.zip`, to be read from disk."""
    made = []
    sites = build_html(settings, editions)
    # Another command may have built the site since it was packed.
    state = settings.folders.build / "state"
    told = {one.edition: ((state / f"html-{one.edition}.mark").read_text("utf-8"),) for one in sites}
    mark = BuildMark.of(settings, "htmlzip", told)
    for one in sites:
        name = file_name(settings, one.edition)
        packed = settings.folders.build / "htmlzip" / f"{name}.zip"
        is_stale = not mark.is_current(one.edition, packed)
        if is_stale:
            pack_folder(settings.folders.root, one.output.parent, packed, name)
            mark.remember(one.edition)
        made.append(EditionBuild(one.edition, packed, is_stale))
    return made


def deliver(made: Sequence[EditionBuild], output: str, folder: Path) -> Path:
    """Put what was made of one edition into a folder of the caller's, as hosts ask for it; nothing else is removed.

    A web site goes there with all its files. Raises `UsageError` for more than one edition.
    """
    if len(made) != 1:
        raise UsageError("--to 一次只能放一个版本；请用 --variant 写明是哪一个")
    source = made[0].output
    if output != "html":
        copy_file(source, folder / source.name)
        return folder / source.name
    try:
        shutil.copytree(source.parent, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".buildinfo*"))
    except (OSError, shutil.Error) as exc:
        raise FileProblemError(str(folder), f"写不进去（{exc}）", "请检查磁盘空间和文件夹权限") from exc
    return folder / source.name
