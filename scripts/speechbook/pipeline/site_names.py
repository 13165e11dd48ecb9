"""Names of web sites that nobody listed, looked for across the clean texts of one source.

The clean texts are read and not the raw files: an unlisted name still stands in them, and noise that would hide it does
not. What each text shows is kept in `docs/_build/state/site-names.sqlite3`, so that a text is read again only when it
changed. One source is the site that the front matter names, else the folder below `speeches/raw` that the raw file came
in, else, for files that lie there loose, the kind of source.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from speechbook.clean import SiteNameProposal, SitePlace, site_evidence, weigh_site_names
from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.files import stamp_of
from speechbook.pipeline.records import Records, open_records, stamp_text
from speechbook.pipeline.state import fingerprint
from speechbook.variants import is_word

__all__ = ("find_site_names",)

_ROOMS = ("clean/site_detector.py", "pipeline/site_names.py", "front_matter.py")
_PAIRS = "CREATE TABLE pair (pair TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID"
_PAIRS_OF = "CREATE TABLE pairs_of (name TEXT PRIMARY KEY, pairs BLOB) WITHOUT ROWID"


def find_site_names(settings: Settings) -> tuple[SiteNameProposal, ...]:
    """Propose names that recur in the texts of one source and are in neither list of the settings.

    `found` of a proposal names speeches and body lines. A text that cannot be read is left out; others report it.
    """
    archive = Archive(settings.folders)
    path = settings.folders.build / "state" / "site-names.sqlite3"
    with open_records(path, fingerprint(_ROOMS), _PAIRS, _PAIRS_OF) as records:
        _bring_up_to_date(records, archive)
        return _weigh(records, (*settings.site_names, *settings.not_site_names))


def _bring_up_to_date(records: Records, archive: Archive) -> None:
    known = records.stamps()
    more: Counter[str] = Counter()
    for name in archive.ids():
        # The trail names the raw file, which decides on the source; what else it holds does not matter here.
        stamp = (stamp_of(archive.clean_path(name)), stamp_of(archive.trail_path(name)))
        before = known.pop(name, None)
        if before == stamp_text(stamp):
            continue
        if before is not None:
            more.subtract(_forget(records, name))
        try:
            text = archive.load_clean(name)
            trail = archive.load_trail(name)
        except FileProblemError:
            continue
        evidence = site_evidence("\n".join(text.lines))
        source = _source_of(text.meta.source_url, trail.raw.path if trail.raw else "", trail.preset)
        records.save(name, stamp, [source, [astuple(place) for place in evidence.places]])
        more.update(dict(evidence.pairs))
        packed = zlib.compress("\n".join(f"{pair}{count}" for pair, count in evidence.pairs).encode())
        records.connection.execute("INSERT OR REPLACE INTO pairs_of VALUES (?, ?)", (name, packed))
    for name in known:
        more.subtract(_forget(records, name))
    records.connection.executemany(
        "INSERT INTO pair VALUES (?, ?) ON CONFLICT (pair) DO UPDATE SET count = count + excluded.count",
        [row for row in more.items() if row[1]],
    )


def _forget(records: Records, name: str) -> dict[str, int]:
    """Drop what is kept of a text; give the pairs that it wrote."""
    (packed,) = records.connection.execute("SELECT pairs FROM pairs_of WHERE name = ?", (name,)).fetchone()
    rows = zlib.decompress(packed).decode().split("\n")
    records.connection.execute("DELETE FROM pairs_of WHERE name = ?", (name,))
    records.forget(name)
    return {row[:2]: int(row[2:]) for row in rows if row}


def _source_of(source_url: str, raw_path: str, preset: str) -> str:
    try:
        host = urlsplit(source_url).hostname
    except ValueError:
        host = None
    if host:
        return f"host:{host}"
    folders = PurePosixPath(raw_path).parts[:-1]
    return f"folder:{folders[0]}" if folders else f"kind:{preset}"


def _weigh(records: Records, left_alone: Sequence[str]) -> tuple[SiteNameProposal, ...]:
    sources: dict[str, list[tuple[str, list[SitePlace]]]] = defaultdict(list)
    for name, (source, rows) in records.all():
        if rows:
            sources[source].append((name, [SitePlace(*row) for row in rows]))

    def times_written(pair: str) -> int:
        row = records.connection.execute("SELECT count FROM pair WHERE pair = ?", (pair,)).fetchone()
        return row[0] if row else 0

    return tuple(
        _best(p for texts in sources.values() for p in weigh_site_names(texts, times_written, is_word, left_alone))
    )


def _best(proposals: Iterable[SiteNameProposal]) -> Iterator[SiteNameProposal]:
    """Yield each name once, with its strongest source, best first."""
    seen: set[str] = set()
    for proposal in sorted(proposals, key=lambda p: (-p.seams, -p.places, p.name)):
        if proposal.name not in seen:
            seen.add(proposal.name)
            yield proposal
