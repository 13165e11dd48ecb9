"""Write a collection of any size: speeches about a county that does not exist, the same at every run.

A speech has a title, a date line, a salutation, five parts with two sections each, points within paragraphs, one link
to an earlier speech by its title and, in one of three, a sentence of an earlier one. One of four is damaged as forums
damage texts (half-width punctuation, blank lines, the name of a site).
"""

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ("CHARS", "YEARS", "Written", "speeches", "write_book")

CHARS = 4000
"""Characters of a speech, about."""

YEARS = range(2001, 2026)
SPEAKERS = 40
_PROJECT = Path(__file__).resolve().parents[2]

_FRONT_PAGE = """# 测速用书

```{include} lists/overview.txt
```

```{toctree}
:hidden:

lists/years
lists/speakers
lists/quality
```
"""
_WORDS = {
    name: words.split()
    for name, _, words in (
        line.partition(": ")
        for line in Path(__file__).with_name("collection_words.txt").read_text("utf-8").splitlines()
    )
}
_SURNAMES = "沈陆文顾程许韩冯唐傅"
_GIVEN = ("若棠", "知远", "书斋", "景明")
_NAME_CHARS = "青石松柳白水云山东西南北上下大小金银新老清平安和永兴长高竹梅桃李杏花园泉"
_NAME_ENDS = "村镇河桥堰塘坪岭"
_ENDS = ("，", "，", "，", "；", "。", "。")
_NUMBERS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Written:
    """One speech of the collection."""

    name: str
    """File name below `speeches/raw`."""
    text: str


def speeches(number: int, seed: int = 1) -> Iterator[Written]:
    """Yield speeches, oldest first; the first `n` are the same whatever `number` is, save for their years."""
    dice = random.Random(seed)
    titles: list[str] = []
    sentences: list[str] = []
    for index in range(number):
        year = YEARS[index * len(YEARS) // number]
        month, day = 1 + index % 12, 1 + index // 12 % 28
        meeting = dice.choice(_WORDS["bodies"]) + dice.choice(_WORDS["kinds"])
        title = f"在{_WORDS['places'][index % 10]}第{index + 1}次{meeting}上的讲话"
        speaker = _SURNAMES[index % SPEAKERS // 4] + _GIVEN[index % 4]
        body = list(_body(dice, titles, sentences))
        text = "\n".join((title, speaker, f"（{year}年{month}月{day}日）", "同志们：", *body, "谢谢大家！")) + "\n"
        titles.append(title)
        sentences.append(max(body[5].split("。"), key=len))
        yield Written(f"{year}/{index + 1:05d} {title}.txt", _damaged(text, dice) if index % 4 == 3 else text)


def _body(dice: random.Random, titles: list[str], sentences: list[str]) -> Iterator[str]:
    yield f"今天，我就{_sentence(dice, 2)}讲五点意见。"
    for part in range(5):
        yield f"{_NUMBERS[part]}、{_clause(dice)}"
        for section in range(2):
            yield f"（{_NUMBERS[section]}）{_clause(dice)}"
            yield _paragraph(dice, 150)
            points = "".join(f"{_NUMBERS[i]}是{_clause(dice)}。{_sentence(dice, 3)}" for i in range(3))
            yield f"{_sentence(dice, 3)}{points}"
    if titles:
        yield f"去年我在《{dice.choice(titles)}》中说过，{_sentence(dice, 3)}前面讲的第二点尤其要紧。"
    if sentences and dice.random() < 1 / 3:
        yield f"{_sentence(dice, 2)}{dice.choice(sentences)}。{_sentence(dice, 2)}"


def _clause(dice: random.Random) -> str:
    """Six in seven name a place of their own, so that clauses repeat by chance as seldom as in real speeches."""
    whose = dice.choice(_WORDS["whose"])
    if dice.randrange(7):
        whose = dice.choice(_NAME_CHARS) + dice.choice(_NAME_CHARS) + dice.choice(_NAME_ENDS)
    return dice.choice(_WORDS["how"]) + dice.choice(_WORDS["do"]) + whose + dice.choice(_WORDS["what"])


def _sentence(dice: random.Random, clauses: int) -> str:
    inner = "".join(_clause(dice) + dice.choice(_ENDS) for _ in range(clauses - 1))
    number = f"比上年增长{dice.randrange(10, 99) / 10}%，" if dice.random() < 0.2 else ""
    return f"{inner}{number}{_clause(dice)}。"


def _paragraph(dice: random.Random, chars: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < chars:
        parts.append(_sentence(dice, 3))
    return "".join(parts)


def _damaged(text: str, dice: random.Random) -> str:
    """Damage a text as forums do."""
    for full, half in zip("，；：", ",;:", strict=True):
        text = text.replace(full, half)
    lines = text.split("\n")
    lines[dice.randrange(6, len(lines) - 2)] += "  www.example-luntan.com"
    return "\n\n".join(lines)


def write_book(root: Path, number: int, seed: int = 1) -> None:
    """Make a book at `root`: our settings with one edition, a front page, and `number` raw files."""
    shutil.copytree(_PROJECT / "conf", root / "conf")
    settings = root / "conf" / "book.toml"
    settings.write_text(re.sub(r"(?m)^publish = .*$", 'publish = ["zh-hans"]', settings.read_text("utf-8")), "utf-8")
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "index.md").write_text(_FRONT_PAGE, encoding="utf-8")
    for speech in speeches(number, seed):
        path = root / "speeches" / "raw" / speech.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(speech.text, encoding="utf-8")
