"""The browser's scripts have the types they say they have; needs Debian's node-typescript."""

import shutil
import subprocess
from pathlib import Path

import pytest

BROWSER = Path(__file__).resolve().parents[2] / "scripts" / "speechbook" / "search" / "browser"


def test_types_of_the_scripts() -> None:
    tsc = shutil.which("tsc")
    if tsc is None:
        pytest.skip("tsc is not installed (Debian: node-typescript)")
    done = subprocess.run([tsc, "-p", str(BROWSER)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
