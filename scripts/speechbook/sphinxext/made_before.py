"""Remember from what a file or folder of the site was made, to leave it as it is while nothing of that has changed.

What is remembered lies beside the doctrees, where Sphinx keeps what it knows between builds.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from sphinx.application import Sphinx

from speechbook.pipeline.files import write_text

__all__ = ("MadeBefore", "digest_of")


def digest_of(*parts: bytes | str) -> str:
    """Hash what something is made of."""
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


class MadeBefore:
    """What an earlier build made of something."""

    def __init__(self, app: Sphinx, name: str, made_of: str) -> None:
        """Look it up under a name of its own; `made_of` is the digest of what it would be made of now."""
        self._path = Path(app.doctreedir) / f"{name}.made.json"
        self._made_of = made_of

    def is_current(self) -> bool:
        """Tell whether all files are there that were made of the same."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return bool(kept["of"] == self._made_of and all(Path(one).is_file() for one in kept["files"]))
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def remember(self, files: Iterable[Path]) -> None:
        """Note what was made."""
        write_text(self._path, json.dumps({"of": self._made_of, "files": sorted(map(str, files))}))
