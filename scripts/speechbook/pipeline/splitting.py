"""Take a file that holds several speeches into the archive, each part as a speech of its own.

The raw file stays as it came. First the trails are written, which say which part of the file is which speech, then the
file, then the clean texts: a run that is killed is completed by the next.
"""

from collections.abc import Callable
from dataclasses import dataclass

from speechbook.config import Settings
from speechbook.model import RawText
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.claims import Claim
from speechbook.pipeline.cleaning import clean_source, lines_of
from speechbook.pipeline.cleaning_archive import ArchiveCleaner
from speechbook.pipeline.file_parts import parts_of
from speechbook.pipeline.files import write_bytes
from speechbook.pipeline.raw_cleaning import raw_record
from speechbook.pipeline.raw_tasks import Outcome, RawResult
from speechbook.pipeline.same_speech import Same, SameSpeeches
from speechbook.pipeline.twins import Twin
from speechbook.slugs import slug, unique
from speechbook.trail import FilePart, Trail

__all__ = ("SplitFile", "TakenPart", "take_parts")


@dataclass(frozen=True, slots=True)
class SplitFile:
    """A file that is to be taken in by its parts."""

    path: str
    """Below `speeches/raw`."""
    data: bytes
    sha256: str
    found: RawText
    parts: tuple[FilePart, ...]
    keeps: str = ""
    """The speech that the file has been until now, as a whole; it becomes the first of its parts that is a speech."""


@dataclass(frozen=True, slots=True)
class TakenPart:
    """What became of a part."""

    speech: str
    result: RawResult | None
    """None for a part that was kept as another witness."""
    twin: Twin | None = None
    same: Same | None = None


@dataclass(frozen=True, slots=True)
class _Planned:
    part: FilePart
    speech: str
    twin: Twin | None
    same: Same | None

    @property
    def is_witness(self) -> bool:
        return self.twin is not None and self.same is not Same.BOTH


def take_parts(
    settings: Settings, file: SplitFile, cleaner: ArchiveCleaner, same: SameSpeeches, decide: Callable[[Twin], Same]
) -> list[TakenPart]:
    """Take a file in; gives what became of each part, in the order of the file.

    `decide` is asked about each part that repeats a speech of the book. Where the file was one speech until now, and
    hand edits stand against the split, nothing is changed, and the results say so.
    """
    archive = Archive(settings.folders)
    new: list[str] = []
    planned = list(_planned(settings, archive, file, cleaner, same, decide, new))
    write_bytes(archive.raw_path(file.path), file.data)
    own = [one for one in planned if not one.is_witness]
    # What the file has been is cut first: as long as it is the whole file, the others are no speeches.
    claims = sorted((Claim(one.speech, one.part) for one in own), key=lambda claim: claim.speech != file.keeps)
    results = {one.speech: one for one in cleaner.clean(file.path, tuple(claims))} if own else {}
    if any(one.outcome is Outcome.CONFLICT for one in results.values()):
        for speech in new:
            archive.trail_path(speech).unlink()
        return [TakenPart(one.speech, one) for one in results.values()]
    cleaner.claims.note(file.path, file.sha256, [Claim(one.speech, one.part) for one in own])
    return [_taken(one, file, same, results) for one in planned]


def _planned(
    settings: Settings,
    archive: Archive,
    file: SplitFile,
    cleaner: ArchiveCleaner,
    same: SameSpeeches,
    decide: Callable[[Twin], Same],
    new: list[str],
) -> list[_Planned]:
    """Give each part its speech, and write down which is which; the ids that are new are added to `new`."""
    cleaner.claims.drop_unfinished(file.sha256)
    keeps = file.keeps
    planned = []
    for part, own in zip(file.parts, parts_of(file.found, file.parts), strict=True):
        twin = same.find(lines_of(clean_source(own, settings).text), file.keeps) if part.begins else None
        choice = decide(twin) if twin else None
        one = _Planned(part, twin.speech if twin else "", twin, choice)
        if one.is_witness:
            same.keep_beside(one.speech, file.path, file.sha256, part)
        elif keeps and part.begins:
            one, keeps = _Planned(part, keeps, twin, choice), ""
        else:
            speech = unique(_name(file.path, part), cleaner.claims.taken)
            cleaner.claims.taken.add(speech)
            new.append(speech)
            archive.save_trail(Trail(speech, raw_record(file.path, file.sha256, file.found, own, part)))
            one = _Planned(part, speech, twin, choice)
        planned.append(one)
    return planned


def _name(path: str, part: FilePart) -> str:
    """Make an id of the title; what stands before the first speech has the name of the file."""
    if part.begins:
        return slug(part.begins)
    return f"{slug(path.rpartition('/')[2].rpartition('.')[0])}-front"


def _taken(one: _Planned, file: SplitFile, same: SameSpeeches, results: dict[str, RawResult]) -> TakenPart:
    """Tell what became of a part; one that was to take the place of another file's text, and cannot, is a witness."""
    if not one.is_witness:
        return TakenPart(one.speech, results.get(one.speech), one.twin, one.same)
    choice = one.same
    if choice is Same.REPLACE:
        choice = same.let_part_replace(Claim(one.speech, one.part), file.path, file.sha256)
    return TakenPart(one.speech, None, one.twin, choice)
