"""TEI P5: a document for one speech, a `teiCorpus` for several.

`xml:id` are the permalinks of the pages. The apparatus is kept apart from the text, as TEI's location-referenced
method has it: `app/@loc` names the paragraphs.
"""

from collections.abc import Iterable, Iterator

from speechbook.export.record import ExportedBook, ExportedSpeech
from speechbook.export.tei_apparatus import write_apparatus
from speechbook.export.tei_header import write_corpus_header, write_header
from speechbook.export.tei_text import write_body
from speechbook.export.xml_tree import HEAD, XmlTree

__all__ = ("tei", "tei_corpus")

_SPACE = "http://www.tei-c.org/ns/1.0"


def tei(exported: ExportedSpeech, book: ExportedBook) -> str:
    """Write one speech as a TEI document."""
    return f"{HEAD}{_document(exported, book, _SPACE)}\n"


def tei_corpus(speeches: Iterable[ExportedSpeech], book: ExportedBook) -> Iterator[str]:
    """Write speeches as one `teiCorpus`, a speech at a time."""
    header = XmlTree()
    write_corpus_header(header, book)
    yield f'{HEAD}<teiCorpus xmlns="{_SPACE}">\n{header.finish()}\n'
    is_empty = True
    for exported in speeches:
        is_empty = False
        yield f"{_document(exported, book)}\n"
    if is_empty:
        # A corpus must hold a text.
        yield f"<TEI>{header.finish()}<text><body><p/></body></text></TEI>\n"
    yield "</teiCorpus>\n"


def _document(exported: ExportedSpeech, book: ExportedBook, space: str = "") -> str:
    tree = XmlTree()
    with tree.element("TEI", xmlns=space, xml_id=exported.speech.id, xml_lang=exported.language):
        write_header(tree, exported, book)
        with tree.element("text"):
            write_body(tree, exported)
            write_apparatus(tree, exported, book)
    return tree.finish()
