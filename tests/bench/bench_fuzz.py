"""`make bench`: ten thousand arbitrary texts, and lines of a megabyte for every rule.

python tests/bench/bench_fuzz.py [--examples N]
"""

import argparse
import sys
import time

from damaged_texts import SITE_NAMES, check_cleaning, damaged_texts
from hypothesis import HealthCheck, Phase, given, settings

from speechbook.clean import clean_text, rules_in_order

_EXAMPLES = 10_000
_MAX_PIECES = 14
_LINE_CHARS = 1_000_000
_UNITS = (
    ",",
    "(",
    " ",
    "一 ",
    "a,",
    "1,",
    "! ",
    "8 V9 e'",
    "k~&p|9Z",
    "\ue004",
    "www.",
    "&amp;",
    "<p ",
    "二\ufffd",
    "é",
    "1\n",
)
_MAX_SECONDS_A_MEGABYTE = 30.0
"""Hostile lines are walked through mark by mark; quadratic ones would take hours."""


def main() -> int:
    """Print what was tried; raises what a text brings to light."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=_EXAMPLES)
    examples = parser.parse_args().examples
    started = time.process_time()

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(damaged_texts(_MAX_PIECES))
    def fuzz(text: str) -> None:
        check_cleaning(text)

    fuzz()
    sys.stdout.write(f"fuzzed: {examples} texts, {time.process_time() - started:.0f} s\n")
    _walk_long_lines()
    return 0


def _walk_long_lines() -> None:
    """Run each rule, and all together, over lines of a megabyte; print the slowest."""
    slowest: list[tuple[float, str, str]] = []
    for unit in _UNITS:
        text = "今天,我们,来了,开会," + unit * (_LINE_CHARS // len(unit)) + "一"
        alphabet = "".join(set(text))
        for rule in rules_in_order(SITE_NAMES):
            if rule.may_find(alphabet):
                started = time.process_time()
                for _ in rule.find(text):
                    pass
                slowest.append((time.process_time() - started, rule.name, unit))
    started = time.process_time()
    clean_text("今天," + "一," * (_LINE_CHARS // 2), SITE_NAMES)
    together = time.process_time() - started
    slowest.sort(reverse=True)
    sys.stdout.write(
        f"lines of {_LINE_CHARS:,} characters: {len(slowest)} runs of rules; all rules together {together:.1f} s\n"
    )
    for seconds, name, unit in slowest[:3]:
        sys.stdout.write(f"  {seconds:5.2f} s  {name}  {unit!r}\n")
    assert slowest[0][0] < _MAX_SECONDS_A_MEGABYTE


if __name__ == "__main__":
    sys.exit(main())
