"""Take files from anywhere into the archive: copied, cleaned, and known again where the book has the speech already."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from speechbook.config import Folders, Settings
from speechbook.errors import FileProblemError
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import BoundSpeech, bind_speech
from speechbook.pipeline.claims import Claim
from speechbook.pipeline.cleaning import clean_source, lines_of
from speechbook.pipeline.cleaning_archive import ArchiveCleaner
from speechbook.pipeline.file_parts import Cut, parts_at, proposed_cuts
from speechbook.pipeline.files import write_bytes
from speechbook.pipeline.gathering import Incoming
from speechbook.pipeline.raw_tasks import RawResult
from speechbook.pipeline.same_speech import Same, SameSpeeches
from speechbook.pipeline.splitting import SplitFile, take_parts
from speechbook.pipeline.twins import Twin
from speechbook.read import read_bytes, read_document

__all__ = ("Added", "Adding", "Choices", "copy_into_archive")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file, or of one part of a file that holds several speeches."""

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
    cuts: tuple[Cut, ...] = ()
    """Where the file seems to hold several speeches, and was not split."""
    part: int = 0
    """Which part of the file it is, from 1; 0 for the whole file."""
    parts: int = 0
    """How many parts the file has."""
    is_known: bool = False
    """The same bytes are in the archive already; nothing was done."""
    problem: FileProblemError | None = None


class Choices(Protocol):
    """What an editor decides while files are taken in."""

    replaces_files: bool
    """A file takes the place of another one of its name."""
    splits_known: bool
    """A file that is in the book as one speech is to be looked at again."""

    def same(self, shown: str, twin: Twin) -> Same:
        """Say what to do about a text that repeats a speech."""
        ...

    def cuts(self, shown: str, cuts: Sequence[Cut], front: int) -> Sequence[Cut]:
        """Choose among the proposed cuts; none leaves the file whole. `front` characters stand before the first."""
        ...


