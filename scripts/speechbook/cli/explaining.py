"""The command that says what cleaning did to a file: explain."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from speechbook.clean import RULE_LABELS, rules_in_order, undo_edits
from speechbook.cli.file_commands import FILES, JSON, PRESET, clean_file, read_file, some_files
from speechbook.cli.inputs import each_file, json_line, need_json, read_input
from speechbook.config import PRESET_LABELS, load_settings
from speechbook.errors import FileProblemError, UsageError
from speechbook.model import Cleaned, Edit, RawKind, RawText
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.cleaning import clean_source
from speechbook.pipeline.file_parts import parts_of
from speechbook.read import encode
from speechbook.trail import FilePart
from speechbook.trail_format import edit_record

__all__ = ("explain",)

_CONTEXT = 6
_LONGEST = 40
_SHOWN = 8
"""Edits of one rule that a terminal shows when nothing is asked for in particular."""


@dataclass(frozen=True, slots=True)
class _Place:
    """An edit with what stands around it."""

    edit: Edit
    line: int
    """In the source text, counted from 1."""
    before: str
    after: str


@click.command()
@FILES
@JSON
@PRESET
@click.option("--rule", "rules", multiple=True, metavar="规则", help="只看这条规则，写规则名或它的中文名；可写几次。")
@click.option(
    "--line", "lines", multiple=True, type=int, metavar="行号", help="只看原件的这一行，从 1 算起；可写几次。"
)
@click.option("--all", "show_all", is_flag=True, help="每条规则的各处全部列出；输出到文件或管道时总是全部列出。")
@click.pass_obj
def explain(
    root: Path,
    files: tuple[str, ...],
    as_json: bool,
    preset: str,
    rules: tuple[str, ...],
    lines: tuple[int, ...],
    show_all: bool,
) -> None:
    """说明清理时改了什么：按规则分列，每处写明在哪一行、改前改后、规则的理由。

    文件可以是原件，也可以是书里的净文本或它的编号，说明的是它的原件。

    \b
    例：
      speechbook explain 讲话.txt
      speechbook explain 编号
      speechbook explain --rule 删混入的网站名 讲话.txt
      speechbook explain --line 12 讲话.txt
    """
    need_json(files, as_json=as_json)
    wanted = frozenset(map(_rule_name, rules))

    def work(name: str) -> None:
        raw_name, kind, part = _raw_of(root, name)
        found, cleaned, lines_before = _clean_part(root, raw_name, preset or kind, part)
        is_exact = _is_exact(raw_name, found, cleaned, is_part=part is not None)
        places = [
            place
            for place in _places(found.source.text, cleaned.edits, lines_before)
            if (not wanted or not wanted.isdisjoint(place.edit.rule.split("+"))) and (not lines or place.line in lines)
        ]
        if as_json:
            json_line(_record(name, cleaned, places, is_exact=is_exact))
            return
        _print(places, is_short=not (show_all or rules or lines))
        kept = "撤销后与原件逐字节相同"
        if part:
            kept = "这是原件里的一篇，撤销后与原件的这一段相同"
        elif found.kind is not RawKind.TEXT:
            kept = f"撤销后与取出的文字（{found.extractor}）相同"
        total = f"共 {len(cleaned.edits)} 处" + (f"，列出 {len(places)} 处" if wanted or lines else "")
        kind_label = PRESET_LABELS.get(cleaned.preset, cleaned.preset)
        click.echo(f"来源类别：{kind_label}，{total}；{kept if is_exact else '撤销后与原件不同，请报告此问题'}。")

    each_file(some_files(files), work)


def _rule_name(asked: str) -> str:
    """Find a rule by its name or label. Raises `UsageError` with what is near."""
    names = {label: name for name, label in RULE_LABELS.items()} | {name: name for name in RULE_LABELS}
    if asked in names:
        return names[asked]
    near = difflib.get_close_matches(asked, names, n=3, cutoff=0.4)
    hint = f"是不是 {'、'.join(near)}？" if near else ""
    raise UsageError(f"没有叫“{asked}”的规则。{hint}全部规则见 docs/reference/rules")


def _raw_of(root: Path, name: str) -> tuple[str, str, FilePart | None]:
    """Give the raw file of a clean text of the book, the kind of source it was cleaned as, and which part of it it is.

    The clean text may be named by its id alone. Any other file is its own raw file.

    Raises `FileProblemError` for a clean text without a raw file.
    """
    folders = load_settings(root).folders
    path = Path(name)
    if not path.exists() and (own := folders.clean / f"{path.name}.txt").is_file() and path.name == name:
        path = own
    if path.suffix != ".txt" or path.resolve().parent != folders.clean.resolve() or not path.exists():
        return name, "", None
    archive = Archive(folders)
    trail = archive.load_trail(path.stem)
    if trail.raw is None:
        raise FileProblemError(name, "这篇直接收入净文本，没有原件")
    return str(archive.raw_path(trail.raw.path)), trail.preset, trail.raw.part


def _clean_part(root: Path, name: str, preset: str, part: FilePart | None) -> tuple[RawText, Cleaned, int]:
    """Clean a raw file, or a part of it, with the number of its lines that stand before the part."""
    if part is None:
        return *clean_file(root, name, preset), 0
    whole = read_file(name)
    [found] = parts_of(whole, [part])
    return found, clean_source(found, load_settings(root), preset), whole.source.text.count("\n", 0, part.start)


def _is_exact(name: str, found: RawText, cleaned: Cleaned, *, is_part: bool) -> bool:
    """Tell whether undoing the edits gives back the source text, and that the bytes of a text file."""
    if undo_edits(cleaned.text, cleaned.edits) != found.source.text:
        return False
    return is_part or found.kind is not RawKind.TEXT or name == "-" or encode(found.source) == read_input(name)[1]


def _places(source: str, edits: Sequence[Edit], lines_before: int) -> list[_Place]:
    places = []
    line, position = lines_before + 1, 0
    for edit in edits:
        line += source.count("\n", position, edit.start)
        position = edit.start
        before, after = source[max(0, edit.start - _CONTEXT) : edit.start], source[edit.end : edit.end + _CONTEXT]
        places.append(_Place(edit, line, before, after))
    return places


def _groups(places: Sequence[_Place]) -> dict[str, list[_Place]]:
    """Put the places of each rule together: the rules in the order in which they run, most of them alone first."""
    order = {rule.name: number for number, rule in enumerate(rules_in_order(()))}
    groups: dict[str, list[_Place]] = {}
    for place in places:
        groups.setdefault(place.edit.rule, []).append(place)
    keys = sorted(groups, key=lambda rule: [order.get(name, len(order)) for name in rule.split("+")])
    return {rule: groups[rule] for rule in keys}


def _label(rule: str) -> str:
    return "、".join(RULE_LABELS.get(name, name) for name in rule.split("+"))


def _reason(rule: str) -> str:
    notes = {rule.name: rule.note for rule in rules_in_order(())}
    return " ".join(notes.get(name, "") for name in rule.split("+"))


def _record(name: str, cleaned: Cleaned, places: Sequence[_Place], *, is_exact: bool) -> dict[str, object]:
    rules = [
        {"rule": rule, "label": _label(rule), "reason": _reason(rule), "count": len(group)}
        for rule, group in _groups(places).items()
    ]
    edits = [
        {**edit_record(place.edit), "line": place.line, "before": place.before, "after": place.after}
        for place in places
    ]
    return {"file": name, "preset": cleaned.preset, "rules": rules, "edits": edits, "exact": is_exact}


def _print(places: Sequence[_Place], *, is_short: bool) -> None:
    console = Console(highlight=False)
    for rule, group in _groups(places).items():
        if console.is_terminal:
            _print_table(console, rule, group, is_short=is_short)
        else:
            for place in group:
                at = f"{_visible(place.before)}⟦{_visible(place.edit.old)}⟧{_visible(place.after)}"
                click.echo(f"第 {place.line} 行\t{at}\t→ ⟦{_visible(place.edit.new)}⟧\t{_label(rule)}")


def _print_table(console: Console, rule: str, group: Sequence[_Place], *, is_short: bool) -> None:
    console.print(Text.assemble((_label(rule), "bold"), f"　{len(group)} 处  ", (rule, "dim")))
    console.print(Padding(Text(_reason(rule), "dim"), (0, 0, 0, 2), expand=False))
    table = Table(box=None, padding=(0, 1), pad_edge=False, show_header=False)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    shown = group[:_SHOWN] if is_short else group
    for place in shown:
        table.add_row(str(place.line), _in_context(place))
    console.print(Padding(table, (0, 0, 0, 2), expand=False))
    if len(shown) < len(group):
        rest = f"另有 {len(group) - len(shown)} 处，加 --all 或 --rule {rule.partition('+')[0]} 列出"
        console.print(Padding(Text(rest, "dim"), (0, 0, 0, 2), expand=False))
    console.print()


def _in_context(place: _Place) -> Text:
    """Show what stood there struck out and what stands there now, between their neighbours."""
    words = Text()
    words.append(_visible(place.before), "dim")
    words.append(_visible(place.edit.old), "red strike")
    words.append(_visible(place.edit.new), "green underline")
    return words.append(_visible(place.after), "dim")


def _visible(text: str) -> str:
    """Show line ends and unprintable characters of a short piece of text."""
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 3 :]}"
    return "".join(
        "⏎" if char == "\n" else char if char.isprintable() or char == "\u3000" else f"<{ord(char):04X}>"
        for char in shown
    )
