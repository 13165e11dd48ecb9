"""`make bench`: the table of cleaning figures with their goals, all gold texts, three seeds, all presets.

python tests/bench/bench_clean.py [--seeds 1 2 3] [preset …]
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

from measure_cleaning import GOALS, gold_texts, measure, missed
from measuring_corpus import corpus_folder

HEAD = (
    "| preset | lost | ≤ | noise | ≤ | punctuation | ≥ | paragraphs | ≥ | documents | MB/s | ≥ | kinds found "
    "| short of goal |"
)


def main() -> int:
    """Print the table; 1 when a goal is missed and `--strict` asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("presets", nargs="*", default=[])
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--strict", action="store_true", help="end with 1 when a goal is missed")
    arguments = parser.parse_args()
    corpus = corpus_folder()
    if corpus is None:
        return 2
    texts = gold_texts(corpus)
    lines = [HEAD, "|---" * (HEAD.count("|") - 1) + "|"]
    sys.stdout.write("\n".join(lines) + "\n")
    changed: list[str] = []
    short = 0
    presets = arguments.presets or list(GOALS)
    with ProcessPoolExecutor() as pool:  # speed is that of one core all the same: CPU time of the process
        found = pool.map(measure, repeat(corpus), presets, repeat(texts), repeat(arguments.seeds))
    for preset, figures in zip(presets, found, strict=True):
        goal = GOALS[preset]
        short += bool(missed(goal, figures))
        changed += figures.changed
        kinds = ", ".join(f"{kind} {count}" for kind, count in figures.kinds.most_common())
        sys.stdout.write(
            f"| {preset} | {figures.lost:.2f} | {goal.lost} | {figures.noise:.1f} | {goal.noise}"
            f" | {figures.punctuation:.4f} | {goal.punctuation} | {figures.paragraphs:.3f} | {goal.paragraphs}"
            f" | {figures.documents:.3f} | {figures.megabytes_a_second:.2f} | {goal.speed} | {kinds}"
            f" | {', '.join(missed(goal, figures))} |\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"clean texts: {len(changed)} places changed; each must be a true repair:\n")
    sys.stdout.write("".join(f"  {line}\n" for line in changed))
    return 1 if short and arguments.strict else 0


if __name__ == "__main__":
    sys.exit(main())
