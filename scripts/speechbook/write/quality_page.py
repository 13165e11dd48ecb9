"""The quality page: how the whole archive came about, and what in it wants a human eye."""

from collections import Counter
from collections.abc import Mapping, Sequence

from speechbook.diagnostics import DiagnosticCode, Weight
from speechbook.model import SpeechCard, SpeechQuality
from speechbook.write.markdown import escape, span

__all__ = ("quality_page",)

_MOST_ROWS = 100
"""Speeches listed; the page must not grow with the book."""
_WEIGHTS = {Weight.LOSS: "要紧", Weight.DOUBT: "待查", Weight.NOTE: "提示"}


def quality_page(
    qualities: Sequence[SpeechQuality],
    cards: Mapping[str, SpeechCard],
    rule_labels: Mapping[str, str],
    preset_labels: Mapping[str, str],
) -> str:
    """Write the page: doubts by kind, the speeches with the gravest doubts, repairs by rule, kinds of source."""
    parts = [
        "---\nscript: hans\norphan: true\n---\n\n# 全书的质量\n",
        "每篇末尾的校勘记写明那一篇改了什么、哪里存疑。这里是全书的总数。\n",
        "## 待查\n",
        _doubts(qualities),
        _worst(qualities, cards),
        "## 机械修复\n",
        _counted(("规则", "处"), sum((Counter(dict(q.rules)) for q in qualities), Counter()), rule_labels),
        "## 来源\n",
        _counted(("类别", "篇"), Counter(q.preset for q in qualities), {"": "没有原件", **preset_labels}),
        _counted(("编码", "篇"), Counter(q.encoding.upper() for q in qualities if q.encoding), {}),
    ]
    return "\n".join(part for part in parts if part)


def _doubts(qualities: Sequence[SpeechQuality]) -> str:
    counts: Counter[str] = sum((Counter(dict(q.doubts)) for q in qualities), Counter())
    known = [code for code in DiagnosticCode if counts[code.code]]
    if not known:
        return "没有。\n"
    rows = [
        (_WEIGHTS[code.weight], escape(code.message), str(counts[code.code]))
        for code in sorted(known, key=lambda code: (code.weight, -counts[code.code]))
    ]
    return _table(("轻重", "种类", "处"), rows)


def _worst(qualities: Sequence[SpeechQuality], cards: Mapping[str, SpeechCard]) -> str:
    doubtful = sorted((q for q in qualities if q.losses), key=lambda q: (-q.losses, q.id))
    if not doubtful:
        return ""
    rows = []
    for quality in doubtful[:_MOST_ROWS]:
        card = cards[quality.id]
        link = f"[{escape(card.title)}](../speeches/{card.id}.md#{card.id}-apparatus)"
        rows.append((str(quality.losses), span(link, classes=f"script-{card.script}")))
    more = (
        f"\n另有 {len(doubtful) - _MOST_ROWS} 篇，用 `speechbook check` 列出。\n" if len(doubtful) > _MOST_ROWS else ""
    )
    return "要紧之处最多的在前：\n\n" + _table(("要紧", "题目"), rows) + more


def _counted(heads: tuple[str, str], counts: Counter[str], labels: Mapping[str, str]) -> str:
    rows = [(escape(labels.get(name, name)), f"{count:,}") for name, count in counts.most_common() if count]
    return _table(heads, rows) if rows else "没有。\n"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, [":---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
