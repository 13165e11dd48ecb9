"""The exact index as a whole: which volumes it has, and what results are filtered and sorted by.

Each file is a script that hands its contents to `speechbookPart`, so that nothing but `script-src 'self'` is needed and
a page from disk finds, too. Postings and texts are compressed inside, as base64, which a host compresses no further.
"""

from collections.abc import Iterator, Mapping, Sequence

from speechbook.search.packed import PackedSpeech
from speechbook.search.volumes import FORMAT, IndexFile, Volume, VolumePlan, index_script, volume_files

__all__ = ("index_files",)


def index_files(plan: VolumePlan, speeches: Mapping[str, PackedSpeech]) -> Iterator[IndexFile]:
    """Make what a plan asks for, `index.js` last: it is what makes the others valid. `speeches` are given by page."""
    for volume in plan.made:
        yield from volume_files(volume, speeches)
    volumes = (*plan.kept, *plan.made)
    yield index_script("facets", plan.version, _facets(volumes, speeches))
    rows = [{"name": one.name, "version": one.version, "struck": one.struck} for one in volumes]
    yield index_script("index", plan.version, {"format": FORMAT, "volumes": rows})


def _facets(volumes: Sequence[Volume], speeches: Mapping[str, PackedSpeech]) -> dict[str, object]:
    """Give the day of each speech, and its speaker, place and topics as numbers in lists of names."""
    nothing = PackedSpeech("", "", (), 0, is_titled=False, day=0, speaker="", place="", topics=())
    rows = [
        nothing if i in volume.struck else speeches[docname]
        for volume in volumes
        for i, (docname, _) in enumerate(volume.speeches)
    ]
    table: dict[str, object] = {"days": [speech.day for speech in rows]}
    for name, values in (
        ("speakers", [(speech.speaker,) if speech.speaker else () for speech in rows]),
        ("places", [(speech.place,) if speech.place else () for speech in rows]),
        ("topics", [speech.topics for speech in rows]),
    ):
        names = list(dict.fromkeys(one for row in values for one in row))
        numbers = {one: number for number, one in enumerate(names)}
        table[name] = {"names": names, "of": [[numbers[one] for one in row] for row in values]}
    return table
