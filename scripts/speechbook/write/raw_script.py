"""The raw text of a speech as a script that its page loads when a reader asks for it.

A script and not JSON, because a page opened from disk may load scripts and nothing else. The text is data in it: no
character of it becomes markup or code, and it is the same in all editions, since raw text is never converted.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from speechbook.model import EditorChange, Paragraph, RawPart, Section, Speech

__all__ = ("raw_script", "read_raw_script")

_FUNCTION = "speechbookRaw"
_FORMAT = 1
_UNWRITABLE = re.compile("[\ud800-\udfff\u2028\u2029\x7f-\x9f]")
"""What UTF-8 or an old browser does not take in a string."""

_Part = str | list[str | int]


def raw_script(
    speech: Speech, lines: Sequence[Sequence[RawPart]], changes: Sequence[EditorChange], *, is_extracted: bool
) -> str:
    """Write what stands behind each block of a page, in reading order; empty where nothing is known.

    A block is `[id, label, parts, changes]`: its id without that of the speech, its number among the paragraphs
    (empty for a heading), kept words or `[old, new, rule]`, and `[before, after]` of each change by hand. `rule` counts
    in `rules`, which are in the order of the text. `extracted` tells that the text was taken out of a page or document.
    """
    if not any(lines):
        return ""
    rules: dict[str, int] = {}
    by_hand: dict[int, list[list[str]]] = {}
    for change in changes:
        by_hand.setdefault(change.line, []).append([change.before, change.after])
    blocks: dict[str, tuple[str, list[_Part], list[list[str]]]] = {}
    places = _blocks_of_lines(speech, len(lines))
    for number, parts in enumerate(lines):
        name, label = places[number]
        _, found, edited = blocks.setdefault(name, (label, [], []))
        if found and parts:
            found.append("\n")
        for part in parts:
            found.append([part.old, part.new, rules.setdefault(part.rule, len(rules))] if part.rule else part.old)
        edited += by_hand.get(number, [])
    table = {
        "format": _FORMAT,
        "speech": speech.id,
        "extracted": is_extracted,
        "rules": [rule.split("+") for rule in rules],
        "blocks": [[name, label, parts, edited] for name, (label, parts, edited) in blocks.items()],
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return f"{_FUNCTION}({_UNWRITABLE.sub(_escaped, text)});\n"


def read_raw_script(script: str) -> dict[str, Any]:
    """Give the table that `raw_script` wrote; empty for what is not of this kind and format."""
    text = script.strip().removeprefix(f"{_FUNCTION}(").removesuffix(");")
    try:
        table = json.loads(text)
    except ValueError:
        return {}
    return table if isinstance(table, dict) and table.get("format") == _FORMAT else {}


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _blocks_of_lines(speech: Speech, count: int) -> list[tuple[str, str]]:
    """Name the block that shows each line; lines that no block shows are with the one before, at first the title."""
    shown: dict[int, tuple[str, str]] = {}
    paragraphs = 0
    for block in speech.blocks:
        name = block.id.removeprefix(f"{speech.id}-")
        if isinstance(block, Paragraph):
            paragraphs += 1
            shown[block.line] = (name, str(paragraphs))
        elif isinstance(block, Section):
            shown[block.heading.line] = (name, "")
    places: list[tuple[str, str]] = []
    last = ("", "")
    for line in range(count):
        last = shown.get(line, last)
        places.append(last)
    return places
