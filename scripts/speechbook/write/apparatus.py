"""The apparatus (校勘记) of a page: what is doubtful, what a hand changed, what the rules repaired."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from speechbook.model import Apparatus, EditorChange, Paragraph, Repair, Section, Speech
from speechbook.write.markdown import escape, quoted, span
from speechbook.write.notes import Note

__all__ = ("apparatus_section",)

_EXCERPT_CHARS = 80
_REPAIR_CHARS = 24


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
        changes = (f"- {places.link(c.line)}：{_change(c, script)}\n" for c in apparatus.editor_changes)
        parts.append("{.apparatus-part}\n编者改动\n\n" + "".join(changes))
    parts.append(_facts(apparatus))
    parts += _repairs(apparatus, places, rule_labels)
    return "\n".join(parts)


def _note(note: Note, places: "_Places", script: str) -> str:
    diagnostic = note.diagnostic
    excerpt = span(quoted(diagnostic.excerpt, _EXCERPT_CHARS), classes=script)
    text = f"〔{note.number}〕{places.link(diagnostic.line)}：{escape(diagnostic.message)}。{excerpt}"
    return f"{{#{note.name} .doubt-note}}\n{text}\n"


def _facts(apparatus: Apparatus) -> str:
    if not apparatus.raw_path:
        return "本篇直接收入净文本，没有原件记录。\n"
    missing = "" if apparatus.raw_found else "，原件已不在库中"
    raw = span(escape(apparatus.raw_path), classes="nocc")
    total = sum(count for _, count in apparatus.rule_counts)
    repairs = f"{total} 处，按规则列在下面" if total else "无"
    return f":原件: {raw}（{escape(apparatus.encoding.upper())} 编码{missing}）\n:机械修复: {repairs}\n"


def _repairs(apparatus: Apparatus, places: "_Places", rule_labels: Mapping[str, str]) -> Iterator[str]:
    """List the repairs of each rule behind a line that counts them."""
    groups: dict[str, list[Repair]] = {}
    for repair in apparatus.repairs:
        groups.setdefault(repair.rule, []).append(repair)
    for rule, repairs in groups.items():
        label = "、".join(rule_labels.get(name, name) for name in rule.split("+"))
        kinds: dict[tuple[str, str], Counter[int]] = {}
        for repair in repairs:
            kinds.setdefault((_shown(repair.before), _shown(repair.after)), Counter())[repair.line] += 1
        items = "".join(f"- {before} → {after}　{places.listed(lines)}\n" for (before, after), lines in kinds.items())
        yield f":::{{fold}} {label}　{len(repairs)} 处\n\n{items}:::\n"


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
    before, after = (span(quoted(text), classes=script) for text in (change.before, change.after))
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

    def listed(self, lines: Mapping[int, int]) -> str:
        """Link to several lines, with the number of places in each where it is more than one."""
        links = (
            f"[{label.removeprefix('第 ').removesuffix(' 段')}](#{name})" + (f"（{count}）" if count > 1 else "")
            for line, count in lines.items()
            for name, label in [self._place(line)]
        )
        return f"段 {'、'.join(links)}"

    def _place(self, line: int) -> tuple[str, str]:
        return self._by_line.get(line, (self._speech.id, "标题" if line >= 0 else "全篇"))
