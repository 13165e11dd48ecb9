"""Run the program as a user does."""

import subprocess
import sys
from pathlib import Path


def speechbook(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a book."""
    return subprocess.run(
        [sys.executable, "-m", "speechbook", *words], cwd=root, capture_output=True, text=True, timeout=280, check=False
    )
