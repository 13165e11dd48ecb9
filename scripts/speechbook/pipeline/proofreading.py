"""The proof-reading report of an edition: where readings compete, in context, the worst first.

It is made from the clean texts, apart from the build: a tool of the editor, which no reader and no search index meets.
Its cost is that of converting the text twice.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from speechbook.config import Settings
from speechbook.errors import FileProblemError
from speechbook.front_matter import CleanText
from speechbook.model import Paragraph
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import bind_speech
from speechbook.pipeline.files import write_text
from speechbook.pipeline.state import no_progress
from speechbook.variants import EDITIONS, convert, style_for
from speechbook.variants.competing import CompetingPlace, Doubt, competing_places

__all__ = ("ProofPlace", "ProofReport", "proofread", "write_proof")

_CONTEXT_CHARS = 16
_DOUBTS = {
    Doubt.ALONE: ("单字异读", "两种转换结果不同，字不成词，最要看"),
    Doubt.DISAGREE: ("词语异读", "两种转换结果不同"),
    Doubt.HARD: ("常见难字", "两种转换结果相同，但这个词有两种写法"),
}


@dataclass(frozen=True, slots=True)
class ProofPlace:
    """One place to look at."""

    speech: str
    file_line: int
    """Line of the clean text's file, counted from 1."""
    anchor: str
    """Permalink of its paragraph; empty for the title."""
    doubt: int
    """As in `Doubt`: 0 is worst."""
    word: str
    """As it stands in the source."""
    printed: str
    """As the edition prints it."""
    other: str
    """The other reading."""
    before: str
    """What stands before it, as printed."""
    after: str


@dataclass(frozen=True, slots=True)
class ProofReport:
    """All places of one edition, worst first."""

    edition: str
    char_count: int
    """Characters of the clean texts that were read."""
    places: tuple[ProofPlace, ...]
    problems: tuple[FileProblemError, ...]


def proofread(settings: Settings, edition: str, on_speech: Callable[[], None] = no_progress) -> ProofReport:
    """Look through every speech for one edition; writes nothing."""
    archive = Archive(settings.folders)
    places: list[ProofPlace] = []
    problems: list[FileProblemError] = []
    chars = 0
    for name in archive.ids():
        try:
            text = archive.load_clean(name)
            chars += sum(map(len, text.lines))
            places += _places_of(archive, settings, edition, name, text)
        except FileProblemError as problem:
            problems.append(problem)
        on_speech()
    places.sort(key=lambda place: (place.doubt, place.word, place.speech, place.file_line))
    return ProofReport(edition, chars, tuple(places), tuple(problems))


def write_proof(settings: Settings, report: ProofReport) -> Path:
    """Write the report as a page and as JSON, beside the built book; gives the page."""
    folder = settings.folders.build / "proof"
    table = {"edition": report.edition, "chars": report.char_count, "places": [asdict(p) for p in report.places]}
    write_text(folder / f"{report.edition}.json", json.dumps(table, ensure_ascii=False, indent=1) + "\n")
    path = folder / f"{report.edition}.html"
    write_text(path, _page(report))
    return path


def _places_of(archive: Archive, settings: Settings, edition: str, name: str, text: CleanText) -> Iterator[ProofPlace]:
    speech = bind_speech(archive, settings, name).speech
    style = style_for(settings, edition)
    protected = (*settings.protected, *speech.meta.protect)
    anchors: dict[int, str] = {}
    for block in speech.blocks:
        anchors.setdefault(block.line if isinstance(block, Paragraph) else block.heading.line, block.id)
    for number, line in enumerate(text.lines):
        source = speech.meta.script
        found = competing_places(line, source, edition, protected=protected, style=style)
        if found:
            printed = convert(line, source, edition, protected=protected, style=style)
            for place in found:
                yield _placed(name, text.line_numbers[number], anchors.get(number, ""), place, printed)


def _placed(name: str, file_line: int, anchor: str, place: CompetingPlace, printed: str) -> ProofPlace:
    before = printed[max(0, place.start - _CONTEXT_CHARS) : place.start]
    after = printed[place.end : place.end + _CONTEXT_CHARS]
    return ProofPlace(name, file_line, anchor, int(place.doubt), place.word, place.ours, place.other, before, after)


def _page(report: ProofReport) -> str:
    edition = EDITIONS[report.edition]
    parts = [
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<meta charset="utf-8"/>\n<meta name="robots" content="noindex"/>\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n',
        f"<title>{edition.label}转换核对</title>\n<style>{_STYLE}</style>\n<h1>{edition.label}转换核对</h1>\n",
        f"<p>正文 {report.char_count:,} 字，有两种写法之处 {len(report.places):,} 处，要紧的在前。",
        "认定的写法写进 <code>conf/lexicon/han-overrides.tsv</code>（全书）",
        "或那一篇元数据的 <code>protect</code>（如 <code>一块表=一塊錶</code>），这里就不再列出。</p>\n",
    ]
    for doubt, (label, meaning) in _DOUBTS.items():
        rows = [place for place in report.places if place.doubt == doubt]
        if rows:
            parts.append(f"<h2>{label}（{len(rows):,}）</h2>\n<p>{meaning}。</p>\n<table>\n")
            parts.append("<tr><th>印作<th>另一写法<th>原文<th>上下文<th>出处</tr>\n")
            parts += [_row(place, report.edition, edition.html_lang) for place in rows]
            parts.append("</table>\n")
    return "".join(parts) + "</html>\n"


def _row(place: ProofPlace, edition: str, lang: str) -> str:
    anchor = f"#{place.anchor}" if place.anchor else ""
    link = f"../html/{edition}/speeches/{place.speech}.html{anchor}"
    context = f"{escape(place.before)}<b>{escape(place.printed)}</b>{escape(place.after)}"
    return (
        f'<tr><td lang="{lang}">{escape(place.printed)}<td lang="{lang}">{escape(place.other)}'
        f'<td>{escape(place.word)}<td lang="{lang}">{context}'
        f'<td><a href="{escape(link)}">{escape(place.speech)}:{place.file_line}</a></tr>\n'
    )


_STYLE = (
    ":root{color-scheme:light dark}body{max-width:70rem;margin:2rem auto;padding:0 1rem;font-family:sans-serif;"
    "line-height:1.6}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.2rem .6rem;"
    "border-bottom:1px solid #8886;vertical-align:top}b{background:#fd06}td:last-child{overflow-wrap:anywhere}"
)
