"""Write `relate/data/strokes.txt`: the Han characters in CLDR's stroke order, one line for each number of strokes.

Node.js carries ICU, and ICU the collation `zh-u-co-stroke` of Unicode CLDR, by which upmendex sorts the printed index,
too. ICU's own markers of its stroke groups (U+FDD0 and U+2801 …), sorted in among the characters, tell the counts.

    python scripts/generate_stroke_order.py
"""

import subprocess
from pathlib import Path

TARGET = Path(__file__).parent / "speechbook" / "relate" / "data" / "strokes.txt"
PROGRAM = """
const collator = new Intl.Collator("zh-u-co-stroke");
const all = [];
for (const [low, high] of [[0x3400, 0x4dbf], [0x4e00, 0x9fff]])
  for (let code = low; code <= high; code++) all.push(String.fromCodePoint(code));
for (let strokes = 1; strokes <= 48; strokes++) all.push("\\ufdd0" + String.fromCodePoint(0x2800 + strokes));
all.sort(collator.compare);
const lines = [];
for (const item of all) item[0] === "\\ufdd0" ? lines.push("") : lines.length && (lines[lines.length - 1] += item);
console.log(lines.join("\\n"));
console.error(process.versions.cldr);
"""
MOST_STROKES = 36
"""What follows the last group that is sorted by strokes has no stroke count in CLDR."""


def main() -> None:
    """Ask Node.js and write the file."""
    done = subprocess.run(["node", "-e", PROGRAM], capture_output=True, text=True, check=True)  # noqa: S603, S607 -- the node of this machine
    lines = done.stdout.split("\n")[:MOST_STROKES]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, lines))} characters, CLDR {done.stderr.strip()}")  # noqa: T201 - a script


if __name__ == "__main__":
    main()
