"""Measure the conversion: accuracy on real sentences, speed, start, and what two editions cost side by side.

    python tests/bench/bench_variants.py                 accuracy, speed and start
    python tests/bench/bench_variants.py --build 300     also builds a book of 300 speeches, in one edition and in two

The sentences are not part of the project: `SPEECHBOOK_CORPUS` names the folder that has `variants-dev.tsv`. Their
floors are pinned in `tests/variants/test_variant_floor.py`.
"""

# ruff: noqa: T201 -- a report is printed

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from speechbook.variants import convert
from speechbook.variants.competing import competing_places
from speechbook.variants.opencc_adapter import convert_exactly

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("SPEECHBOOK_CORPUS", PROJECT.parent / "shared" / "corpus"))
SCORER = CORPUS.parent / "tools" / "score_variants.py"
PLAIN = {"zh-tw": "s2tw", "zh-hk": "s2hk"}
_BUILT = (("zh-tw",), ("zh-hans", "zh-tw"))
_ROUNDS = 2
"""The best of these counts: other work on the machine makes builds slower, never faster."""
_OWNED = ("year-", "speaker-")
"""Lists that other lists lead to."""
TEXT = "我国历史悠久，政府不干预市场；干部要心系群众，头发白了仍为发展操劳。办公室工作很重要。\n"


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--build", type=int, default=0, metavar="N", help="build a book of N speeches as well")
    wanted = parser.parse_args()
    if SCORER.is_file():
        print_accuracy()
    print_speed()
    if wanted.build:
        print_builds(wanted.build)
    return 0


def print_accuracy() -> None:
    """Compare with plain OpenCC: sentences that are right, in per cent."""
    spec = importlib.util.spec_from_file_location("score_variants", SCORER)
    assert spec is not None
    assert spec.loader is not None
    scorer: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (CORPUS / "variants-dev.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    ours = scorer.score(rows, [convert(row[0], "hans", row[2]) for row in rows])
    plain = scorer.score(rows, [convert_exactly(PLAIN[row[2]], row[0]) for row in rows])
    print(f"{'set':18}{'sentences':>10}{'plain OpenCC':>16}{'Speechbook':>16}   (strict / same meaning)")
    for name, score in ours.items():
        both = [f"{each['strict']:.1f} / {each['sem']:.1f}" for each in (plain[name], score)]
        print(f"{name:18}{score['rows']:>10}{both[0]:>16}{both[1]:>16}")


def print_speed() -> None:
    """Measure start, and characters a second on one core."""
    script = "import time; a = time.perf_counter(); from speechbook.variants import convert; "
    script += "convert('干部', 'hans', 'zh-tw'); print(time.perf_counter() - a)"
    start = float(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout)
    print(f"\nstart                 {start:.2f} s")
    for edition in PLAIN:
        speed = _chars_a_second(lambda text, edition=edition: convert(text, "hans", edition))
        print(f"convert to {edition}      {speed:,.0f} characters a second")
    print(f"proof-reading         {_chars_a_second(_proofread):,.0f} characters a second")


def _proofread(text: str) -> object:
    return [competing_places(line, "hans", "zh-tw") for line in text.split("\n")]


def _chars_a_second(work: Callable[[str], object]) -> float:
    text = TEXT * 5_000
    work(TEXT)
    started = time.perf_counter()
    work(text)
    return len(text) / (time.perf_counter() - started)


def print_builds(count: int) -> None:
    """Build a book of `count` speeches in one edition and in two, each from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = [
            [_seconds_of_build(Path(folder, f"{number}-{len(names)}"), count, names) for names in _BUILT]
            for number in range(_ROUNDS)
        ]
    one, two = (min(seconds) for seconds in zip(*rounds, strict=True))
    print(f"\n{count} speeches: one edition {one:.1f} s, two side by side {two:.1f} s, {two / one:.2f} times")


def _seconds_of_build(root: Path, count: int, editions: Sequence[str]) -> float:
    """Make the pages, then measure what Sphinx takes."""
    from speechbook.config import load_settings
    from speechbook.pipeline.building import build_html
    from speechbook.pipeline.pages import make_pages

    _write_book(root, count, editions)
    settings = load_settings(root)
    make_pages(settings)
    tops = [path.stem for path in (root / "docs" / "lists").glob("*.md") if not path.stem.startswith(_OWNED)]
    toctree = "\n".join(f"lists/{name}" for name in sorted(tops))
    index = f"---\nscript: hans\n---\n\n# 速度\n\n```{{toctree}}\n{toctree}\n```\n"
    (root / "docs" / "index.md").write_text(index, encoding="utf-8")
    started = time.perf_counter()
    build_html(settings)
    return time.perf_counter() - started


def _write_book(root: Path, count: int, editions: Sequence[str]) -> None:
    import shutil

    shutil.copytree(PROJECT / "conf", root / "conf")
    names = ", ".join(f'"{edition}"' for edition in editions)
    settings = f'[book]\ntitle = "速度"\nname = "speed"\n[editions]\npublish = [{names}]\n'
    (root / "conf" / "book.toml").write_text(settings, encoding="utf-8")
    (root / "docs").mkdir()
    clean = root / "speeches" / "clean"
    clean.mkdir(parents=True)
    for number in range(count):
        head = f"---\nid: speech-{number}\ntitle: 第{number}次讲话\nspeaker: 甲\ndate: {2000 + number % 20}\n---\n"
        sections = (
            f"{label}、工作要求\n" + TEXT.strip() * 6 + "\n" + TEXT.strip() * 12 + "\n" for label in "一二三四五"
        )
        (clean / f"speech-{number}.txt").write_text(head + "".join(sections), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
