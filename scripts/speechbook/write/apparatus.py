"""The apparatus (校勘记) of a page: what was repaired, what a hand changed, what is doubtful."""

from collections.abc import Mapping, Sequence

from speechbook.diagnostics import Diagnostic, DiagnosticCode
from speechbook.model import Apparatus, EditorChange, Paragraph, Section, Speech
from speechbook.write.markdown import escape, quoted, span

__all__ = ("apparatus_section",)

_NOT_SHOWN = (DiagnosticCode.METADATA_INFERRED, DiagnosticCode.METADATA_MISSING)
"""Shown under the title, or of interest to editors only."""


def apparatus_section(
    speech: Speech, apparatus: Apparatus, diagnostics: Sequence[Diagnostic], rule_labels: Mapping[str, str]
) -> str:
    """Write the section; it always stands, so that readers know where to look."""
    places = _Places(speech)
    name = f"{speech.id}-apparatus"
    parts = [f"({name})=\n{{.apparatus .script-hans}}\n## 校勘记\n", _facts(apparatus, rule_labels)]
    script = f"script-{speech.meta.script}"
    doubts = [
        f"- {places.link(d.line)}：{escape(d.message)}。{span(quoted(d.excerpt, 80), classes=script)}"
        for d in diagnostics
        if d.code not in _NOT_SHOWN
    ]
    if doubts:
        parts.append("{.apparatus-part}\n待查：\n\n" + "\n".join(doubts) + "\n")
    changes = [f"- {places.link(change.line)}：{_change(change, script)}" for change in apparatus.editor_changes]
    if changes:
        parts.append("{.apparatus-part}\n编者改动：\n\n" + "\n".join(changes) + "\n")
    return "\n".join(parts)


def _facts(apparatus: Apparatus, rule_labels: Mapping[str, str]) -> str:
    if not apparatus.raw_path:
        return "本篇直接收入净文本，没有原件记录。\n"
    missing = "" if apparatus.raw_found else "，原件已不在库中"
    repairs = "；".join(f"{rule_labels.get(rule, rule)} {count} 处" for rule, count in apparatus.rule_counts)
    raw = span(escape(apparatus.raw_path), classes="nocc")
    encoding = apparatus.encoding.upper()
    return f":原件: {raw}（{escape(encoding)} 编码{missing}）\n:机械修复: {escape(repairs) or '无'}\n"


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
        name, label = self._by_line.get(line, (self._speech.id, "标题" if line >= 0 else "全篇"))
        return f"[{label}](#{name})"
