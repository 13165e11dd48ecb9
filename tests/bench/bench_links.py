"""What links cost: CPU milliseconds a speech for 300 to 3,000 made speeches, whether that stays flat, and one edit.

python tests/bench/bench_links.py [--sizes 300 1000 3000] [--strict]

The speeches are made of random characters with announcements, points, titles of one another and passages that they
share. Timed is everything between the bound speech and its page that links add: finding, entering, looking up, filling.
"""

import argparse
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from speechbook.config import Folders, Links, Settings
from speechbook.model import Apparatus, Metadata
from speechbook.outline import build_speech, find_outline
from speechbook.pipeline.binding import BoundSpeech
from speechbook.pipeline.decisions import Decisions
from speechbook.pipeline.links import LinkEntry, Linking, link_entry
from speechbook.relate import find_links
from speechbook.search import fold
from speechbook.trail import Trail
from speechbook.write import speech_page

CHARS = 4000
MOST_MS = 2.0
MOST_EXPONENT = 1.05
COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
)
REST = [chr(code) for code in range(0x4E00, 0x5E00)]


def words(rng: random.Random, count: int) -> str:
    """Give random text; common characters make up half of it, as in the language."""
    half = rng.choices(COMMON, k=count)
    other = rng.choices(REST, k=count)
    return "".join(a if rng.random() < 0.5 else b for a, b in zip(half, other, strict=True))


def lines_of(number: int, count: int) -> list[str]:
    """Make the lines of one speech: the same for the same number, sharing passages with its neighbours."""
    rng = random.Random(number)
    shared = [words(random.Random(10**6 + number // 4 * 4 + at), 30) for at in range(4)]
    stock = words(random.Random(7), 16)
    lines = [f"第{number}次工作会议上的讲话", "同志们：", "下面，我讲三点意见。"]
    for at, label in enumerate("一二三"):
        lines.append(f"{label}、{words(rng, 10)}")
        lines += ["。".join(words(rng, 28) for _ in range(7)) + "。" for _ in range(6)]
        lines.append(f"{words(rng, 20)}，{shared[at]}，{stock}。")
        lines.append(f"要抓好两件事：一是{words(rng, 20)}；二是{words(rng, 20)}。上述两点，见第三部分。")
        lines.append(f"我在《第{(number * 31 + at) % count}次工作会议上的讲话》里说过，{words(rng, 40)}。")
    return lines


def bound_speeches(count: int) -> Iterator[tuple[BoundSpeech, str]]:
    """Make the speeches one after another, ready to be linked, with their pages outside of the time."""
    for number in range(count):
        yield bound_speech(number, lines_of(number, count))


def bound_speech(number: int, lines: list[str]) -> tuple[BoundSpeech, str]:
    """Bind one speech."""
    outline = find_outline(lines)
    meta = Metadata(id=f"s-{number}", title=lines[0], date=str(1980 + number % 40), script="hans")
    speech, _ = build_speech(meta, lines, outline, (), ())
    return BoundSpeech(
        speech,
        Trail(speech.id),
        trail_is_stale=False,
        apparatus=Apparatus(),
        diagnostics=(),
        all_diagnostics=(),
        decisions=Decisions((), lines, {}),
        lines=tuple(lines),
        raw_lines=(),
    ), ""


def run(folder: Path, speeches: Iterator[tuple[BoundSpeech, str]], names: set[str]) -> tuple[float, int]:
    """Link speeches; give the CPU seconds that links took and the number of pages that were finished."""
    spent = time.process_time()
    linking = Linking(Settings(Folders(folder)), "mark", folder / "state")
    spent = time.process_time() - spent
    for bound, _ in speeches:
        begin = time.process_time()
        found = find_links(bound.speech, bound.lines, Links(), fold)
        spent += time.process_time() - begin
        page = speech_page(bound.speech, bound.apparatus, (), {}, found.shown)
        begin = time.process_time()
        linking.take(link_entry(bound, found, page))
        spent += time.process_time() - begin
    begin = time.process_time()
    linking.forget_others(names)

    def rebind(name: str) -> LinkEntry:
        number = int(name.removeprefix("s-"))
        bound, _ = bound_speech(number, lines_of(number, len(names)))
        found = find_links(bound.speech, bound.lines, Links(), fold)
        return link_entry(bound, found, speech_page(bound.speech, bound.apparatus, (), {}, found.shown))

    linking.settle()
    pages = linking.finish_pages(rebind, lambda _name, _page: True)
    linking.save()
    return spent + time.process_time() - begin, pages


def main() -> int:
    """Print the table; 1 when it costs too much and `--strict` asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[300, 1000, 3000])
    parser.add_argument("--strict", action="store_true")
    arguments = parser.parse_args()
    sys.stdout.write("| speeches | ms a speech | state MB | one edit, ms | pages it touched |\n|---|---|---|---|---|\n")
    costs: list[tuple[int, float]] = []
    for count in arguments.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            names = {f"s-{number}" for number in range(count)}
            seconds, _ = run(folder, bound_speeches(count), names)
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
            lines = lines_of(count // 2, count)
            lines[5] = lines[5][::-1]
            edit, pages = run(folder, iter([bound_speech(count // 2, lines)]), names)
            costs.append((count, seconds / count * 1000))
            sys.stdout.write(f"| {count} | {seconds / count * 1000:.2f} | {size:.1f} | {edit * 1000:.0f} | {pages} |\n")
            sys.stdout.flush()
    (first, cheap), (last, dear) = costs[0], costs[-1]
    exponent = 1 + math.log(dear / cheap) / math.log(last / first) if last > first else 1.0
    sys.stdout.write(
        f"exponent {exponent:.3f} (≤ {MOST_EXPONENT}); dearest {max(c for _, c in costs):.2f} ms (≤ {MOST_MS})\n"
    )
    too_much = exponent > MOST_EXPONENT or max(cost for _, cost in costs) > MOST_MS
    return 1 if too_much and arguments.strict else 0


if __name__ == "__main__":
    sys.exit(main())
