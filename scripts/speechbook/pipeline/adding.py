"""Take files from anywhere into the archive: copied, cleaned, and known again where the book has the speech already."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from speechbook.config import Folders, Settings
from speechbook.errors import FileProblemError
from speechbook.outline import speech_starts
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import BoundSpeech, bind_speech
from speechbook.pipeline.cleaning import clean_source, lines_of
from speechbook.pipeline.cleaning_archive import ArchiveCleaner
from speechbook.pipeline.files import write_bytes
from speechbook.pipeline.gathering import Incoming
from speechbook.pipeline.raw_cleaning import Outcome, RawResult
from speechbook.pipeline.twins import Twin, Twins
from speechbook.pipeline.witnesses import with_witness, witness_in_place_of
from speechbook.read import read_bytes, read_document

__all__ = ("Added", "Adding", "Same", "copy_into_archive")


class Same(StrEnum):
    """What is to become of a file that holds a speech of the book once more."""

    KEEP = "keep"
    """The text of the book stays; the new file is another witness."""
    REPLACE = "replace"
    """The text is taken from the new file; the old one is another witness."""
    BOTH = "both"
    """They are two speeches."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file."""

    shown: str
    """Its name, as it was given."""
    path: str = ""
    """Where it lies below `speeches/raw`; empty where it was not taken in."""
    result: RawResult | None = None
    bound: BoundSpeech | None = None
    """The speech, as the book has it now."""
    twin: Twin | None = None
    """The speech of the book that it repeats."""
    same: Same | None = None
    """What was done about that; a text that hand edits hold fast is kept, whatever was decided."""
    starts: tuple[tuple[int, str], ...] = ()
    """Where the file seems to hold several speeches: line of the clean text, from 1, and title of each."""
    is_known: bool = False
    """The same bytes are in the archive already; nothing was done."""
    problem: FileProblemError | None = None


class Adding:
    """Takes files in, one after another; the cost of each does not grow with the book."""

    def __init__(self, settings: Settings, decide: Callable[[str, Twin], Same], *, replace_files: bool) -> None:
        """`decide` is asked about each file that repeats a speech; `replace_files` lets a file take another's place."""
        self._settings = settings
        self._archive = Archive(settings.folders)
        self._cleaner = ArchiveCleaner(settings)
        self._decide = decide
        self._replace_files = replace_files
        self._twins = Twins(self._archive)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._twins.__exit__(*problem)

    def take(self, incoming: Incoming) -> Added:
        """Take one file in. Never raises for what is wrong with the file."""
        try:
            return self._take(incoming)
        except FileProblemError as problem:
            return Added(incoming.shown, problem=problem)

    def _take(self, incoming: Incoming) -> Added:
        if incoming.problem:
            raise incoming.problem
        sha = hashlib.sha256(incoming.data).hexdigest()
        if known := self._cleaner.speech_with(sha):
            clean = self._archive.clean_path(known)
            if clean.exists():
                return Added(incoming.shown, bound=self._bind(known), is_known=True)
        found = read_document(incoming.shown, incoming.data)
        lines = lines_of(clean_source(found, self._settings).text)
        place = self._place(incoming)
        is_update = self._archive.raw_path(place).exists()
        twin = None if is_update else self._twins.find(lines)
        same = self._decide(incoming.shown, twin) if twin else None
        write_bytes(self._archive.raw_path(place), incoming.data)
        if twin and same is Same.REPLACE:
            same = self._let_replace(twin.speech, place)
        if twin and same is Same.KEEP:
            self._keep_beside(twin.speech, place, sha)
        result = self._cleaner.clean(place)
        if result.problem:
            raise result.problem
        self._twins.take(result.speech)
        starts = tuple((number + 1, lines[number]) for number in speech_starts(lines))
        return Added(incoming.shown, place, result, self._bind(result.speech), twin, same, starts)

    def _keep_beside(self, speech: str, place: str, sha: str) -> None:
        """Note a raw file as another witness of a speech."""
        self._archive.save_trail(with_witness(self._archive.load_trail(speech), place, sha))
        self._cleaner.note_witness(sha, speech)

    def _let_replace(self, speech: str, place: str) -> Same:
        """Take the text of a speech from another raw file; where hand edits forbid it, leave all as it was."""
        before = self._bind(speech).trail  # what a hand has changed is noted now, else it could not be merged
        if before.raw is None:
            return Same.KEEP
        self._archive.save_trail(witness_in_place_of(before, before.raw, place))
        self._cleaner.note_replacement(place, speech)
        if self._cleaner.clean(place).outcome is Outcome.CONFLICT:
            self._archive.save_trail(before)
            return Same.KEEP
        self._cleaner.note_witness(before.raw.sha256, speech)
        return Same.REPLACE

    def _bind(self, speech: str) -> BoundSpeech:
        bound = bind_speech(self._archive, self._settings, speech)
        if bound.trail_is_stale:
            self._archive.save_trail(bound.trail)
        return bound

    def _place(self, incoming: Incoming) -> str:
        """Find the place of a file below `speeches/raw`; another file of its name is in the way, or to be replaced."""
        root = self._settings.folders.raw.resolve()
        given = Path(incoming.shown)
        if given.resolve().is_relative_to(root):
            return given.resolve().relative_to(root).as_posix()
        path = self._archive.raw_path(incoming.target)
        if path.exists() and path.read_bytes() != incoming.data and not self._replace_files:
            advice = "它若是更好的一份，加 --replace 换掉旧的；若是另一篇，请先改名"
            raise FileProblemError(incoming.shown, f"原件库里已有同名的另一个文件 {incoming.target}", advice)
        return incoming.target


def copy_into_archive(folders: Folders, file: Path) -> Path:
    """Copy a raw file into `speeches/raw`; one that is there already stays where it is.

    Raises `FileProblemError` for a file that cannot be read as a text, and for another file of the same name.
    """
    if file.resolve().is_relative_to(folders.raw.resolve()):
        read_bytes(file)
        return file
    data = read_bytes(file)
    read_document(str(file), data)
    target = folders.raw / file.name
    if target.exists():
        if target.read_bytes() == data:
            return target
        raise FileProblemError(str(file), "原件库里已有同名的另一个文件", "请先改名，或放进 speeches/raw 的子文件夹")
    write_bytes(target, data)
    return target
