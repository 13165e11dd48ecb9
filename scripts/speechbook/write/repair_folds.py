"""What the rules repaired in a speech: a line that counts, and behind it what stood there and what stands there now.

A page lists some kinds of each rule, so that it stays short however dirty the source was. What is beyond is counted,
and stands in the script that holds the raw text (`raw_script`): a web page lists it from there when asked, and what is
made for paper or as an e-book has the whole list (`whole_apparatus`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from speechbook.model import Apparatus, Repair
from speechbook.write.line_places import Places
from speechbook.write.markdown import escape, span

__all__ = ("repair_folds", "repair_item")

_REPAIR_CHARS = 24
_PICTURES = {"\n": "↵", "\r": "␍", " ": "␣", "\u3000": "␣", "\u00a0": "␣"}
_MOST_KINDS = 10
"""Kinds of repair that are listed of one rule."""
_MOST_PLACES = 12
"""Paragraphs that are named of one kind."""
_MOST_LINKS = 80
"""Paragraphs that are named in the whole list of repairs."""


def repair_folds(apparatus: Apparatus, places: Places, rule_labels: Mapping[str, str], speech: str) -> Iterator[str]:
    """List the repairs of each rule behind a line that counts them, the rules in the order of the text."""
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
            items.append(repair_item(before, after, places.listed(lines, most)))
        rest = ""
        if listed < len(repairs) or is_cut:
            left = f"另有 {len(repairs) - listed} 处从略" if listed < len(repairs) else "段号从略"
            trail = span(f"speeches/trail/{escape(speech)}.json", classes="nocc")
            rest = f"\n{{.repairs-rest .repairs-rest-{number}}}\n{left}，全部记在 {trail}。\n"
        yield f":::{{fold}} {label}　{len(repairs)} 处\n\n{''.join(items)}{rest}:::\n"


def repair_item(before: str, after: str, where: str) -> str:
    """Write a line of the list; `where` is Markdown."""
    return f"- {_shown(before) or '无'} → {_shown(after) or '删'}　{where}\n"


def _shown(text: str) -> str:
    """Show a few characters of what stood or stands at a place, as code: it is often not text at all."""
    if not text:
        return ""
    if len(text) > _REPAIR_CHARS:
        text = f"{text[: _REPAIR_CHARS // 2]}…{text[-_REPAIR_CHARS // 3 :]}"
    visible = "".join(_name(char) for char in text)
    return span(escape(visible), classes="nocc repair")


def _name(char: str) -> str:
    return _PICTURES.get(char) or (char if char.isprintable() else f"U+{ord(char):04X}")
