"""The outline of a text for the terminal, and as JSON."""

from collections.abc import Sequence
from typing import Any

from speechbook.model import HeadingKind, Outline

__all__ = ("outline_json", "outline_tree")


def outline_json(name: str, outline: Outline) -> dict[str, Any]:
    """Give the outline in the form that the scorers read."""
    return {
        "file": name,
        "headings": [
            {
                "line": h.line,
                "level": h.level,
                "kind": h.kind.value,
                "label": h.label,
                "text": h.text,
                "start": h.start,
                "end": h.end,
            }
            for h in outline.headings
        ],
        "enumerations": [
            {
                "line": e.line,
                "items": [{"label": i.label, "start": i.start, "end": i.end, "lead": i.lead} for i in e.items],
            }
            for e in outline.enumerations
        ],
        "announced": [
            {"line": a.line, "start": a.start, "text": a.text, "count": a.count, "list_present": a.list_present}
            for a in outline.announced
        ],
        "roles": [{"line": line, "role": role.value} for line, role in outline.roles],
        "diagnostics": [diagnostic.as_json() for diagnostic in outline.diagnostics],
    }


def outline_tree(outline: Outline, lines: Sequence[str]) -> str:
    """Draw headings and points as an indented tree, with the announcements that were not kept."""
    rows: list[tuple[int, int, str]] = []
    depth_of: list[tuple[int, int]] = []
    for heading in outline.headings:
        mark = "（段内标题）" if heading.kind is HeadingKind.RUN_IN else ""
        if heading.kind is not HeadingKind.NUMBERED:
            rows.append((heading.line, -1, f"{'  ' * (heading.level - 1)}{heading.label}{heading.text}{mark}"))
            depth_of.append((heading.line, heading.level))
    for enumeration in outline.enumerations:
        depth = max((level for line, level in depth_of if line <= enumeration.line), default=0) if depth_of else 0
        depth = next((level for line, level in reversed(depth_of) if line <= enumeration.line), depth)
        rows += [(enumeration.line, item.start, f"{'  ' * depth}· {item.lead}") for item in enumeration.items]
    for promise in outline.announced:
        if not promise.list_present:
            rows.append((promise.line, promise.start, f"！疑有缺文：预告“{promise.text}”，后面没有找到"))
    if not rows:
        return f"没有找到标题和分点（正文 {len(lines)} 行）。\n"
    return "".join(f"{line:>4}  {text}\n" for line, _, text in sorted(rows))
