"""A book of made-up speeches, drawn paragraph by paragraph from the clean texts of the sample book."""

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

__all__ = ("PROJECT", "write_synthetic_book")

PROJECT = Path(__file__).resolve().parents[2]
_EXCHANGED = 0.02
_SECTIONS = 3
_NUMBERS = "一二三四五六七八九十"


def write_synthetic_book(root: Path, speeches: int, chars: int, editions: Sequence[str], *, seed: int = 1) -> None:
    """Write settings and speeches of about `chars` characters each; no raw files, so nothing is cleaned."""
    rng = random.Random(seed)
    lines = _paragraphs()
    letters = "".join(lines)
    shutil.copytree(PROJECT / "conf", root / "conf")
    settings = root / "conf/book.toml"
    text = settings.read_text("utf-8")
    names = ", ".join(f'"{name}"' for name in editions)
    settings.write_text(text.replace('publish = ["zh-hans", "zh-tw"]', f"publish = [{names}]"), "utf-8")
    shutil.copytree(PROJECT / "docs", root / "docs", ignore=shutil.ignore_patterns("_build", "speeches", "lists"))
    for part in ("clean", "trail", "raw"):
        (root / "speeches" / part).mkdir(parents=True)
    for number in range(speeches):
        name = f"speech-{number:05d}"
        head = (
            f"---\nid: {name}\ntitle: 关于第{number:05d}号工作的讲话\nspeaker: 讲话人{number % 40:02d}\n"
            f"date: {1990 + number % 30}-{1 + number % 12:02d}-{1 + number % 28:02d}\n"
            "occasion: 全县工作会议\nscript: hans\n---\n"
        )
        (root / f"speeches/clean/{name}.txt").write_text(head + _body(rng, lines, letters, chars), "utf-8")


def _paragraphs() -> list[str]:
    """Give the paragraphs of the sample book that stand for themselves: no headings, no lists."""
    found = []
    for path in sorted((PROJECT / "speeches/clean").glob("*.txt")):
        body = path.read_text("utf-8").split("---\n", 2)[2]
        found += [line for line in body.split("\n") if len(line) > 60]
    return found


def _body(rng: random.Random, lines: Sequence[str], letters: str, chars: int) -> str:
    written = ["同志们："]
    share = chars // _SECTIONS
    for section in range(_SECTIONS):
        written.append(f"{_NUMBERS[section]}、把第{_NUMBERS[section]}件事情办好")
        made = 0
        while made < share:
            text = [rng.choice(letters) if rng.random() < _EXCHANGED else char for char in rng.choice(lines)]
            written.append("".join(text)[: share - made])
            made += len(written[-1])
    return "\n".join(written) + "\n"
