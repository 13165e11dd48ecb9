"""Measure what a book costs at several sizes, and print the table of docs/reference/performance.md.

Whole processes, CPU time of the process and all it started, one edition. Beside it the same texts by the book theme and
search of Sphinx as shipped. `make bench-scale` writes the page; other runs only print.
"""

import argparse
import gzip
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from collection import CHARS, write_book

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "docs" / "reference" / "performance.md"
SIZES = (300, 1000, 3000, 10_000)
STOCK_SIZES = (300, 1000)
_PAIRS = 3
_MOST_REPEATED = 3000
"""Speeches up to which pages are made several times, since a machine that does other things, too, is not even."""

_MAKE_PAGES = """
import sys
from pathlib import Path
from speechbook.config import load_settings
from speechbook.pipeline.cleaning_archive import clean_archive
from speechbook.pipeline.pages import make_pages
settings, jobs = load_settings(Path(sys.argv[1])), int(sys.argv[2])
clean_archive(settings, jobs=jobs)
make_pages(settings, jobs=jobs)
"""
"""What `speechbook build` does before it starts Sphinx, in one process or several."""

_STOCK_SETTINGS = """
project = "stock"
language = "zh_CN"
extensions = ["myst_parser"]
html_theme = "sphinx_book_theme"
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"]
suppress_warnings = ["myst", "toc", "ref"]
"""


_OURS = re.compile(r"^(`{3,}|:{3,})\{(?!toctree|include|container)[^\n]*\n.*?^\1\s*$", re.MULTILINE | re.DOTALL)
"""A directive that only our extension knows."""


@dataclass(frozen=True)
class Run:
    """One process and all that it started."""

    cpu: float
    """Seconds of CPU time."""
    wall: float
    """Seconds."""
    peak: float
    """Megabytes of memory of its largest process."""


@dataclass
class Row:
    """What one size came to."""

    size: int
    figures: dict[str, float] = field(default_factory=dict)


