"""What all kinds of output share: which editions are wanted, what they are called, and whether anything changed."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from speechbook.config import EDITION_NAMES, LEXICON_FILES, Folders, Settings
from speechbook.errors import ConfigError, UsageError
from speechbook.frame import FRAME_PARTS, frame_folders
from speechbook.pipeline.files import stamp_of, write_text
from speechbook.pipeline.hosting import hosted_edition, is_hosted
from speechbook.pipeline.source_date import source_date
from speechbook.pipeline.state import fingerprint

__all__ = ("BuildMark", "EditionBuild", "file_name", "wanted_editions")

_PACKAGES = ("sphinx", "myst-parser", "sphinx-book-theme", "pydata-sphinx-theme", "opencc")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class EditionBuild:
    """What became of one edition."""

    edition: str
    output: Path
    """The page or file to open."""
    was_built: bool
    """False when nothing had changed since the last build."""
    notes: tuple[str, ...] = ()
    """What the reader of the output should know, one Chinese sentence each."""


@dataclass(frozen=True, slots=True)
class BuildMark:
    """Remembers for one kind of output from which inputs each edition was made."""

    folders: Folders
    kind: str
    """`html`, `htmlzip`, `pdf` or `epub`."""
    inputs: str
    """Hash of the inputs of all editions, as they are now."""
    own: Mapping[str, str]
    """Hash of the settings that concern one edition, for each that is published."""

    @classmethod
    def of(cls, settings: Settings, kind: str, options: Mapping[str, tuple[str, ...]] | None = None) -> "BuildMark":
        """Hash the names and stamps of all that Sphinx reads, without reading it, and the options of each edition."""
        folders = settings.folders
        # Pages carry no date; a printed book and an e-book carry that of the sources.
        date = {} if kind == "html" else source_date(folders.root)
        digest = hashlib.sha256(fingerprint(("",), *(version(name) for name in _PACKAGES), date).encode())
        for path in _inputs(folders):
            digest.update(f"{path}\t{stamp_of(path)}\n".encode("utf-8", "surrogateescape"))
        return cls(
            folders,
            kind,
            digest.hexdigest(),
            {
                edition: fingerprint((), _settings_of(settings, edition), (options or {}).get(edition, ()))
                for edition in settings.editions.publish
            },
        )

    def is_current(self, edition: str, output: Path) -> bool:
        """Tell whether `output` is there and was made from these inputs."""
        path = self._path(edition)
        return path.exists() and path.read_text("utf-8") == self._mark_of(edition) and output.exists()

    def remember(self, edition: str) -> None:
        """Note that an edition has been made from these inputs."""
        write_text(self._path(edition), self._mark_of(edition))

    def _mark_of(self, edition: str) -> str:
        return f"{self.inputs} {self.own.get(edition, '')}"

    def _path(self, edition: str) -> Path:
        return self.folders.build / "state" / f"{self.kind}-{edition}.mark"


def wanted_editions(settings: Settings, editions: Sequence[str]) -> tuple[str, ...]:
    """Give the editions that were asked for, else the one Read the Docs builds, else all that the settings publish.

    Raises `UsageError` for an edition that is not published.
    """
    for edition in editions:
        if edition not in settings.editions.publish:
            raise UsageError(f"本书没有 {edition} 版；conf/book.toml 里有：{'、'.join(settings.editions.publish)}")
    if not editions and is_hosted() and (hosted := hosted_edition()):
        return wanted_editions(settings, (hosted,))
    return tuple(dict.fromkeys(editions)) or settings.editions.publish


def file_name(settings: Settings, edition: str) -> str:
    """Name the file of an edition, without suffix. Raises `ConfigError` when the name in the settings is not plain."""
    name = settings.book.name
    if not _NAME.fullmatch(name):
        path = settings.folders.conf / "book.toml"
        raise ConfigError(f"{path}：[book] name 写成“{name}”不能做文件名；请只用小写字母、数字和连字符，以字母开头")
    return f"{name}-{edition}"


def _settings_of(settings: Settings, edition: str) -> Settings:
    """Leave out of the settings what concerns other editions only, or nothing that is printed."""
    others = tuple(f"{name}:" for name in EDITION_NAMES if name != edition)
    return replace(
        settings,
        not_site_names=(),
        styles=tuple((name, style) for name, style in settings.styles if name == edition),
        protected=tuple(entry for entry in settings.protected if not entry.startswith(others)),
    )


def _inputs(folders: Folders) -> Iterator[str]:
    """Yield the paths of all files that Sphinx reads, as text: there are several for each speech."""
    settings_files = (folders.conf / "book.toml", *(folders.lexicon / name for name in LEXICON_FILES))
    read_as_settings = set(map(str, settings_files))
    shared = (top for part in FRAME_PARTS for top in frame_folders(folders.conf, part))
    own = folders.conf.resolve()
    for top in (folders.docs, folders.conf, *(top for top in shared if not top.is_relative_to(own))):
        for folder, names, found in os.walk(top):
            names[:] = sorted(name for name in names if Path(folder, name) != folders.build and name != "__pycache__")
            for name in sorted(found):
                path = f"{folder}{os.sep}{name}"
                if not name.endswith(".mo") and path not in read_as_settings:
                    yield path
