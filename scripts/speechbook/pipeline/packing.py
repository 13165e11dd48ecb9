"""Pack a folder into one file, the same bytes from the same files."""

import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from speechbook.pipeline.files import move_into_place
from speechbook.pipeline.source_date import source_date

__all__ = ("pack_folder",)

_EARLIEST = 315532800
"""1980-01-01: a zip file knows no earlier date."""
_LEFT_OUT = (".buildinfo", ".buildinfo.bak")


def pack_folder(root: Path, folder: Path, target: Path, top: str) -> None:
    """Write `target`, whole or not at all, with the files of `folder` below a folder named `top`."""
    stamp = int(source_date(root).get("SOURCE_DATE_EPOCH", _EARLIEST))
    moment = time.gmtime(max(stamp, _EARLIEST))[:6]
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.tmp")
    try:
        with ZipFile(unfinished, "w") as archive:
            for path in sorted(folder.rglob("*")):
                if not path.is_file() or path.name in _LEFT_OUT:
                    continue
                entry = ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}", moment)
                entry.external_attr = 0o644 << 16
                entry.create_system = 3  # Unix, wherever it is made
                entry.compress_type = ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
        move_into_place(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