def run(command: Sequence[str | Path]) -> Run:
    """Run a command to its end. Raises `SystemExit` when it fails."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise SystemExit(output.read().decode()[-4000:])
    return Run(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024)


def measure(root: Path, size: int) -> Row:
    """Measure one book from raw files to a site, then with nothing changed, then with one speech edited."""
    write_book(root, size)
    row = Row(size)
    build = (sys.executable, "-m", "speechbook", "--book", root, "build", "html")
    one, two, spare = _measure_pages(root, size)
    row.figures["pages"] = statistics.median(made.cpu for made in one) / size * 1000
    row.figures["two"] = (
        statistics.median(made.wall for made in two) / statistics.median(made.wall for made in one) * 100
    )
    built = run(build)
    site = root / "docs" / "_build" / "html" / "zh-hans"
    pages = sorted((site / "speeches").glob("*.html"))
    row.figures["site"] = built.cpu / sum(1 for _ in site.rglob("*.html")) * 1000
    row.figures["peak"] = max(*(made.peak for made in one), built.peak)
    row.figures["same"] = run(build).wall
    clean = sorted((root / "speeches" / "clean").glob("*.txt"))[size // 2]
    clean.write_text(clean.read_text("utf-8").replace("。", "。添上一句话。", 1), "utf-8")
    row.figures["edit"] = run(build).wall
    some = [page.read_bytes() for page in pages[:: max(1, size // 20)]]
    row.figures["html"] = statistics.mean(map(len, some)) / 1024
    row.figures["gzip"] = statistics.mean(len(gzip.compress(page, mtime=0)) for page in some) / 1024
    row.figures["index"] = sum(file.stat().st_size for file in (site / "_search").rglob("*.js")) / size / CHARS
    for book in spare:  # not before: a file system that has just deleted much makes new files slowly
        shutil.rmtree(book)
    return row


def _measure_pages(root: Path, size: int) -> tuple[list[Run], list[Run], list[Path]]:
    """Make the pages of a book by one process and by two, in turn, more than once where that does not take long.

    Gives the runs of each kind, and the copies of the book that were made for them.
    """
    pairs = _PAIRS if size <= _MOST_REPEATED else 1
    copies = [root.with_name(f"{root.name}-copy-{number}") for number in range(2 * pairs - 1)]
    for copy in copies:
        write_book(copy, size)
    runs = [
        run((sys.executable, "-c", _MAKE_PAGES, book, str(1 + number % 2)))
        for number, book in enumerate((root, *copies))
    ]
    return runs[::2], runs[1::2], copies


def measure_stock(root: Path) -> float:
    """Give the milliseconds a page that the theme and search take as shipped, for the pages of a measured book."""
    source, settings = root / "stock", root / "stock-conf"
    shutil.copytree(root / "docs", source, ignore=shutil.ignore_patterns("_build"))
    settings.mkdir()
    (settings / "conf.py").write_text(_STOCK_SETTINGS, encoding="utf-8")
    for page in source.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(_without_ours(text), encoding="utf-8")
    out = root / "stock-site"
    made = run((sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", settings, source, out))
    return made.cpu / sum(1 for _ in out.rglob("*.html")) * 1000


def _without_ours(text: str) -> str:
    """Leave out directives and roles that only our extension knows."""
    text = _OURS.sub("", text)
    return re.sub(r"\{(?!strong)[a-z-]+\}`[^`]*`", "", text)


def table(rows: Sequence[Row], stock: dict[int, float]) -> str:
    """Write the figures as a table, a size a column."""
    lines = ["| | " + " | ".join(f"{row.size:,} 篇" for row in rows) + " |", "|:---|" + "---:|" * len(rows)]
    for key, label, digits in (
        ("pages", "清理、提纲、联系、成页，毫秒/篇", 1),
        ("two", "同上，用两个进程，时间是一个进程的 %", 0),
        ("site", "Sphinx 成网页（含搜索），毫秒/页", 1),
        ("edit", "改一篇后重建，秒", 1),
        ("same", "什么都没改，秒", 1),
        ("peak", "内存峰值，MB", 0),
        ("html", "一页 HTML，KB", 0),
        ("gzip", "一页 HTML 压缩后，KB", 1),
        ("index", "搜索数据，字节/字（未压缩）", 2),
    ):
        lines.append(f"| {label} | " + " | ".join(f"{row.figures[key]:.{digits}f}" for row in rows) + " |")
    if stock:
        cells = [f"{stock[row.size]:.0f}" if row.size in stock else "" for row in rows]
        lines.append("| 原版主题和搜索，毫秒/页 | " + " | ".join(cells) + " |")
        cells = [f"{stock[row.size] / row.figures['site']:.1f}" if row.size in stock else "" for row in rows]
        lines.append("| 比原版快几倍 | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def machine() -> str:
    """Tell machine and versions."""
    packages = ("sphinx", "myst-parser", "sphinx-book-theme", "opencc")
    versions = "、".join(f"{name} {version(name)}" for name in packages)
    return f"{platform.machine()}，{os.cpu_count()} 核，Python {platform.python_version()}，{versions}"


def main() -> None:
    """Measure and print; with `--write` also rewrite the table of the page."""
    parser = argparse.ArgumentParser(description="Measure the cost of a book at several sizes.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--no-stock", action="store_true", help="leave the theme as shipped out")
    parser.add_argument("--keep", type=Path, help="folder for the books, to walk through them afterwards")
    parser.add_argument("--write", action="store_true", help="write docs/reference/performance.md")
    options = parser.parse_args()
    # As the installation of a book does: programs are compiled once, not at each start.
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(PROJECT / "scripts" / "speechbook")], check=True)
    rows, stock = [], {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = options.keep / str(size) if options.keep else Path(folder) / "book"
            rows.append(measure(root, size))
            if size in STOCK_SIZES and not options.no_stock:
                stock[size] = measure_stock(root)
        sys.stdout.write(f"{table(rows[-1:], stock)}\n")
        sys.stdout.flush()
    shown = f"{table(rows, stock)}\n{machine()}\n"
    sys.stdout.write(shown)
    if options.write:
        head, mark, _ = PAGE.read_text(encoding="utf-8").partition("<!-- 以下由 make bench-scale 写成 -->\n")
        PAGE.write_text(f"{head}{mark}\n{shown}", encoding="utf-8")


if __name__ == "__main__":
    main()
