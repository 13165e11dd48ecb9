"""How one doubt is shown in the terminal: its place among its neighbours, and what the program thinks of it."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from speechbook.clean import RULE_LABELS
from speechbook.cli.checking import WEIGHT_STYLES, WEIGHTS
from speechbook.diagnostics import Diagnostic
from speechbook.model import RawPart
from speechbook.pipeline.binding import BoundSpeech, inference_of
from speechbook.pipeline.checking import Finding

__all__ = ("inferred_table", "show_finding")


_NEAR_CHARS = 90
"""Characters of a long paragraph on either side of the place."""
_NEIGHBOURS = 2
_RAW_CHARS = 16
_INDENT = 8
_ROWS = 20


def show_finding(console: Console, finding: Finding, bound: BoundSpeech, count: str, note: str) -> None:
    """Print one finding; `count` says which it is of how many, `note` what was decided before."""
    d = finding.diagnostic
    place = f"{finding.file}:{finding.file_line}" if finding.file_line else finding.file
    console.rule(style="dim")
    console.print(
        Text.assemble(
            (count, "dim"), "　", (WEIGHTS[d.code.weight], WEIGHT_STYLES[d.code.weight]), "　", (d.code.code, "dim")
        )
    )
    console.print(Text(finding.message))
    console.print(Text(place, "cyan"))
    console.print(Text(bound.speech.meta.title))
    if bound.apparatus.raw_path:
        missing = "" if bound.apparatus.raw_found else "（已不在库中）"
        console.print(Text(f"原件：{bound.apparatus.raw_path}{missing}", "dim"))
    console.print()
    if 0 <= d.line < len(bound.lines):
        _show_context(console, finding, bound)
        _show_raw(console, d, bound)
    elif d.excerpt and d.excerpt not in d.detail:
        console.print(Padding(Text(d.excerpt), (0, 0, 0, 2)))
    console.print(Text(f"→ {finding.advice}", "dim"))
    if note:
        console.print(Text(note, "green"))


def _show_context(console: Console, finding: Finding, bound: BoundSpeech) -> None:
    d = finding.diagnostic
    first = finding.file_line - d.line
    rows = Table.grid(padding=(0, 1))
    rows.add_column(justify="right", no_wrap=True)
    rows.add_column(overflow="fold")
    room = max(20, console.width - _INDENT)
    for line in range(max(0, d.line - _NEIGHBOURS), min(len(bound.lines), d.line + _NEIGHBOURS + 1)):
        if line == d.line:
            rows.add_row(Text(f"▌{first + line}", "bold"), _marked(bound.lines[line], d))
        else:
            rows.add_row(Text(str(first + line), "dim"), Text(_cut(bound.lines[line], room), "dim"))
    console.print(rows)
    console.print()


def _marked(text: str, diagnostic: Diagnostic) -> Text:
    """Show a line, or of a long one what stands near the place, with the place between brackets."""
    start, end = diagnostic.start, diagnostic.end
    left, right = max(0, start - _NEAR_CHARS), min(len(text), end + _NEAR_CHARS)
    place = _visible(text[start:end]) if end > start else "▢"
    return Text.assemble(
        "…" if left else "",
        _visible(text[left:start]),
        (f"【{place}】", "bold reverse"),
        _visible(text[end:right]),
        "…" if right < len(text) else "",
    )


def _show_raw(console: Console, diagnostic: Diagnostic, bound: BoundSpeech) -> None:
    """Show what the rules changed near the place."""
    parts = bound.raw_lines[diagnostic.line] if diagnostic.line < len(bound.raw_lines) else ()
    near = _near(parts, diagnostic)
    if not any(part.rule for part in near):
        return
    text = Text("原件此处：", "dim")
    rules: dict[str, None] = {}
    for part in near:
        if not part.rule:
            text.append(_visible(part.old), "dim")
            continue
        rules.update(dict.fromkeys(part.rule.split("+")))
        text.append(f"[-{_visible(part.old)}-]" if part.old else "", "red")
        text.append(f"{{+{_visible(part.new)}+}}" if part.new else "", "green")
    console.print(Padding(text, (0, 0, 0, 2)))
    labels = "、".join(RULE_LABELS.get(rule, rule) for rule in rules)
    console.print(Padding(Text(f"（{labels}）", "dim"), (0, 0, 1, 2)))


def _near(parts: Sequence[RawPart], diagnostic: Diagnostic) -> list[RawPart]:
    near = []
    at = 0
    for part in parts:
        end = at + len(part.new)
        left, right = diagnostic.start - _RAW_CHARS, diagnostic.end + _RAW_CHARS
        if end >= left and at <= right:
            if not part.rule:
                words = part.new[max(0, left - at) : max(0, right - at)]
                part = RawPart(words, words)
            near.append(part)
        at = end
    return near


def inferred_table(console: Console, findings: Sequence[Finding], *, limit: int = _ROWS) -> None:
    """Print what was inferred, numbered from 1: value, speech, and the words it was read from."""
    table = Table(box=None, pad_edge=False, expand=False, header_style="dim")
    table.add_column("号", justify="right", style="dim")
    table.add_column("值", ratio=3, overflow="fold")
    table.add_column("讲话", ratio=4, overflow="ellipsis", no_wrap=True, style="cyan")
    table.add_column("依据", ratio=3, overflow="ellipsis", no_wrap=True)
    for number, finding in enumerate(findings[: limit or None], 1):
        inference = inference_of(finding.diagnostic)
        row = (str(number), _visible(inference.value), finding.speeches[0], _visible(inference.evidence))
        table.add_row(*(Text(words) for words in row))
    console.print(table)
    if limit and len(findings) > limit:
        console.print(Text(f"另有 {len(findings) - limit} 篇", "dim"))


def _visible(text: str) -> str:
    """Show characters that have no shape of their own by their codes; nothing may steer the terminal."""
    return "".join(char if char.isprintable() or char == "\u3000" else f"<U+{ord(char):04X}>" for char in text)


def _cut(text: str, cells: int) -> str:
    text = _visible(text)
    if cell_len(text) <= cells:
        return text
    while cell_len(text) > cells - 1:
        text = text[: max(1, len(text) - max(1, (cell_len(text) - cells) // 2))]
    return f"{text}…"
