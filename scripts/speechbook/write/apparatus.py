"""The apparatus (校勘记) of a page: what is doubtful, what a hand changed, what the rules repaired.

It stays short however dirty the source was: what is beyond the limits below is counted here, and stands in the script
that holds the raw text (`raw_script`) and in the trail. Paper and e-books have it whole (`whole_apparatus`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from speechbook.front_matter import INFERRED_LABELS
from speechbook.model import Apparatus, EditorChange, Inference, RawKind, Speech
from speechbook.write.line_places import Places
from speechbook.write.markdown import escape, quoted, span
from speechbook.write.notes import Note
from speechbook.write.other_witnesses import other_witness_parts
from speechbook.write.repair_folds import repair_folds

__all__ = ("KIND_LABELS", "apparatus_section", "change_item")

KIND_LABELS = {RawKind.TEXT: "文本", RawKind.HTML: "网页", RawKind.DOCX: "Word 文档", RawKind.PDF: "PDF"}

_EXCERPT_CHARS = 80
_CHANGE_CHARS = 80
_SAMPLE_CHARS = 40
_DIGEST_GROUP = 16
_MOST_CHANGES = 40
_CARRIED = {
    "title": "标题",
    "source": "来源",
    "source_url": "网址",
    "source_date": "日期",
    "source_author": "作者",
}


def apparatus_section(
    speech: Speech, apparatus: Apparatus, notes: Sequence[Note], rule_labels: Mapping[str, str]
) -> str:
    """Write the section; it always stands, so that readers know where to look."""
    places = Places(speech)
    script = f"script-{speech.meta.script}"
    parts = [f"({speech.id}-apparatus)=\n{{.apparatus .script-hans}}\n## 校勘记\n"]
    if notes:
        parts.append("{.apparatus-part}\n待查\n")
        parts += [_note(note, places, script) for note in notes]
    if apparatus.editor_changes:
        parts.append(_changes(apparatus.editor_changes, places, script))
    parts.append(_facts(speech, apparatus, script))
    parts += repair_folds(apparatus, places, rule_labels, speech.id)
    parts += other_witness_parts(apparatus.witnesses, places.link, script)
    return "\n".join(parts)


def _note(note: Note, places: Places, script: str) -> str:
    first = note.diagnostic
    if len(note.diagnostics) == 1:
        excerpt = span(quoted(first.excerpt, _EXCERPT_CHARS), classes=script) if first.line >= 0 else ""
        text = f"{places.link(first.line)}：{escape(first.message)}。{excerpt}"
    else:
        counts = Counter(diagnostic.code.message for diagnostic in note.diagnostics)
        kinds = "；".join(f"{escape(message)}，{count} 处" for message, count in counts.items())
        lines = Counter(diagnostic.line for diagnostic in note.diagnostics)
        where = places.link(first.line) if len(lines) == 1 else f"{places.link(first.line)}起"
        text = f"{where}：{kinds}。"
    return f"{{#{note.name} .doubt-note}}\n〔{note.number}〕{text}\n"


def _changes(changes: Sequence[EditorChange], places: Places, script: str) -> str:
    shown = (change_item(places.link(c.line), c.before, c.after, script) for c in changes[:_MOST_CHANGES])
    left = len(changes) - _MOST_CHANGES
    rest = f"\n{{.changes-rest}}\n另有 {left} 处从略。\n" if left > 0 else ""
    return "{.apparatus-part}\n编者改动\n\n" + "".join(shown) + rest


def _facts(speech: Speech, apparatus: Apparatus, script: str) -> str:
    """Say where the text comes from, and on what words what the program inferred rests."""
    inferred = "".join(f":{label}: {value}\n" for label, value in _inferred_row(speech, script))
    if not apparatus.raw_path:
        return "本篇直接收入净文本，没有原件记录。\n" + (f"\n{inferred}" if inferred else "")
    return "".join(f":{label}: {value}\n" for label, value in _fact_rows(apparatus, script)) + inferred


def _inferred_row(speech: Speech, script: str) -> Iterator[tuple[str, str]]:
    """Name what no editor has confirmed, with its evidence; what stands on the page as it was said needs none."""
    rows = [
        f"{INFERRED_LABELS[one.key]}据{_quoted(one.evidence, script)}"
        for one in speech.inferred
        if one.key in INFERRED_LABELS and one.evidence and not (one.key == "title" and one.evidence == one.value)
    ]
    if rows:
        yield "程序推定", "；".join(rows) + "。编者尚未核对"


def _fact_rows(apparatus: Apparatus, script: str) -> Iterator[tuple[str, str]]:
    extracted = apparatus.kind is not RawKind.TEXT
    form = KIND_LABELS[apparatus.kind] if extracted else f"{escape(apparatus.encoding.upper())} 编码"
    missing = "" if apparatus.raw_found else "，原件已不在库中"
    yield "原件", f"{span(escape(apparatus.raw_path), classes='nocc')}（{form}{missing}）"
    if apparatus.part:
        start, end = apparatus.part
        yield "本篇", f"原件里不止一篇，本篇是取出文字的第 {start + 1:,}—{end:,} 字"
    if apparatus.sha256:
        yield "校验", f"SHA\\-256 {_digest(apparatus.sha256)}"
    if extracted:
        extractor = span(escape(apparatus.extractor), classes="nocc")
        yield "取文", f"{extractor}，取出文字的校验 {_digest(apparatus.text_sha256)}"
    if apparatus.carried:
        yield "原件自述", "，".join(_said(one, script) for one in apparatus.carried)
    if apparatus.dropped:
        rows = (
            f"{escape(one.what)} {one.count} 处" + (f"（如{_quoted(one.sample, script)}）" if one.sample else "")
            for one in apparatus.dropped
        )
        yield "取文时略去", "，".join(rows)
    total = len(apparatus.repairs) or sum(count for _, count in apparatus.rule_counts)
    yield "机械修复", f"{total} 处，按规则列在下面" if total and apparatus.repairs else f"{total} 处" if total else "无"


def _said(inference: Inference, script: str) -> str:
    """Show what a raw file says of itself; an address whole, and as it is."""
    label = _CARRIED.get(inference.key, escape(inference.key))
    if inference.key == "source_url":
        return f"{label} {span(escape(inference.value), classes='nocc')}"
    return label + _quoted(inference.value, script)


def _digest(digest: str) -> str:
    """Show a hash in groups, so that a line can break within it."""
    groups = (digest[start : start + _DIGEST_GROUP] for start in range(0, len(digest), _DIGEST_GROUP))
    return span(" ".join(groups), classes="nocc digest")


def _quoted(text: str, script: str) -> str:
    return span(quoted(text, _SAMPLE_CHARS), classes=script)


def change_item(where: str, before: str, after: str, script: str) -> str:
    """Write a line of what a hand changed; `where` is Markdown, `script` the class of the text's script."""
    old, new = (span(quoted(text, _CHANGE_CHARS), classes=script) for text in (before, after))
    done = f"编者改{old}为{new}" if before and after else f"编者补{new}" if after else f"编者删{old}"
    return f"- {where}：{done}。\n"
