"""Where the measuring corpus is, which is not part of the project."""

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def corpus_folder() -> Path | None:
    """Give its folder; where there is none, say how to name one."""
    corpus = Path(os.environ.get("SPEECHBOOK_CORPUS", PROJECT.parent / "shared" / "corpus"))
    if (corpus / "dev" / "manifest.jsonl").is_file():
        return corpus
    sys.stderr.write(f"no corpus at {corpus}; set SPEECHBOOK_CORPUS\n")
    return None
