"""The metadata as CSV, for Excel, WPS and LibreOffice: with a BOM, lines ended by CR LF, quoted where needed."""

import csv
import io
from collections.abc import Iterable, Iterator

from speechbook.export.record import ExportedBook, ExportedSpeech
from speechbook.front_matter import INFERRED_LABELS
from speechbook.model import Paragraph
from speechbook.visible import visible_controls

__all__ = ("metadata_table",)

_BOM = "\ufeff"
_COLUMNS = (
    "编号",
    "题目",
    "讲话人",
    "职务",
    "日期",
    "地点",
    "场合",
    "听众",
    "主题",
    "来源",
    "来源网址",
    "版权",
    "推断的项",
    "字数",
    "段数",
    "待查",
    "机械修复",
    "编者改动",
    "原件",
    "原件校验值",
    "语言",
    "网址",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def metadata_table(speeches: Iterable[ExportedSpeech], book: ExportedBook) -> Iterator[str]:
    """Write the table, a row at a time."""
    yield _BOM + _row(map(book.say, _COLUMNS))
    for exported in speeches:
        yield _row(_cells(exported, book))


def _cells(exported: ExportedSpeech, book: ExportedBook) -> Iterator[str]:
    speech, apparatus = exported.speech, exported.apparatus
    meta = speech.meta
    yield from (meta.id, meta.title, meta.speaker, meta.role, meta.date, meta.place, meta.occasion, meta.audience)
    yield "、".join(meta.topics)
    yield from (meta.source, meta.source_url, exported.rights)
    yield "、".join(book.say(INFERRED_LABELS[one.key]) for one in speech.inferred if one.key in INFERRED_LABELS)
    yield str(exported.char_count)
    yield str(sum(1 for block in speech.blocks if isinstance(block, Paragraph)))
    yield str(len(exported.doubts))
    yield str(sum(count for _, count in apparatus.rule_counts))
    yield str(len(apparatus.editor_changes))
    yield from (apparatus.raw_path, apparatus.sha256, exported.language, exported.address)


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula: it takes what follows an apostrophe for text."""
    shown = visible_controls(cell)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
