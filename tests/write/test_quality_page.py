"""The quality pages: worst first, totals over all, and no page that grows with the book."""

import re

from speechbook.model import DoubtfulPlace, SpeechCard, SpeechQuality
from speechbook.write import quality_page

LOST = "lost-character"


def quality(number: int, losses: int, open_doubts: int = 0) -> SpeechQuality:
    worst = (DoubtfulPlace(LOST, f"s-{number}-n1", "缺\ufffd字"),) if losses else ()
    doubts = ((LOST, losses),) if losses else ()
    return SpeechQuality(
        f"s-{number}", "forum", "text", "utf-8", (("widen", 2),), doubts, losses, open_doubts, worst, by_hand=1
    )


def pages(*qualities: SpeechQuality) -> dict[str, str]:
    cards = {q.id: SpeechCard(q.id, f"第{q.id}次*讲话*", "", "", "", "", "hans", 100) for q in qualities}
    return dict(quality_page(qualities, cards, {"widen": "改全角"}, {"forum": "论坛"}))


def test_the_speech_with_most_losses_is_first() -> None:
    made = pages(quality(1, 1), quality(2, 3), quality(3, 0, 9), quality(4, 0))["quality"]
    text = re.sub(r"\[([^\]]*)\]\{\.count\}", r"\1", made)
    rows = re.findall(r"^\| (\d+) \| (\d+) \| .*speeches/(s-\d)\.md", text, re.MULTILINE)
    assert rows == [("3", "0", "s-2"), ("1", "0", "s-1"), ("0", "9", "s-3")]
    assert "共 3 篇" in text
    assert "| 改全角 | 8 |" in text
    assert "编者手改 4 处" in text
    assert "| 论坛 | 4 |" in text
    assert r"第s\-2次\*讲话\*" in text


def test_the_gravest_places_lead_to_their_notes() -> None:
    assert "(../speeches/s-2.md#s-2-n1)" in pages(quality(1, 0, 2), quality(2, 1))["quality"]


def test_a_long_list_goes_on_on_other_pages_and_none_grows() -> None:
    made = pages(*(quality(number, 1 + number % 7) for number in range(1050)))
    assert list(made) == ["quality", *(f"quality-{number}" for number in range(2, 12))]
    listed = [one for text in made.values() for one in re.findall(r"speeches/(s-\d+)\.md#s-\d+-apparatus", text)]
    assert len(listed) == len(set(listed)) == 1050
    assert max(len(text.encode()) for text in made.values()) < 30_000
    assert "[2](quality-2.md)" in made["quality"]
    assert "[1](quality.md)" in made["quality-11"]
    assert "[12]" not in made["quality-11"]


def test_a_sound_book_says_so() -> None:
    made = pages(quality(1, 0))
    assert list(made) == ["quality"]
    assert "## 待查\n\n没有。" in made["quality"]
