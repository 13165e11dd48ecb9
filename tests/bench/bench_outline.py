"""`make bench`: the outline against hand-made outlines, false alarms over all texts, speed, metadata; goals beside.

python tests/bench/bench_outline.py [--strict]
"""

import argparse
import sys

from measure_outline import GOALS, measure
from measuring_corpus import corpus_folder


def main() -> int:
    """Print the table; 1 when a goal is missed and `--strict` asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strict", action="store_true", help="end with 1 when a goal is missed")
    arguments = parser.parse_args()
    corpus = corpus_folder()
    if corpus is None:
        return 2
    figures = measure(corpus)
    sys.stdout.write("| outline | measured | goal | |\n|---|---|---|---|\n")
    short = 0
    for name, goal in GOALS.items():
        met = goal.is_met(figures[name])
        short += not met
        sys.stdout.write(f"| {name} | {figures[name]:.3f} | {goal} | {'' if met else 'short of goal'} |\n")
    for name, value in figures.items():
        if name not in GOALS:
            sys.stdout.write(f"| {name} | {value:.3f} | | |\n")
    return 1 if short and arguments.strict else 0


if __name__ == "__main__":
    sys.exit(main())
