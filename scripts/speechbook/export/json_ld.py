"""JSON-LD in the words of schema.org, which has no speech: a `CreativeWork` of the genre 讲话, recorded at an `Event`.

Each section and paragraph is a part with its permalink as `@id`, relative to the site where the book has no address.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from speechbook.export.record import ExportedBook, ExportedSpeech
from speechbook.model import Section

__all__ = ("json_ld", "json_ld_graph")

_CONTEXT = "https://schema.org"


def json_ld(exported: ExportedSpeech, book: ExportedBook) -> str:
    """Write one speech as a document."""
    return _json({"@context": _CONTEXT, **_speech(exported, book)}) + "\n"


def json_ld_graph(speeches: Iterable[ExportedSpeech], book: ExportedBook) -> Iterator[str]:
    """Write speeches as one document with a `@graph`, a speech a line; the book comes first."""
    yield f'{{"@context": {_json(_CONTEXT)}, "@graph": [\n{_json(_book(book))}'
    for exported in speeches:
        yield ",\n" + _json(_speech(exported, book, inside=True))
    yield "\n]}\n"


def _json(value: object) -> str:
    # U+2028 and the like end a line in older JavaScript; </script> would end a script on a page.
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")


def _book(book: ExportedBook) -> dict[str, Any]:
    editor = {"@type": "Person", "name": book.editor} if book.editor else None
    return _known(
        {
            "@type": "Collection",
            "@id": f"{book.address}index.html",
            "name": book.title,
            "alternateName": book.subtitle,
            "description": book.description,
            "editor": editor,
            "copyrightNotice": book.rights,
            "inLanguage": book.language,
            "url": book.address,
        }
    )


def _speech(exported: ExportedSpeech, book: ExportedBook, *, inside: bool = False) -> dict[str, Any]:
    speech, meta = exported.speech, exported.speech.meta
    person = _known({"@type": "Person", "name": meta.speaker, "jobTitle": meta.role}) if meta.speaker else None
    place = {"@type": "Place", "name": meta.place} if meta.place else None
    event = None
    if meta.occasion:
        event = _known({"@type": "Event", "name": meta.occasion, "startDate": meta.date, "location": place})
    book_facts = _book(book)
    return _known(
        {
            "@type": "CreativeWork",
            "@id": exported.page,
            "identifier": meta.id,
            "genre": book.say("讲话"),
            "name": meta.title,
            "author": person,
            "dateCreated": meta.date,
            "locationCreated": place,
            "recordedAt": event,
            "audience": {"@type": "Audience", "name": meta.audience} if meta.audience else None,
            "keywords": list(meta.topics),
            "inLanguage": exported.language,
            "copyrightNotice": exported.rights,
            "url": exported.address,
            "creditText": meta.source,
            "isBasedOn": meta.source_url,
            "isPartOf": {"@id": book_facts["@id"]} if inside else book_facts,
            "hasPart": [_part(exported.page, block.id, block) for block in speech.blocks],
        }
    )


def _part(page: str, name: str, block: object) -> dict[str, Any]:
    part: dict[str, Any] = {"@type": "CreativeWork", "@id": f"{page}#{name}", "identifier": name}
    if isinstance(block, Section):
        return {**part, "name": block.title}
    return {**part, "text": getattr(block, "text", "")}


def _known(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value}
