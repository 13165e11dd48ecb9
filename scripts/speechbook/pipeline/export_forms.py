"""The formats of an export: what writes one speech, what writes many, what their files are called."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from speechbook.cite import CitedBook, CslItem, biblatex, csl_item, csl_json_array
from speechbook.export import (
    ExportedBook,
    ExportedSpeech,
    json_ld,
    json_ld_graph,
    metadata_table,
    plain_text,
    plain_texts,
    tei,
    tei_corpus,
)

__all__ = ("FORMS", "Form")


@dataclass(frozen=True, slots=True)
class Form:
    """One format."""

    suffix: str
    label: str
    many: Callable[[Iterable[ExportedSpeech], ExportedBook], Iterator[str]]
    """Writes speeches into one document, a piece at a time."""
    one: Callable[[ExportedSpeech, ExportedBook], str] | None = None
    """Writes a speech as a document of its own; None where only a list of speeches makes sense."""
    file: str = "speeches"
    """What a file of many speeches is called, without the suffix."""


def _cited(exported: ExportedSpeech, book: ExportedBook) -> CslItem:
    cited = CitedBook(book.title, book.editor)
    return csl_item(exported.speech.meta, cited, exported.address, language=exported.language)


def _csl(speeches: Iterable[ExportedSpeech], book: ExportedBook) -> Iterator[str]:
    return csl_json_array(_cited(exported, book) for exported in speeches)


def _entries(speeches: Iterable[ExportedSpeech], book: ExportedBook) -> Iterator[str]:
    blank = ""
    for exported in speeches:
        yield f"{blank}{biblatex(_cited(exported, book))}\n"
        blank = "\n"


def _alone(
    many: Callable[[Iterable[ExportedSpeech], ExportedBook], Iterator[str]],
) -> Callable[[ExportedSpeech, ExportedBook], str]:
    return lambda exported, book: "".join(many((exported,), book))


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "tei": Form("xml", "TEI P5", tei_corpus, tei),
        "json-ld": Form("jsonld", "JSON-LD（schema.org）", json_ld_graph, json_ld),
        "csl-json": Form("json", "CSL-JSON", _csl, _alone(_csl)),
        "biblatex": Form("bib", "BibLaTeX", _entries, _alone(_entries)),
        "text": Form("txt", "纯文本", plain_texts, plain_text),
        "csv": Form("csv", "元数据表", metadata_table),
    }
)
"""All formats but the feed, which needs the speeches in the order in which they came."""
