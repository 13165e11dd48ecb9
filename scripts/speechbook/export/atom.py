"""An Atom feed (RFC 4287) of the speeches that came last.

Ids are UUIDs made of the book's file name, the edition and the speech, so that they outlive a move of the site.
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator

from speechbook.export.record import Arrival, ExportedBook, ExportedSpeech
from speechbook.export.xml_tree import HEAD, XmlTree

__all__ = ("FEED_FILE", "atom_feed")

FEED_FILE = "feed.atom"
"""What the feed is called where it stands in the folder of its edition."""

_SPACE = "http://www.w3.org/2005/Atom"
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "speechbook")
_LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def atom_feed(
    speeches: Iterable[ExportedSpeech], book: ExportedBook, updated: datetime.datetime | None = None
) -> Iterator[str]:
    """Write the feed, an entry at a time; `updated` is the last change of any speech in it, None where there is none.

    Each speech must have its `arrival`.
    """
    yield f'{HEAD}<feed xmlns="{_SPACE}" xml:lang="{book.language}">\n'
    yield from _head(book, updated or _LONG_AGO)
    for exported in speeches:
        yield _entry(exported, book) + "\n"
    yield "</feed>\n"


def _head(book: ExportedBook, updated: datetime.datetime) -> Iterator[str]:
    yield _leaf("id", _urn(book))
    yield _leaf("title", book.title)
    if book.subtitle:
        yield _leaf("subtitle", book.subtitle)
    yield _leaf("updated", _time(updated))
    author = XmlTree()
    with author.element("author", breaks=False):
        author.leaf("name", book.editor or book.title, breaks=False)
    yield author.finish() + "\n"
    if book.rights:
        yield _leaf("rights", book.rights)
    tail = XmlTree()
    if book.address:
        tail.leaf("link", rel="alternate", type_="text/html", href=book.address)
        yield tail.finish() + "\n"
        tail = XmlTree()
        tail.leaf("link", rel="self", type_="application/atom+xml", href=f"{book.address}{FEED_FILE}")
        yield tail.finish() + "\n"
        tail = XmlTree()
    tail.leaf("generator", "Speechbook", version=book.program)
    yield tail.finish() + "\n"


def _leaf(name: str, text: str) -> str:
    tree = XmlTree()
    tree.leaf(name, text)
    return tree.finish() + "\n"


def _entry(exported: ExportedSpeech, book: ExportedBook) -> str:
    meta = exported.speech.meta
    arrival = exported.arrival or Arrival(_LONG_AGO, _LONG_AGO)
    tree = XmlTree()
    with tree.element("entry", xml_lang=exported.language if exported.language != book.language else ""):
        tree.leaf("id", _urn(book, meta.id))
        tree.leaf("title", meta.title)
        tree.leaf("published", _time(arrival.added))
        tree.leaf("updated", _time(arrival.updated))
        if meta.speaker:
            with tree.element("author"):
                tree.leaf("name", meta.speaker)
        for topic in meta.topics:
            tree.leaf("category", term=topic)
        if exported.rights and exported.rights != book.rights:
            tree.leaf("rights", exported.rights)
        facts = [meta.date, meta.place, meta.occasion]
        words = "，".join(fact for fact in facts if fact)
        opening = f"{words}。{exported.opening}" if words else exported.opening
        if exported.address:
            tree.leaf("link", rel="alternate", type_="text/html", href=exported.address)
            tree.leaf("summary", opening, type_="text")
        else:
            # An entry without an address must have content.
            tree.leaf("content", opening, type_="text")
    return tree.finish()


def _urn(book: ExportedBook, speech: str = "") -> str:
    return uuid.uuid5(_NAMES, f"{book.key}/{book.edition}/{speech}").urn


def _time(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
