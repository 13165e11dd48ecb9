"""Two speeches of 30,000 characters, made here: one with 200 headings, one with none."""

from pathlib import Path

SECTIONS = 200
_NUMERALS = "零一二三四五六七八九十"
_SENTENCES = (
    "各乡镇、各部门要把这件事摆上重要议事日程，主要领导亲自抓，分管领导具体抓，一级抓一级，层层抓落实。",
    "去年我们遇到了多年不遇的春旱，靠着早动手、早清淤、早蓄水，全县四十二万亩水田一亩也没有撂荒。",
    "群众看我们干部，不看开了多少会、发了多少文，就看渠里有没有水、路上有没有灯、学校里有没有好老师。",
)


def numeral(number: int) -> str:
    """Write a number below 100 as Chinese headings do."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


def with_headings() -> str:
    """Write 20 parts of 9 sections each, with points in the first paragraph of each part."""
    lines = ["同志们："]
    for part in range(1, SECTIONS // 10 + 1):
        lines.append(f"{numeral(part)}、认真做好第{numeral(part)}个方面的工作，确保全年各项任务落到实处")
        lines.append(f"这方面有三件事。一是要摸清底数。二是要明确责任。三是要按月通报。{_SENTENCES[0]}")
        for section in range(1, 10):
            lines.append(f"（{numeral(section)}）把第{numeral(section)}件事抓紧抓好")
            lines.append(_SENTENCES[section % 3] * 3)
    return _file("二百个标题的讲话", lines)


def without_headings() -> str:
    """Write paragraphs and nothing else."""
    return _file("没有标题的讲话", ["同志们：", *(_SENTENCES[n % 3] * 4 for n in range(160))])


def _file(title: str, lines: list[str]) -> str:
    return f"---\ntitle: {title}\nspeaker: 陆启衡\ndate: 2010-05-06\n---\n" + "\n".join(lines) + "\n"


def write_long_speeches(root: Path) -> None:
    """Put both into the archive of a book."""
    folder = root / "speeches" / "clean"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "with-headings.txt").write_text(with_headings(), encoding="utf-8")
    (folder / "without-headings.txt").write_text(without_headings(), encoding="utf-8")
