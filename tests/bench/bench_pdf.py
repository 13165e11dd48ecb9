"""Measure PDF and EPUB of a synthetic book: CPU and memory of all processes, pages, bytes.

    python tests/bench/bench_pdf.py [--speeches 1000] [--chars 1800] [--kind pdf] [--kind epub]

The budgets are those of 1,000 speeches with 1.8 million characters: PDF 100 CPU s and 500 MB, EPUB 60 CPU s.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from process_tree import measure_tree
from synthetic_book import PROJECT, write_synthetic_book

_BUDGETS = {"pdf": (100, 500), "epub": (60, 500)}
_EDITION = "zh-hans"


def main() -> int:
    """Print a table; 1 when a budget that is measured at its own size is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speeches", type=int, default=1000)
    parser.add_argument("--chars", type=int, default=1800)
    parser.add_argument("--kind", action="append", choices=tuple(_BUDGETS))
    parser.add_argument("--keep", type=Path, help="folder for the book, to look at it afterwards")
    options = parser.parse_args()
    kept = options.keep or Path(tempfile.mkdtemp(prefix="bench-pdf-"))
    write_synthetic_book(kept, options.speeches, options.chars, (_EDITION,))
    over = False
    show = sys.stdout.write
    show(f"{options.speeches} speeches, {options.chars} characters each\n")
    for step, arguments in [("pages", ["pages"])] + [(kind, ["build", kind]) for kind in options.kind or _BUDGETS]:
        env = os.environ | {"PYTHONPATH": str(PROJECT / "scripts"), "PYTHONUTF8": "1"}
        cost = measure_tree([sys.executable, "-m", "speechbook", "--book", str(kept), *arguments], env)
        made = next((kept / "docs/_build" / step).glob(f"*.{step}"), None) if step in _BUDGETS else None
        size = f"{made.stat().st_size / 1e6:7.1f} MB file" if made else ""
        show(f"{step:6}{cost.cpu_seconds:7.1f} CPU s{cost.wall_seconds:7.1f} s{cost.peak_megabytes:7.0f} MB {size}\n")
        sys.stdout.flush()
        seconds, megabytes = _BUDGETS.get(step, (cost.cpu_seconds, cost.peak_megabytes))
        over |= cost.cpu_seconds > seconds or cost.peak_megabytes > megabytes
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
