"""The apparatus (校勘记) of a page: what is doubtful, what a hand changed, what the rules repaired.

It stays short however dirty the source was: what is beyond the limits below is counted here, and stands in the script
that holds the raw text (`raw_script`) and in the trail.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from speechbook.model import Apparatus, EditorChange, Inference, Paragraph, RawKind, Repair, Section, Speech
from speechbook.write.markdown import escape, quoted, span
from speechbook.write.notes import Note
from speechbook.write.other_witnesses import other_witness_parts

__all__ = ("KIND_LABELS", "apparatus_section")

KIND_LABELS = {RawKind.TEXT: "文本", RawKind.HTML: "网页", RawKind.DOCX: "Word 文档", RawKind.PDF: "PDF"}

_EXCERPT_CHARS = 80
_CHANGE_CHARS = 80
_REPAIR_CHARS = 24
_SAMPLE_CHARS = 40
_DIGEST_GROUP = 16
_MOST_CHANGES = 40
_MOST_KINDS = 10
"""Kinds of repair that are listed of one rule."""
_MOST_PLACES = 12
"""Paragraphs that are named of one kind."""
_MOST_LINKS = 80
"""Paragraphs that are named in the whole list of repairs."""
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
    places = _Places(speech)
    script = f"script-{speech.meta.script}"
    parts = [f"({speech.id}-apparatus)=\n{{.apparatus .script-hans}}\n## 校勘记\n"]
    if notes:
        parts.append("{.apparatus-part}\n待查\n")
        parts += [_note(note, places, script) for note in notes]
    if apparatus.editor_changes:
        parts.append(_changes(apparatus.editor_changes, places, script))
    parts.append(_facts(apparatus, script))
    parts += _repairs(apparatus, places, rule_labels, speech.id)
    parts += other_witness_parts(apparatus.witnesses, places.link, script)
    return "\n".join(parts)


def _note(note: Note, places: "_Places", script: str) -> str:
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


def _changes(changes: Sequence[EditorChange], places: "_Places", script: str) -> str:
    shown = (f"- {places.link(c.line)}：{_change(c, script)}\n" for c in changes[:_MOST_CHANGES])
    rest = f"\n另有 {len(changes) - _MOST_CHANGES} 处从略。\n" if len(changes) > _MOST_CHANGES else ""
    return "{.apparatus-part}\n编者改动\n\n" + "".join(shown) + rest


def _facts(apparatus: Apparatus, script: str) -> str:
    if not apparatus.raw_path:
        return "本篇直接收入净文本，没有原件记录。\n"
    return "".join(f":{label}: {value}\n" for label, value in _fact_rows(apparatus, script))


def _fact_rows(apparatus: Apparatus, script: str) -> Iterator[tuple[str, str]]:
    extracted = apparatus.kind is not RawKind.TEXT
    form = KIND_LABELS[apparatus.kind] if extracted else f"{escape(apparatus.encoding.upper())} 编码"
    missing = "" if apparatus.raw_found else "，原件已不在库中"
    yield "原件", f"{span(escape(apparatus.raw_path), classes='nocc')}（{form}{missing}）"
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


def _repairs(apparatus: Apparatus, places: "_Places", rule_labels: Mapping[str, str], speech: str) -> Iterator[str]:
    """List the repairs of each rule behind a line that counts them."""
    groups: dict[str, list[Repair]] = {}
    for repair in apparatus.repairs:
        groups.setdefault(repair.rule, []).append(repair)
    links_left = _MOST_LINKS
    for number, (rule, repairs) in enumerate(groups.items()):
        label = "、".join(rule_labels.get(name, name) for name in rule.split("+"))
        kinds: dict[tuple[str, str], Counter[int]] = {}
        for repair in repairs:
            kinds.setdefault((repair.before, repair.after), Counter())[repair.line] += 1
        items = []
        listed = 0
        is_cut = False
        for (before, after), lines in list(kinds.items())[:_MOST_KINDS]:
            if links_left <= 0:
                break
            most = min(_MOST_PLACES, links_left)
            links_left -= min(most, len(lines))
            is_cut = is_cut or len(lines) > most
            listed += lines.total()
            items.append(f"- {_shown(before)} → {_shown(after)}　{places.listed(lines, most)}\n")
        rest = ""
        if listed < len(repairs) or is_cut:
            left = f"另有 {len(repairs) - listed} 处从略" if listed < len(repairs) else "段号从略"
            trail = span(f"speeches/trail/{escape(speech)}.json", classes="nocc")
            rest = f"\n{{.repairs-rest .repairs-rest-{number}}}\n{left}，全部记在 {trail}。\n"
        yield f":::{{fold}} {label}　{len(repairs)} 处\n\n{''.join(items)}{rest}:::\n"


def _shown(text: str) -> str:
    """Show a few characters of what stood or stands at a place, as code: it is often not text at all."""
    if not text:
        return "删"
    if len(text) > _REPAIR_CHARS:
        text = f"{text[: _REPAIR_CHARS // 2]}…{text[-_REPAIR_CHARS // 3 :]}"
    visible = "".join(_name(char) for char in text)
    return span(escape(visible), classes="nocc repair")


def _name(char: str) -> str:
    if char == "\n":
        return "↵"
    if char in " \u3000\u00a0":
        return "␣"
    return char if char.isprintable() else f"U+{ord(char):04X}"


def _change(change: EditorChange, script: str) -> str:
    before, after = (span(quoted(text, _CHANGE_CHARS), classes=script) for text in (change.before, change.after))
    if change.before and change.after:
        return f"编者改{before}为{after}。"
    return f"编者补{after}。" if change.after else f"编者删{before}。"


class _Places:
    """Names and links for the lines of a speech."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._by_line: dict[int, tuple[str, str]] = {}
        number = 0
        for block in speech.blocks:
            if isinstance(block, Section):
                self._by_line[block.heading.line] = (block.id, "标题")
            elif isinstance(block, Paragraph):
                number += 1
                self._by_line[block.line] = (block.id, f"第 {number} 段")

    def link(self, line: int) -> str:
        """Link to a line; a line without an id, such as the title, leads to the speech."""
        name, label = self._place(line)
        return f"[{label}](#{name})"

    def listed(self, lines: Mapping[int, int], most: int) -> str:
        """Link to several lines, with the number of places in each where it is more than one."""
        links = [
            f"[{label.removeprefix('第 ').removesuffix(' 段')}](#{name})" + (f"（{count}）" if count > 1 else "")
            for line, count in list(lines.items())[:most]
            for name, label in [self._place(line)]
        ]
        return f"段 {'、'.join(links)}" + ("等" if len(lines) > most else "")

    def _place(self, line: int) -> tuple[str, str]:
        return self._by_line.get(line, (self._speech.id, "标题" if line >= 0 else "全篇"))
