"""The archive on disk: raw files, clean texts and trails, and which belongs to which."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from speechbook.config import Folders
from speechbook.errors import TextFormatError
from speechbook.front_matter import ID_PATTERN, CleanText, parse_clean_text
from speechbook.pipeline.files import names_in, read_text, write_text
from speechbook.trail import RawFiles, Trail
from speechbook.trail_format import format_trail, parse_trail, raw_files_in

__all__ = ("Archive", "may_write_archive")

_ID = re.compile(ID_PATTERN)
_NOT_RAW = ("Thumbs.db", "desktop.ini")


def may_write_archive() -> bool:
    """Tell whether this run may write below `speeches`: not on Read the Docs, not in CI."""
    return not any(os.environ.get(name, "").lower() in ("1", "true") for name in ("READTHEDOCS", "CI"))


class Archive:
    """Reads and writes the parts of an archive; holds none of them."""

    def __init__(self, folders: Folders) -> None:
        """Look at the archive of a book; its folders need not exist."""
        self.folders = folders
        self._inside: dict[str, bool] = {}

    def raw_paths(self) -> Iterator[str]:
        """Yield the raw files, sorted, as paths below `speeches/raw`; hidden files and links out are not ours."""
        root = self.folders.raw
        for folder, names, files in os.walk(root):
            names[:] = sorted(name for name in names if not name.startswith("."))
            below = Path(folder).relative_to(root).as_posix()
            for file in sorted(files):
                name = file if below == "." else f"{below}/{file}"
                if not file.startswith((".", "~$")) and file not in _NOT_RAW and self._is_inside(root / name, name):
                    yield name

    def raw_path(self, name: str) -> Path:
        """Locate a raw file; a name that would leave the folder is no file of ours (`TextFormatError`)."""
        path = self.folders.raw / name
        if not self._is_inside(path, name):
            raise TextFormatError(name, "原件路径越出了 speeches/raw", "请改正净文本元数据中的 raw")
        return path

    def _is_inside(self, path: Path, name: str) -> bool:
        """Tell whether a file lies below the folder of raw files, links followed; of a folder it is asked once."""
        if path.name == ".." or path.is_symlink():
            return path.resolve().is_relative_to(self.folders.raw.resolve())
        folder = name.rpartition("/")[0]
        if folder not in self._inside:
            self._inside[folder] = path.parent.resolve().is_relative_to(self.folders.raw.resolve())
        return self._inside[folder]

    def ids(self) -> Iterator[str]:
        """Yield the ids of all clean texts, sorted."""
        names = names_in(self.folders.clean, ".txt")
        yield from sorted(name.removesuffix(".txt") for name in names if not name.startswith("."))

    def count_raw(self) -> int:
        """Count the raw files."""
        return sum(1 for _ in self.raw_paths())

    def count(self) -> int:
        """Count the clean texts."""
        return sum(1 for _ in self.ids())

    def clean_path(self, speech: str) -> Path:
        """Locate the clean text of a speech."""
        return self.folders.clean / f"{speech}.txt"

    def trail_path(self, speech: str) -> Path:
        """Locate the trail of a speech."""
        return self.folders.trail / f"{speech}.json"

    def load_clean(self, speech: str) -> CleanText:
        """Read a clean text. Raises `FileProblemError`, also when its id is not an id or not its name."""
        path = self.clean_path(speech)
        if not _ID.fullmatch(speech):
            raise TextFormatError(str(path), "文件名不能用作编号", "编号只能用小写字母、数字和单个连字符，以字母开头")
        text = parse_clean_text(str(path), read_text(path))
        if text.meta.id not in ("", speech):
            raise TextFormatError(str(path), f"元数据中的 id 是 {text.meta.id}，与文件名不符", "请让二者一致")
        return text

    def load_trail(self, speech: str) -> Trail:
        """Read a trail; a speech without one has an empty trail."""
        path = self.trail_path(speech)
        return parse_trail(str(path), read_text(path)) if path.exists() else Trail(speech)

    def raw_files_of(self, speech: str) -> RawFiles:
        """Tell which raw files a speech has; the rest of its trail is not even parsed where that can be helped."""
        found = raw_files_in(self.trail_path(speech).read_bytes())
        if found:
            return found
        trail = self.load_trail(speech)
        raw = trail.raw
        if raw is None:
            return RawFiles("", "", witnesses=trail.witnesses)
        return RawFiles(raw.path, raw.sha256, raw.part, trail.witnesses)

    def save_trail(self, trail: Trail) -> None:
        """Write a trail, when it changed."""
        write_text(self.trail_path(trail.speech), format_trail(trail))
