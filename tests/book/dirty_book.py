"""A book of two speeches: one as dirty as they come, one whose raw text attacks the page."""

import random
import re
import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
VERY_DIRTY = "zang"
HOSTILE = "xian-e"
ATTACK = '<img src=x onerror="window.attacked=1"></script><script>window.attacked=1</script>&amp;{raw}`${1}`'
PARAGRAPHS = 34


def _jammer(rng: random.Random) -> str:
    pairs = (f"{chr(rng.randint(33, 59))} {chr(rng.randint(63, 126))}" for _ in range(rng.randint(6, 14)))
    return "".join(pairs)


def very_dirty_text() -> str:
    """Write 4,000 characters with noise at every line break, lost characters and every mark at half width."""
    rng = random.Random(7)
    words = re.findall("..", "全县工作干部群众会议水利建设责任认真落实农业发展安全生产学校道路乡镇检查总结")
    lines = ["在全县工作会议上的讲话", "同志们:"]
    for number in range(PARAGRAPHS):
        clauses = ["".join(rng.choices(words, k=6)) for _ in range(9)]
        clauses[rng.randrange(9)] += "的\ufffd作"
        if number % 3 == 0:
            clauses[rng.randrange(9)] += "我\ue5f1县"
        lines.append(f"{','.join(clauses)}。{' ' if number % 2 else '　'}")
    return "\n".join(f"{line}{_jammer(rng)}\n{_jammer(rng)}" for line in lines)


def hostile_text() -> str:
    return (
        "恶意的讲话\n"
        f"今天,我讲{ATTACK}三点。\n"
        "看不见的\u200b字符\u202e和\x07控制符,还有\u2028行。\n"
        "1. `代码` {doubt}`x y` [链接](javascript:alert(1)) |表|格|\n"
        "最后一段没有毛病。\n"
    )


def write_dirty_book(root: Path) -> None:
    shutil.copytree(PROJECT / "conf", root / "conf", ignore=shutil.ignore_patterns("*.mo"))
    for folder in ("guide", "reference"):
        (root / "docs" / folder).mkdir(parents=True)
        (root / "docs" / folder / "index.md").write_text("# 参考\n\n文字。\n", "utf-8")
    entries = "lists/years\nlists/speakers\nlists/quality\nguide/index\nreference/index\n"
    (root / "docs/index.md").write_text(f"# 脏书\n\n```{{toctree}}\n:hidden:\n\n{entries}```\n", "utf-8")
    raw = root / "speeches/raw/论坛"
    raw.mkdir(parents=True)
    (raw / "脏.txt").write_text(very_dirty_text(), "utf-8")
    (raw / "险恶.txt").write_bytes(hostile_text().encode())
