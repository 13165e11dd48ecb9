"""The quality pages: how the whole archive came about, and what in it wants a human eye, worst first.

No page grows with the book: the first shows totals and the gravest places, the others list the doubtful speeches, so
many on each.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from speechbook.diagnostics import DiagnosticCode, Weight
from speechbook.model import DoubtfulPlace, SpeechCard, SpeechQuality
from speechbook.write.apparatus import KIND_LABELS
from speechbook.write.markdown import escape, quoted, span

__all__ = ("quality_page",)

_ROWS = 100
"""Speeches listed on one page."""
_GRAVEST_ROWS = 40
"""Places listed on the first page."""
_EXCERPT_CHARS = 60
_MOST_PAGES_LINKED = 20
_WEIGHTS = {Weight.LOSS: "要紧", Weight.DOUBT: "待查", Weight.NOTE: "提示"}
_HEAD = "---\nscript: hans\norphan: true\n---\n\n"
_CODES = {code.code: code for code in DiagnosticCode}


def quality_page(
    qualities: Sequence[SpeechQuality],
    cards: Mapping[str, SpeechCard],
    rule_labels: Mapping[str, str],
    preset_labels: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield `(name, text)` of the page `quality`, then of `quality-2` and so on where one cannot hold the list.

    The first holds doubts by kind, the gravest places, the speeches with the most doubts, repairs by rule and sources.
    """
    doubtful = sorted(
        (q for q in qualities if q.losses or q.open_doubts), key=lambda q: (-q.losses, -q.open_doubts, q.id)
    )
    shelves = [doubtful[start : start + _ROWS] for start in range(0, len(doubtful), _ROWS)] or [[]]
    yield "quality", _first(qualities, shelves, cards, rule_labels, preset_labels)
    for number, shelf in enumerate(shelves[1:], 2):
        title = f"# 有待查之处的讲话（第 {number} 页，共 {len(shelves)} 页）\n"
        yield (
            f"quality-{number}",
            "\n".join((f"{_HEAD}{title}", _speeches(shelf, cards), _way(number, len(shelves)))),
        )


def _first(
    qualities: Sequence[SpeechQuality],
    shelves: Sequence[Sequence[SpeechQuality]],
    cards: Mapping[str, SpeechCard],
    rule_labels: Mapping[str, str],
    preset_labels: Mapping[str, str],
) -> str:
    rules: Counter[str] = Counter()
    for quality in qualities:
        rules.update(dict(quality.rules))
    count = sum(map(len, shelves))
    parts = [
        f"{_HEAD}# 全书的质量\n",
        "每篇末尾的校勘记写明那一篇改了什么、哪里存疑。这里是全书的总数。\n",
        "## 待查\n",
        _doubts(qualities),
        _gravest(shelves[0], cards),
        f"## 有待查之处的讲话\n\n共 {count} 篇，要紧之处多的在前。\n" if count else "",
        _speeches(shelves[0], cards) if count else "",
        _way(1, len(shelves)),
        "## 机械修复\n",
        _counted(("规则", "处"), rules, rule_labels),
        f"编者手改 {sum(q.by_hand for q in qualities):,} 处，见各篇校勘记。\n",
        "## 来源\n",
        _counted(
            ("原件", "篇"),
            Counter(q.kind for q in qualities),
            {"": "没有原件", **{kind.value: label for kind, label in KIND_LABELS.items()}},
        ),
        _counted(("来源类别", "篇"), Counter(q.preset for q in qualities if q.preset), preset_labels),
        _counted(("编码", "篇"), Counter(q.encoding.upper() for q in qualities if q.encoding), {}),
    ]
    return "\n".join(part for part in parts if part)


def _doubts(qualities: Sequence[SpeechQuality]) -> str:
    places: Counter[str] = Counter()
    speeches: Counter[str] = Counter()
    for quality in qualities:
        for code, count in quality.doubts:
            places[code] += count
            speeches[code] += 1
    known = [code for code in DiagnosticCode if places[code.code]]
    if not known:
        return "没有。\n"
    rows = [
        (_WEIGHTS[code.weight], escape(code.message), f"{places[code.code]:,}", f"{speeches[code.code]:,}")
        for code in sorted(known, key=lambda code: (code.weight, -places[code.code]))
    ]
    return _table(("轻重", "种类", "处", "篇"), rows)


def _gravest(shelf: Sequence[SpeechQuality], cards: Mapping[str, SpeechCard]) -> str:
    """List the places of the gravest kind, of each speech a few."""
    rows = [
        _place(place, cards[quality.id])
        for quality in shelf
        for place in quality.worst
        if _CODES[place.code].weight is Weight.LOSS
    ]
    if not rows:
        return ""
    return "最要紧的地方：\n\n" + _table(("种类", "文句", "题目"), rows[:_GRAVEST_ROWS])


def _place(place: DoubtfulPlace, card: SpeechCard) -> tuple[str, str, str]:
    script = f"script-{card.script}"
    excerpt = span(quoted(place.excerpt, _EXCERPT_CHARS), classes=script) if place.excerpt else "全篇"
    title = span(f"[{escape(card.title)}](../speeches/{card.id}.md#{place.anchor})", classes=script)
    return escape(_CODES[place.code].message), excerpt, title


def _speeches(shelf: Sequence[SpeechQuality], cards: Mapping[str, SpeechCard]) -> str:
    rows = []
    for quality in shelf:
        card = cards[quality.id]
        link = f"[{escape(card.title)}](../speeches/{card.id}.md#{card.id}-apparatus)"
        rows.append((str(quality.losses), str(quality.open_doubts), span(link, classes=f"script-{card.script}")))
    return _table(("要紧", "待查", "题目"), rows)


def _way(number: int, pages: int) -> str:
    """Link to the other pages of the list: those near by, the first and the last."""
    if pages == 1:
        return ""
    near = range(max(1, number - _MOST_PAGES_LINKED // 2), min(pages, number + _MOST_PAGES_LINKED // 2) + 1)
    shown = sorted({1, *near, pages})
    links = (
        f"**{one}**" if one == number else f"[{one}]({'quality' if one == 1 else f'quality-{one}'}.md)" for one in shown
    )
    return f"其余各页：{'　'.join(links)}\n"


def _counted(heads: tuple[str, str], counts: Counter[str], labels: Mapping[str, str]) -> str:
    rows = [(escape(labels.get(name, name)), f"{count:,}") for name, count in counts.most_common() if count]
    return _table(heads, rows) if rows else ""


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, [":---"] * len(heads), *([_cell(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(text: str) -> str:
    """Keep a number, or a word of weight, in one line on a phone."""
    return span(text, classes="count") if text in _WEIGHTS.values() or text.replace(",", "").isdigit() else text
