"""The folder of the index on disk: what is there from the last build, and writing what has changed.

Which speeches each volume holds is written down beside the doctrees, where Sphinx keeps what it knows between builds.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from speechbook.search import PackedSpeech, Volume, VolumePlan, index_files

__all__ = ("read_volumes", "write_file", "write_index")

_RECORD = "search-volumes.json"


def read_volumes(folder: Path, state: Path) -> tuple[Volume, ...]:
    """Give the volumes of the index in a folder; none where it is not the one that `state` tells of."""
    try:
        record = json.loads((state / _RECORD).read_text(encoding="utf-8"))
        with (folder / "index.js").open(encoding="utf-8") as file:
            if not file.read(100).startswith(f'speechbookPart("index","{record["version"]}",'):
                return ()
        return tuple(
            Volume(name, tuple((docname, digest) for docname, digest in speeches), tuple(struck))
            for name, speeches, struck in record["volumes"]
            if (folder / f"{name}-volume.js").is_file()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def write_index(folder: Path, state: Path, plan: VolumePlan, speeches: Mapping[str, PackedSpeech]) -> None:
    """Write what a plan asks for; `index.js` first goes and comes last, so that a broken run is seen."""
    if (folder / "index.js").is_file() and VolumePlan(read_volumes(folder, state), ()) == plan:
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.js").unlink(missing_ok=True)
    names = [f"{volume.name}-" for volume in plan.kept]
    written = set()
    for file in index_files(plan, speeches):
        write_file(folder / file.name, file.data)
        written.add(file.name)
    for path in folder.iterdir():
        if path.name not in written and not path.name.startswith(tuple(names)):
            path.unlink()
    rows = [(volume.name, volume.speeches, volume.struck) for volume in (*plan.kept, *plan.made)]
    record = json.dumps({"version": plan.version, "volumes": rows}, ensure_ascii=False)
    write_file(state / _RECORD, record.encode())


def write_file(path: Path, data: bytes) -> None:
    """Write a file, unless it says this already."""
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
