#!/usr/bin/env python3
"""Make `speechbook/search/data/folding.txt`, the table that folds text and queries to one script and one width.

    python scripts/generate_folding.py            writes the table
    python scripts/generate_folding.py --check    exits 1 when the table in the source tree differs

Run it when OpenCC is raised to a new version. OpenCC is needed here only, not for searching.
"""

import argparse
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import opencc

TABLE = Path(__file__).parent / "speechbook" / "search" / "data" / "folding.txt"

HEADER = """\
# Folding for search: each line is a character and, after it, the characters that are folded to it.
# Made by scripts/generate_folding.py from Unicode {unicode} (NFKC, case folding) and OpenCC {opencc}
# (t2s, tw2s, hk2s; Apache-2.0). Do not edit: change the script and run it.
"""


def make_table() -> str:
    """Give the whole text of the table."""
    lines = defaultdict(list)
    for char, target in fold_all().items():
        lines[target].append(char)
    body = "".join(f"{target}{''.join(sorted(chars))}\n" for target, chars in sorted(lines.items()))
    return HEADER.format(unicode=unicodedata.unidata_version, opencc=opencc.__version__) + body


def fold_all() -> Mapping[str, str]:
    """Fold every character that changes; a target is never changed again."""
    converters = [opencc.OpenCC(config) for config in ("t2s", "tw2s", "hk2s")]
    every = [chr(code) for code in range(0x21, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    first = {char: _narrow(char) for char in every}
    for converter in converters:
        # One call for all: lines are converted apart from one another, so no two characters are read as a phrase.
        converted = converter.convert("\n".join(first.values())).split("\n")
        first = {
            char: after if len(after) == 1 else before
            for (char, before), after in zip(first.items(), converted, strict=True)
        }
    step = {char: target for char, target in first.items() if char != target}
    return {char: target for char in step if (target := _end_of_chain(char, step)) != char}


def _narrow(char: str) -> str:
    """Apply NFKC and case folding as far as one character stays one."""
    for change in (_normal_form, str.casefold):
        changed = change(char)
        if len(changed) == 1:
            char = changed
    return char


def _normal_form(char: str) -> str:
    return unicodedata.normalize("NFKC", char)


def _end_of_chain(char: str, step: Mapping[str, str]) -> str:
    """Follow the steps to a character that is not changed; of a ring of characters, the smallest stands for all."""
    seen = [char]
    while (char := step.get(char, char)) not in seen:
        seen.append(char)
        if char not in step:
            return char
    return min(seen[seen.index(char) :])


def main() -> int:
    """Write or check the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="compare only")
    table = make_table()
    if parser.parse_args().check:
        return 0 if TABLE.read_text(encoding="utf-8") == table else 1
    TABLE.write_text(table, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