class Adding:
    """Takes files in, one after another; the cost of each does not grow with the book."""

    def __init__(self, settings: Settings, choices: Choices) -> None:
        """Take into the archive of a book, by its settings."""
        self._settings = settings
        self._archive = Archive(settings.folders)
        self._cleaner = ArchiveCleaner(settings)
        self._choices = choices
        self._same = SameSpeeches(self._archive, self._cleaner, lambda speech: self._bind(speech).trail)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._same.__exit__(*problem)

    def take(self, incoming: Incoming) -> list[Added]:
        """Take one file in; gives one value for each of its speeches. Never raises for what is wrong with the file."""
        try:
            return self._take(incoming)
        except FileProblemError as problem:
            return [Added(incoming.shown, problem=problem)]

    def _take(self, incoming: Incoming) -> list[Added]:
        if incoming.problem:
            raise incoming.problem
        sha = hashlib.sha256(incoming.data).hexdigest()
        claims = self._cleaner.claims.with_bytes(sha)
        is_whole = bool(claims) and claims[0].part is None
        if any(self._has_text(claim.speech) for claim in claims) and not (is_whole and self._choices.splits_known):
            return self._again(incoming, claims)
        if (witnessed := self._cleaner.claims.witnessed(sha)) and self._has_text(witnessed):
            return [Added(incoming.shown, bound=self._bind(witnessed), is_known=True)]
        place = (is_whole and self._place_of(claims[0].speech)) or self._place(incoming)
        if claims and not is_whole:
            text = read_document(incoming.shown, incoming.data).source.text
            if self._cleaner.claims.are_complete(sha, len(text)):
                write_bytes(self._archive.raw_path(place), incoming.data)
                return self._again(incoming, claims, place)
            self._cleaner.claims.drop_unfinished(sha)
        elif not claims and self._archive.raw_path(place).exists() and self._cleaner.claims.of(place, sha):
            write_bytes(self._archive.raw_path(place), incoming.data)
            return self._added(incoming.shown, place, self._cleaner.clean(place))
        return self._new(incoming, place, sha, claims[0].speech if is_whole else "")

    def _again(self, incoming: Incoming, claims: Sequence[Claim], place: str = "") -> list[Added]:
        """Say what the book has already; a part that was taken out of it is taken in again."""
        place = place or self._place_of(claims[0].speech)
        gone = {claim.speech for claim in claims if claim.part and not self._has_text(claim.speech)}
        if gone:
            wanted = [Claim(c.speech, replace(c.part, is_withdrawn=False) if c.part else None) for c in claims]
            results = {one.speech: one for one in self._cleaner.clean(place, tuple(wanted))}
            again = self._added(incoming.shown, place, [results[claim.speech] for claim in claims])
            return [one if one.result and one.result.speech in gone else replace(one, is_known=True) for one in again]
        parts = len(claims) if len(claims) > 1 else 0
        return [
            Added(incoming.shown, bound=self._bind(claim.speech), part=parts and number, parts=parts, is_known=True)
            for number, claim in enumerate(claims, 1)
        ]

    def _new(self, incoming: Incoming, place: str, sha: str, keeps: str) -> list[Added]:
        """Take in a file that may hold several speeches. `keeps` is the speech that the whole of it is or was."""
        found = read_document(incoming.shown, incoming.data)
        cleaned = clean_source(found, self._settings)
        lines = lines_of(cleaned.text)
        cuts = proposed_cuts(found.source.text, cleaned)
        chosen = self._choices.cuts(incoming.shown, cuts, sum(map(len, lines[: cuts[0].line]))) if cuts else ()
        if not chosen:
            if keeps and self._has_text(keeps):
                return [Added(incoming.shown, bound=self._bind(keeps), cuts=cuts, is_known=True)]
            return self._whole(incoming, place, sha, lines, cuts)
        file = SplitFile(place, incoming.data, sha, found, parts_at(found.source.text, chosen), keeps)
        taken = take_parts(
            self._settings, file, self._cleaner, self._same, lambda twin: self._choices.same(incoming.shown, twin)
        )
        twins = [(one.twin, one.same) for one in taken]
        results = [one.result for one in taken]
        return self._added(incoming.shown, place, results, [one.speech for one in taken], twins)

    def _whole(
        self, incoming: Incoming, place: str, sha: str, lines: tuple[str, ...], cuts: tuple[Cut, ...]
    ) -> list[Added]:
        """Take a file in as one speech."""
        twin = self._same.find(lines)
        same = self._choices.same(incoming.shown, twin) if twin else None
        write_bytes(self._archive.raw_path(place), incoming.data)
        if twin and same is Same.REPLACE:
            same = self._same.let_replace(twin.speech, place)
        if twin and same is Same.KEEP:
            self._same.keep_beside(twin.speech, place, sha)
        [added] = self._added(incoming.shown, place, self._cleaner.clean(place), twins=[(twin, same)])
        return [replace(added, cuts=cuts)]

    def _added(
        self,
        shown: str,
        place: str,
        results: Sequence[RawResult | None],
        speeches: Sequence[str] = (),
        twins: Sequence[tuple[Twin | None, Same | None]] = (),
    ) -> list[Added]:
        """Put together what is told of each speech. Raises the problem of the file where there is one."""
        added = []
        for number, result in enumerate(results):
            if result and result.problem:
                raise result.problem
            speech = result.speech if result else speeches[number]
            self._same.take(speech)
            twin, same = twins[number] if twins else (None, None)
            part, parts = (number + 1, len(results)) if len(results) > 1 else (0, 0)
            added.append(Added(shown, place, result, self._bind(speech), twin, same, part=part, parts=parts))
        return added

    def _has_text(self, speech: str) -> bool:
        return self._archive.clean_path(speech).exists()

    def _place_of(self, speech: str) -> str:
        """Give the path of the raw file that a speech is taken from."""
        raw = self._archive.load_trail(speech).raw
        return raw.path if raw else ""

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
        if path.exists() and path.read_bytes() != incoming.data and not self._choices.replaces_files:
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
